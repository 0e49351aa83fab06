"""A baby on a plan is born: the review is due by the earlier of its limit and birth + N.

N is a local value (Liverpool 20 working days; Tees 10; Cheshire East 4 weeks). Nothing booked is
moved: a booking after the new limit goes on the red list, and the chair's office is told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from audit.domain import record
from audit.enums import Action
from conferences import notices
from conferences.domain.limits import REVIEW_RULES, review_limit_of
from conferences.domain.midpoints import day_of, redate_midpoint
from conferences.domain.next_review import standing_review_of
from conferences.domain.opening import keep_earliest
from conferences.models import Conference
from people.domain import child as people
from people.models import Child
from timescales.domain import restart_deadline
from timescales.models import Deadline


@transaction.atomic
def record_birth(
    *,
    child: Child,
    born_on: dt.date,
    sex: str,
    given_names: str = "",
    family_name: str = "",
    nhs_number: str = "",
    by: User,
) -> Child:
    """Keep the birth, the sex, the name; count the review's clock again. History is kept.

    Raises what `people.domain.child.record_birth` raises.
    """
    child = people.record_birth(
        child=child,
        born_on=born_on,
        sex=sex,
        given_names=given_names,
        family_name=family_name,
        nhs_number=nhs_number,
        by=by,
    )
    _count_again(child, _clocks(child), by=by)
    return child


def follow_corrected_birth(child: Child, by: User) -> None:
    """The date of birth was put right: of a child born since the last conference, the review is
    counted again. Part of `people.domain.child.change_child`.

    A limit that is later now leaves the day that was set: it still fits.
    """
    born_on = child.person.date_of_birth
    clocks = [
        clock
        for clock in _clocks(child)
        if clock.clock_dates().birth or (born_on and born_on >= clock.started_on)
    ]
    if clocks:
        _count_again(child, clocks, by=by)


def _clocks(child: Child) -> QuerySet[Deadline]:
    return Deadline.objects.open().filter(child=child, rule__in=REVIEW_RULES)


def _count_again(child: Child, clocks: Iterable[Deadline], *, by: User) -> None:
    born_on = child.person.date_of_birth
    for clock in clocks:
        restart_deadline(
            deadline=clock,
            dates=replace(clock.clock_dates(), birth=born_on),
            by=by,
            reason=f"Born on {born_on:%-d %B %Y}" if born_on else "Not born yet",
        )
    review = standing_review_of(child)
    if review is not None:
        _bring_into_step(review, child, by=by)


def _bring_into_step(review: Conference, child: Child, *, by: User) -> None:
    limit = review_limit_of(child)
    if limit is None:
        return
    row = review.children.get(child=child)
    is_sooner = row.due_on is None or limit.due_on < row.due_on
    row.due_on = limit.due_on
    row.save(update_fields=["due_on"])
    if review.planned_on is None or review.planned_on > limit.due_on:
        review.planned_on = limit.due_on
    keep_earliest(review)
    redate_midpoint(child, day_of(review), by=by)
    record(
        Action.CHANGED,
        "conferences.review_after_birth",
        by=by,
        subjects=[review],
        children=review.children_concerned(),
        detail={"due_on": limit.due_on.isoformat()},
    )
    if is_sooner:
        notices.review_sooner(review)
