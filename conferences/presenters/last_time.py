"""What a review opens with, for the page and for the live room."""

from __future__ import annotations

from typing import Any

from accounts.models import User
from conferences.domain.last_time import (
    agencies_reporting,
    carried,
    last_time,
    lines_waiting,
)
from conferences.domain.scale_history import scale_history
from conferences.enums import ConferenceState
from conferences.models import Conference
from conferences.presenters.conference import report_words
from conferences.presenters.scale_chart import scale_chart
from disclosure.domain.documents import reports_since
from disclosure.rules import may_read_documents
from plans.domain.reading_plan import family_plan, progress_of, updates_of
from plans.enums import ItemKind
from plans.presenters.items import item_lines
from plans.presenters.progress import outcome_pictures
from timescales.domain import today_in_london


def opening_of(review: Conference, *, reader: User) -> dict[str, Any]:
    """The plan with its progress, the reports, the scale over time and the words of last time."""
    plan = family_plan(review.family, reader=reader)
    updates = updates_of(plan.items, reader=reader)
    children = [each.child for each in review.children.select_related("child__person")]
    lines = item_lines(plan.items, children=children, updates=updates, today=today_in_london())
    already = carried(review)
    waiting = {item.pk for item in lines_waiting(review, reader=reader)}
    last = last_time(review, reader=reader)
    before = last.conference.held_on if last else None
    return {
        "last": last,
        "plan": plan,
        "outcomes": outcome_pictures(
            plan.of_kind(ItemKind.SAFETY_GOAL), progress_of(review.family, reader=reader)
        ),
        "actions": [line for line in lines if line.item.kind == ItemKind.ACTION],
        "to_carry": [line for line in lines if line.item.pk in waiting],
        "carried": len(already),
        "may_carry": review.state == ConferenceState.IN_SESSION,
        "reports": [
            (participant, *report_words(participant)) for participant in agencies_reporting(review)
        ],
        "may_read_documents": may_read_documents(reader, review.family),
        "documents": reports_since(review.family, before, by=reader),
        "scales": [
            scale_chart(child.person.called, str(child.pk), scale_history(child, reader=reader))
            for child in children
        ],
    }
