"""Where the risk is outside the home: who is marked, and headings that do not blame the parents."""

from __future__ import annotations

from collections.abc import Iterable

from conferences.domain.beside import choices_of
from conferences.enums import OUTSIDE_HOME_HEADINGS, Heading
from conferences.models import Conference, ConferenceChild
from disclosure.models import Operation


def marked_outside(children: Iterable[ConferenceChild], changes: Iterable[Operation]) -> list[str]:
    """Keys of the children marked as being at risk outside the home, by what was said last."""
    marks = {c.payload["key"]: c for c in changes if c.kind == "outside.set"}
    return [str(each.pk) for each in children if _is_marked(each, marks.get(f"outside:{each.pk}"))]


def _is_marked(each: ConferenceChild, mark: Operation | None) -> bool:
    """As marked in the room, unless it was decided or corrected since; else as in the plan that a
    review looks at."""
    decision = getattr(each, "decision", None)
    if mark is not None and (decision is None or mark.at > decision.decided_at):
        return bool(mark.payload["outside"])
    stands = decision or each.plan
    return bool(stands and stands.risk_outside_home)


def is_outside_home(conference: Conference) -> bool:
    """Whether any of the children is marked: a heading stands above the words about all."""
    children = conference.children.select_related("decision", "plan")
    return bool(marked_outside(children, choices_of(conference.record_id)))


def labels_of(conference: Conference) -> dict[Heading, str]:
    """What stands above the words of each heading."""
    instead = OUTSIDE_HOME_HEADINGS if is_outside_home(conference) else {}
    return {heading: instead.get(heading, heading.label) for heading in Heading}
