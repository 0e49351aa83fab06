"""Which small drawing stands beside which heading in easy read. Drawn for this project."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

FOLDER: Path = settings.BASE_DIR / "templates" / "pdf" / "pictograms"

_BY_HEADING = {
    "section.about": "meeting",
    "section.child_why": "meeting",
    "section.who_was_there": "people",
    "section.introductions": "meeting",
    "section.worries": "worry",
    "section.worries_outside": "worry",
    "section.danger_statement": "danger",
    "section.strengths": "well",
    "section.strengths_outside": "well",
    "section.grey_areas": "find_out",
    "section.safety_goal": "goal",
    "section.how_we_will_know": "signs",
    "section.needs_to_happen": "jobs",
    "section.needs_outside": "jobs",
    "section.actions": "jobs",
    "section.contingency": "umbrella",
    "section.bottom_lines": "rules",
    "section.safety_scale": "scale",
    "section.progress": "path",
    "section.views": "talk",
    "section.views_outside": "talk",
    "section.child_views": "talk",
    "section.child_life": "talk",
    "section.my_views": "talk",
    "section.agency_views": "talk",
    "section.decision": "decision",
    "section.child_decision": "decision",
    "section.reasons": "why",
    "section.said_of_decision": "decision",
    "section.dissent": "not_agree",
    "section.not_agree": "not_agree",
    "section.what_next": "calendar",
    "section.your_worker": "worker",
    "section.your_lead": "worker",
    "section.who_helps": "worker",
    "section.feedback": "talk",
    "section.corrections": "pencil",
    "section.child_space": "pencil",
    "section.for_child": "child",
    "section.whole_family": "home",
}


def pictogram_for(heading: str) -> str:
    """The name of a drawing; "home" where no better one fits."""
    return _BY_HEADING.get(heading, "home")
