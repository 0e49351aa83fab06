"""Which small drawing stands beside which heading in easy read. Drawn for this project."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

FOLDER: Path = settings.BASE_DIR / "templates" / "pdf" / "pictograms"

_BY_HEADING = {
    "section.worries": "worry",
    "section.danger_statement": "worry",
    "section.grey_areas": "question",
    "section.strengths": "star",
    "section.safety_goal": "star",
    "section.how_we_will_know": "tick",
    "section.bottom_lines": "tick",
    "section.needs_to_happen": "hand",
    "section.actions": "hand",
    "section.contingency": "question",
    "section.what_next": "calendar",
    "section.about": "calendar",
    "section.decision": "tick",
    "section.reasons": "question",
    "section.child_views": "talk",
    "section.my_views": "talk",
    "section.views": "talk",
    "section.agency_views": "talk",
    "section.dissent": "talk",
    "section.not_agree": "talk",
    "section.who_was_there": "people",
    "section.who_helps": "people",
    "section.your_worker": "people",
    "section.for_child": "home",
    "section.whole_family": "home",
}


def pictogram_for(heading: str) -> str:
    """The name of a drawing; "home" where no better one fits."""
    return _BY_HEADING.get(heading, "home")
