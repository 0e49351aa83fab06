"""What is written in bulk has the shape of what a life through the domain functions leaves."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from django.db.models import Model, Q, QuerySet

from conferences.domain.missing_reviews import put_reviews_right
from conferences.enums import ConferenceKind, ConferenceState
from conferences.models import (
    Conference,
    ConferenceChild,
    ConferenceRequest,
    Decision,
    RequestedChild,
    Screening,
    StrategyDiscussion,
)
from midpoints.models import CheckedChild, MidpointCheck
from people.enums import CaseRoleKind, RelationshipKind, Sex
from people.models import Family
from plans.models import CoreGroup, Plan, Visit
from rehearsal.build_families import build_families
from rehearsal.build_staff import Service, build_staff
from rehearsal.build_venues import build_venues
from rehearsal.chapters import Case
from rehearsal.courses import Course
from rehearsal.diary import Diary
from rehearsal.families import MadeUpAdult, MadeUpChild, MadeUpFamily
from rehearsal.history import Past
from rehearsal.life import Life
from rehearsal.past import as_if
from rehearsal.rows import Rows
from timescales.models import Deadline

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 18)
NOT_IN_BULK = {"booking", "steps_done", "decided_at", "unfinished"}


@dataclass
class SamePast(Past):
    """The reviews on the days of a life that was played."""

    days: list[dt.date] = field(default_factory=list)

    def review_days(self, held_on: dt.date) -> Iterator[dt.date]:
        yield from self.days


class Chance(random.Random):
    """Plans end at the review of this number; for those that run on, it is a number of days."""

    number = 1

    def randint(self, a: int, b: int) -> int:
        return self.number


def made_up(name: str) -> MadeUpFamily:
    child = MadeUpChild("Wren", Sex.FEMALE, dt.date(2017, 5, 4))
    mother = MadeUpAdult("Joy", name, RelationshipKind.MOTHER, True, True)
    home = ("1 Fable Street", "ZZ1 1AA", "English", False)
    return MadeUpFamily(name, "North", *home, (child,), (mother,))


def play(service: Service, family: Family, course: Course) -> None:
    diary = Diary(TODAY)
    began = TODAY - dt.timedelta(days=125)
    diary.put(began, Life(service, family, course, began, diary).ask)
    diary.live()


def write(service: Service, family: Family, like: Family, number: int) -> None:
    strategy = StrategyDiscussion.objects.get(family=like).held_on
    held = Conference.objects.filter(family=like, state=ConferenceState.CLOSED)
    first, *reviews = held.order_by("held_on").values_list("held_on", flat=True)
    chance, rows = Chance(), Rows()
    chance.number = number
    past = SamePast(service, rows, chance, TODAY, dt.timedelta(days=365), days=reviews)
    chair = family.case_roles.get(kind=CaseRoleKind.CHAIR).professional
    case = Case.of(service, family, list(family.children.select_related("person")), chair)
    past.plan_life(case, strategy, first)
    rows.write()
    put_reviews_right()


def duties(family: Family) -> set[tuple[object, ...]]:
    rows = Deadline.objects.filter(family=family)
    return {(*_duty(row), _settled(row), bool(row.settled_at)) for row in rows}


def kinds_of_duty(family: Family) -> set[tuple[object, ...]]:
    return {_duty(row) for row in Deadline.objects.filter(family=family)}


def _duty(row: Deadline) -> tuple[object, ...]:
    about = row.about.partition(":")[0]
    return row.rule, row.owner_role, about, row.child_id is None, tuple(row.dates)


def _settled(row: Deadline) -> str:
    if row.withdrawn_at:
        return row.withdrawn_reason.partition(":")[0]
    return row.met_by.partition(":")[0] if row.met_on else "open"


def shapes(model: type[Model], family: Family) -> set[tuple[str, ...]]:
    """Which fields are filled in, and the state, for every kind of row there is."""
    return {_filled(row) for row in _of(model, family)}


def _of(model: type[Model], family: Family) -> QuerySet[Model]:
    of: dict[type[Model], Q] = {
        ConferenceChild: Q(conference__family=family),
        RequestedChild: Q(request__family=family),
        Decision: Q(child__conference__family=family),
        Plan: Q(child__family=family),
        Visit: Q(plan__child__family=family),
        CheckedChild: Q(check_of__family=family),
    }
    return model._default_manager.filter(of.get(model, Q(family=family)))


def _filled(row: Model) -> tuple[str, ...]:
    state = [str(getattr(row, name)) for name in ("kind", "state", "outcome") if hasattr(row, name)]
    values = {each.name: getattr(row, each.attname) for each in row._meta.concrete_fields}
    names = {name for name, value in values.items() if value not in (None, "", [], {})}
    return *state, *sorted(names - NOT_IN_BULK)


ONCE_FOR_EACH = (
    StrategyDiscussion, ConferenceRequest, RequestedChild, Screening, Conference, ConferenceChild,
    Decision, Plan,
)  # fmt: skip
ONLY_THE_LAST = (CoreGroup, Visit, MidpointCheck, CheckedChild)


def test_bulk_leaves_the_rows_that_a_life_leaves() -> None:
    """Of a plan that runs on after its first review, and of one that ends at it."""
    with as_if(TODAY):
        service = build_staff(TODAY)
        build_venues(service, TODAY)
        names = ("Played", "Written", "Playedout", "Writtenout")
        going, same_going, ended, same_ended = build_families(service, map(made_up, names), TODAY)
        play(service, going, Course(1.0))
        write(service, same_going, going, number=5)
        same_shape(same_going, going)
        play(service, ended, Course(1.0, ends_at=1))
        write(service, same_ended, ended, number=1)
        same_shape(same_ended, ended)


def same_shape(written: Family, played: Family) -> None:
    assert Conference.objects.filter(family=played, kind=ConferenceKind.REVIEW).exists()
    assert kinds_of_duty(written) == kinds_of_duty(played)
    assert duties(written) - duties(played) == set()
    for model in ONCE_FOR_EACH:
        assert shapes(model, written) == shapes(model, played), model
    for model in ONLY_THE_LAST:
        assert shapes(model, written), model
        assert shapes(model, written) - shapes(model, played) == set(), model
