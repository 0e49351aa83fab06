"""Rows that are written in bulk, each kind after those it points at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models import DateTimeField, F, Model, OuterRef, Subquery
from django.db.models.functions import Cast

from conferences.models import (
    Conference,
    ConferenceChild,
    ConferenceRequest,
    Decision,
    RequestedChild,
    Screening,
    StrategyDiscussion,
)
from disclosure.models import Record
from midpoints.models import CheckedChild, MidpointCheck
from plans.models import CoreGroup, LongPlanReview, Plan, Visit
from timescales.models import Deadline

BATCH = 2000
IN_ORDER: tuple[type[Model], ...] = (
    Record, StrategyDiscussion, ConferenceRequest, RequestedChild, Screening, Conference, Plan,
    ConferenceChild, Decision, CoreGroup, Visit, MidpointCheck, CheckedChild, LongPlanReview,
    Deadline,
)  # fmt: skip
Key = Callable[[], str]


class Rows:
    """A key that names another row ("conference:12") is known only when that row is written."""

    def __init__(self) -> None:
        self._rows: dict[type[Model], list[Any]] = defaultdict(list)
        self._keys: dict[type[Model], list[tuple[Any, str, Key]]] = defaultdict(list)
        self._follows: list[tuple[Conference, Conference]] = []
        self._groups: list[tuple[CoreGroup, Sequence[Plan]]] = []

    def add(self, *rows: Model, **keys: Key) -> None:
        for row in rows:
            self._rows[type(row)].append(row)
            self._keys[type(row)] += [(row, name, key) for name, key in keys.items()]

    def follow(self, review: Conference, before: Conference) -> None:
        self._follows.append((review, before))

    def about_plans(self, group: CoreGroup, plans: Sequence[Plan]) -> None:
        self._groups.append((group, plans))

    def write(self) -> None:
        for kind in IN_ORDER:
            for row, name, key in self._keys[kind]:
                setattr(row, name, key())
            kind._default_manager.bulk_create(self._rows[kind], batch_size=BATCH)
        self._link()
        self._date_back()

    def _link(self) -> None:
        for review, before in self._follows:
            review.follows = before
        reviews = [review for review, _ in self._follows]
        Conference.objects.bulk_update(reviews, ["follows"], batch_size=BATCH)
        through = CoreGroup.plans.through
        through._default_manager.bulk_create(
            through(coregroup_id=group.pk, plan_id=plan.pk)
            for group, plans in self._groups
            for plan in plans
        )

    def _date_back(self) -> None:
        """What the database dates by the moment it is written was written down in the past."""
        asked = ConferenceRequest.objects.filter(pk=OuterRef("request_id")).values("submitted_at")
        self._all(ConferenceRequest).update(created_at=F("submitted_at"))
        self._all(Screening).update(at=Subquery(asked))
        self._all(Conference).update(created_at=F("started_at"))
        self._all(MidpointCheck).update(recorded_at=Cast("on", DateTimeField()))
        self._all(Visit).update(recorded_at=Cast("visited_on", DateTimeField()))

    def _all(self, kind: type[Model]) -> Any:
        written: Iterable[Model] = self._rows[kind]
        return kind._default_manager.filter(pk__in=[row.pk for row in written])
