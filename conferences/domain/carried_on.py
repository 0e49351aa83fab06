"""Nothing of a plan that goes on is lost at its review: each open line is carried on, or settled.

A line is settled when it is done, or when somebody has said why it is no longer needed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from conferences.enums import ConferenceKind
from conferences.models import Conference, ConferenceChild
from plans.domain.developing import record_of
from plans.domain.items import items_of
from plans.models import Plan, PlanItem


def left_open(review: Conference, staying: Collection[ConferenceChild]) -> list[PlanItem]:
    """Open lines, for children who stay on their plans, that this review has said nothing of.

    One that was carried on and then taken off in the live room has been spoken of. Empty unless
    this is a review.
    """
    if review.kind != ConferenceKind.REVIEW or not staying:
        return []
    children = {each.child_id for each in staying}
    spoken_of = _spoken_of(review)
    return [
        item
        for item in _standing(review, children)
        if item.is_open and item.lineage not in spoken_of and is_for(item, children)
    ]


def _standing(review: Conference, children: Iterable[int]) -> list[PlanItem]:
    """The lines of these children's plans as they stand outside this review."""
    plans = Plan.objects.open().child_protection().filter(child__in=children)
    others = plans.exclude(record=review.record_id).select_related("record")
    records = {record.pk: record for record in map(record_of, others)}
    return [item for record in records.values() for item in items_of(record)]


def _spoken_of(review: Conference) -> set[int]:
    return {item.lineage for item in PlanItem.objects.filter(passage__record=review.record_id)}


def is_for(item: PlanItem, children: Collection[int]) -> bool:
    """Whether the line is about one of these children, or about the whole family."""
    about = {person.pk for person in item.passage.about.all()}
    return not about or bool(about & set(children))
