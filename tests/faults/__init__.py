"""Kills services under live saves and counts what was lost (quality.md, F1 to F3).

Everything runs for real: gunicorn over TCP, PostgreSQL and Redis of a DATA_DIR of its own. A design
that is broken on purpose (`mutants`) must be caught by the same check.
"""
