from midpoints.models.check import CheckedChild, MidpointCheck

__all__ = ["CheckedChild", "MidpointCheck"]
