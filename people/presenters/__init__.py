"""People as words for a page."""
