"""A child, a family and what is due, as words and links."""
