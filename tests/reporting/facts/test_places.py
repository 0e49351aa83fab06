"""A family that moves while a plan runs: each area and team has it for as long as it was there."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from people.enums import CaseRoleKind
from people.models import Area, Child, Family, Team
from plans.models import Plan
from reporting.annual.domain.assembling import assemble
from reporting.domain.figures import breakdown, figure
from reporting.domain.refresh import Refreshed, refresh_facts
from reporting.enums import FactKind, ScopeKind
from reporting.measures import BY_CODE
from reporting.measures.split import BY_AREA
from reporting.models import Fact
from reporting.period import Period, month_of, year_of
from reporting.scope import WHOLE_SERVICE, Scope
from tests.factories.people import (
    make_area,
    make_case_role,
    make_child,
    make_family,
    make_professional,
    make_team,
)
from tests.factories.plans import make_plan

pytestmark = pytest.mark.django_db


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def morning(text: str) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day(text), dt.time(9)))


def month(text: str) -> Period:
    return month_of(day(f"{text}-01"))


YEAR = year_of(day("2025-10-01"))


def living_in(area: Area) -> Family:
    family = make_family(area=area)
    family.history.update(history_date=morning("2024-06-01"))
    return family


def move(family: Family, on: str, area: Area, team: Team | None = None) -> None:
    family.area, family.team = area, team
    family.save()
    newest = family.history.latest()
    family.history.filter(pk=newest.pk).update(history_date=morning(on))


def on_a_plan(child: Child, started: str, ended: str | None = None) -> Plan:
    end = {"ended_on": day(ended), "end_reason": "review_decision"} if ended else {}
    plan = make_plan(child, started_on=day(started), **end)
    plan.history.update(history_date=morning(started))
    return plan


@pytest.fixture
def north() -> Scope:
    area = make_area("North of here")
    return Scope(ScopeKind.AREA, area.pk, area.name)


@pytest.fixture
def south() -> Scope:
    area = make_area("South of here")
    return Scope(ScopeKind.AREA, area.pk, area.name)


@pytest.fixture
def moved(north: Scope, south: Scope) -> Family:
    """From the north to the south on 20 August, and there to another team on 10 September, with one
    child on a plan all the while, one whose plan had ended, and one whose plan began in October.
    Each area has another family that stays."""
    here, there = Area.objects.get(pk=north.pk), Area.objects.get(pk=south.pk)
    family = living_in(here)
    first, second, third = (make_child(family=family) for _ in range(3))
    on_a_plan(first, "2025-05-10", "2026-02-01")
    on_a_plan(second, "2025-05-10", "2025-07-15")
    on_a_plan(third, "2025-10-01")
    for area, started in ((here, "2025-01-05"), (there, "2024-12-01")):
        on_a_plan(make_child(family=living_in(area)), started)
    make_case_role(family, make_professional(), kind=CaseRoleKind.CHAIR, from_on=day("2025-05-01"))
    move(family, "2025-08-20", there)
    move(family, "2025-08-25", there)  # something else about the family changed
    move(family, "2025-09-10", there, make_team(area=there))
    refresh_facts()
    return family


def number(code: str, period: Period, scope: Scope, known_on: str = "") -> tuple[int | None, ...]:
    """The figure, and what it is of where it is of something."""
    at = morning(known_on) if known_on else None
    found = figure(BY_CODE[code], period, scope, known_on=at)
    return (found.numerator,) if found.denominator is None else (found.numerator, found.denominator)


def test_each_place_has_a_plan_for_as_long_as_it_was_there(
    moved: Family, north: Scope, south: Scope
) -> None:
    assert moved.team is not None
    team = Scope(ScopeKind.TEAM, moved.team_id, moved.team.name)
    scopes = (WHOLE_SERVICE, north, south, team)
    expected = {
        ("plans_open", "2025-07"): (3, 2, 1, 0),
        ("plans_open", "2025-08"): (3, 1, 2, 0),
        ("plans_open", "2025-09"): (3, 1, 2, 1),
        ("plans_open", "2025-10"): (4, 1, 3, 2),
        ("plans_open", "2026-02"): (3, 1, 2, 1),
        ("plans_started", "2025-05"): (2, 2, 0, 0),
        ("plans_started", "2025-08"): (0, 0, 0, 0),
        ("plans_started", "2025-10"): (1, 0, 1, 1),
        ("plans_ended", "2025-07"): (1, 1, 0, 0),
        ("plans_ended", "2025-08"): (0, 0, 0, 0),
        ("plans_ended", "2026-02"): (1, 0, 1, 1),
    }
    for (code, when), numbers in expected.items():
        found = [number(code, month(when), scope)[0] for scope in scopes]
        assert tuple(found) == numbers, (code, when)
    # Open for a year by the end of May: from its own start, wherever the family was then.
    assert number("plans_over_12", month("2025-12"), south) == (1, 3)
    assert number("plans_over_12", month("2025-12"), north) == (0, 1)
    assert number("caseload", month("2025-07"), north) == (1, 1)
    assert number("caseload", month("2025-08"), north) == (0, 0)
    assert number("caseload", month("2025-10"), south) == number("caseload", month("2025-10"), team)
    parts = breakdown(BY_CODE["plans_open"], BY_AREA, month("2025-10"))
    assert [(part.label, part.numerator) for part in parts] == [
        ("North of here", 1),
        ("South of here", 3),
        ("Not recorded", 0),
    ]


def test_the_report_of_an_area_says_what_moved_in_and_out(
    moved: Family, north: Scope, south: Scope
) -> None:
    said = {}
    for scope in (north, south):
        area = Area.objects.get(pk=scope.pk)
        checks = {check.code: check for check in assemble(YEAR, area).checks}
        assert all(not check.difference for check in checks.values())
        said[scope] = [checks[f"stock:{code}"].words for code in ("2025/26", "2025-08", "2025-09")]
    assert said == {
        north: ["1 + 2 − 1 + 0 − 1 = 1", "2 + 0 − 0 + 0 − 1 = 1", "1 + 0 − 0 = 1"],
        south: ["1 + 1 − 1 + 1 − 0 = 2", "1 + 0 − 0 + 1 − 0 = 2", "2 + 0 − 0 = 2"],
    }


def test_a_move_changes_no_past_month_and_nobody_counts_twice_while_it_is_told(
    moved: Family, north: Scope, south: Scope
) -> None:
    # What was first written into the facts late is known from when the records say.
    assert number("plans_open", month("2025-08"), north, "2025-08-19") == (2,)
    assert number("plans_open", month("2025-08"), south, "2025-08-21") == (2,)
    before = timezone.now()
    moved.area, moved.team = Area.objects.get(pk=north.pk), None
    moved.save()
    between = timezone.now()
    assert refresh_facts() == Refreshed(closed=2, added=4)  # a plan and a caseload, each in two
    assert refresh_facts() == Refreshed(closed=0, added=0)
    today = month_of(timezone.localdate())
    told = {
        at: [figure(BY_CODE["plans_open"], today, scope, known_on=at).numerator
             for scope in (WHOLE_SERVICE, north, south)]
        for at in (before, between, timezone.now())
    }  # fmt: skip
    assert list(told.values()) == [[3, 1, 2], [3, 1, 2], [3, 2, 1]]
    assert number("plans_open", month("2025-10"), south) == (3,)
    assert number("plans_ended", month("2026-02"), north) == (0,)
    known = Fact.objects.known_on(None).filter(kind=FactKind.PLAN, moved_out_on=None)
    assert known.count() == Plan.objects.count()  # as in the view for reporting tools
