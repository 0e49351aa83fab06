"""Concerns, Resolution Forms and complaints, as words and links."""
