"""Concerns and what became of them, as words and links."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse

from escalations.enums import ConcernState

CONCERN_COLOURS: dict[str, str] = {
    ConcernState.OPEN: "blue",
    ConcernState.RESOLVED: "green",
    ConcernState.PROMOTED: "purple",
}
# Where something may have been noticed. A page of a room above this one is found by its name.
PLACES = {
    "conference": ("the conference", "conferences:conference"),
    "midpoint": ("the midpoint check", "midpoints:check"),
    "plan": ("the plan", "plans:plan"),
}


def noticed_at(raised_from: str) -> tuple[str, str] | None:
    """(words, address) of where it was noticed; None where it was at no place that has a page."""
    kind, _, number = raised_from.partition(":")
    if kind not in PLACES:
        return None
    words, name = PLACES[kind]
    try:
        return words, reverse(name, args=[int(number)])
    except (NoReverseMatch, ValueError):
        return None
