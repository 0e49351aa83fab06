"""The record of a conference as staff read it: heading by heading, corrections beside the words."""

from __future__ import annotations

from dataclasses import dataclass, field

from accounts.models import User
from conferences.domain.outside_home import labels_of
from conferences.models import Conference
from disclosure.models import Passage


@dataclass
class Said:
    """One passage and what was added to it later."""

    passage: Passage
    corrections: list[Passage] = field(default_factory=list)


def record_by_heading(conference: Conference, *, by: User) -> list[tuple[str, list[Said]]]:
    """Every passage that stands, in agenda order. What is sealed or removed is not there."""
    rows = (
        Passage.objects.visible_to(by)
        .live()
        .filter(record=conference.record)
        .select_related("said_by", "author")
        .prefetch_related("about")
        .order_by("position", "pk")
    )
    said: dict[int, Said] = {}
    for passage in rows:
        if passage.addendum_to_id in said:
            said[passage.addendum_to_id].corrections.append(passage)
        else:
            said[passage.pk] = Said(passage)
    return [
        (label, lines)
        for heading, label in labels_of(conference).items()
        if (lines := [each for each in said.values() if each.passage.heading == heading])
    ]
