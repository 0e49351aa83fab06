"""Midpoint checks and dip samples, as words and links."""
