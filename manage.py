#!/usr/bin/env python
"""Run any management command: .venv/bin/python manage.py COMMAND."""

import atexit
import gc
import os
import sys


def main() -> None:
    _leave_the_modules_alone()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


def _leave_the_modules_alone() -> None:
    """Looking for rubbish among a quarter of a million objects that stay takes half of the time of
    a short command, most of it when it is over."""
    gc.set_threshold(100_000)
    atexit.register(gc.freeze)


if __name__ == "__main__":
    main()
