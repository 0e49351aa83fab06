"""Models and codes as words for a page."""

from conferences.presenters.live import live_choices

__all__ = ["live_choices"]
