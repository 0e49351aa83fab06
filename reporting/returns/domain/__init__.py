"""Reads the records for the returns, makes the files and keeps what was made."""
