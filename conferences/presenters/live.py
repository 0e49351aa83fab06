"""The words the live room's script needs for each code."""

from __future__ import annotations

from typing import Any

from conferences.enums import (
    OUTSIDE_HOME_HEADINGS,
    AgencyStance,
    AttendanceMode,
    ChildOutcome,
    Heading,
    Participation,
    PartKind,
)
from disclosure.enums import RESTRICTED_SOURCES, SourceKind
from plans.enums import Category, ItemKind

HINTS: dict[str, str] = {
    Heading.INTRODUCTIONS: "Who is here and why the meeting is held.",
    Heading.WORRIES: "What has happened, and what could happen, that may harm the child.",
    Heading.WORKING_WELL: "What keeps the child safe already, and who helps.",
    Heading.GREY_AREAS: "What nobody knows for sure yet.",
    Heading.CHILD_VIEWS: "In the child's own words where you can. Say how they were heard.",
    Heading.FAMILY_VIEWS: "As they said it.",
    Heading.SAFETY_SCALE: "0: sure to be harmed if nothing changes. 10: safe enough to stop.",
    Heading.NEEDS_TO_HAPPEN: "What has to be different for the child.",
    Heading.PLAN: "Who will do what, and by when. Short words that the family can read.",
    Heading.DECISION: "For each child: what each agency thinks, then what the chair decides.",
}


def live_choices() -> dict[str, Any]:
    return {
        "headings": [
            {
                "key": h.value,
                "label": h.label,
                "outside": OUTSIDE_HOME_HEADINGS.get(h, ""),
                "hint": HINTS[h],
            }
            for h in Heading
        ],
        "modes": _pairs(AttendanceMode),
        "kinds": _pairs(PartKind),
        "stances": _pairs(AgencyStance),
        "outcomes": _pairs(ChildOutcome),
        "categories": _pairs(Category),
        "participation": _pairs(Participation),
        "items": _pairs(ItemKind),
        "sources": _pairs(SourceKind),
        "restricted": sorted(RESTRICTED_SOURCES),
    }


def _pairs(choices: Any) -> list[list[str]]:
    return [[value, str(label)] for value, label in choices.choices]
