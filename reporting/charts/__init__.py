"""Statistics and drawings: numbers in, limits, words and pictures out. Reads no record."""
