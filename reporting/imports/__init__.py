"""Brings another system's records in: what it read, what it wrote, and what it would not.

The files are read once into a table of this session (`staging`), which answers what must be asked
of whole files (`whole_files`): ids that stand twice, rows about nobody. Then some families at once
become rows here (`run`), so that memory stays the same however many there are.
"""
