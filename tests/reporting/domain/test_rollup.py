"""What is kept is what the facts say, whatever happens to them in between."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from audit.domain import record
from audit.enums import Action
from bookings.models import Chair
from conferences.enums import ConferenceKind
from conferences.models import Conference
from people.enums import CaseRoleKind
from people.models import Child, Family
from plans.models import Plan, Visit
from reporting.domain import rollup, rollup_steps
from reporting.domain.covered import is_counted_by
from reporting.domain.figures import Figure, counted, figure, so_far, trend
from reporting.domain.kept import Kept, keep
from reporting.domain.refresh import refresh_changed, refresh_facts
from reporting.domain.rollup import roll_up
from reporting.domain.rollup_counting import KEPT
from reporting.enums import FactKind, Grain, ScopeKind
from reporting.measures import ALL, BY_CODE
from reporting.measures.measure import Measure, Shape
from reporting.models import Fact, RolledUp, Rollup
from reporting.period import Period, month_of, quarter_of, year_of
from reporting.scope import WHOLE_SERVICE, Scope
from tests.factories.bookings import make_chair
from tests.factories.people import (
    make_area,
    make_case_role,
    make_child,
    make_family,
    make_team,
)
from tests.factories.reporting import held, make_fact
from tests.reporting.domain.any_answers import answer
from tests.reporting.domain.any_history import CODES, FLAGS, OF_A_MEETING, OF_NOBODY

STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                *("initial", "initial", "review", "visit", "ends", "void", "began_earlier"),
                *("inquorate", "moves", "parts", "hours", "night"),
            ]
        ),
        st.integers(0, 2),  # whose
        st.integers(0, 500),  # how many days before today
    ),
    min_size=5,
    max_size=10,
)


# Of a conference of two one fact changes, of a plan one visit, of a chair the hours alone.
ONE_OF_SEVERAL = [
    *(("initial", 0, 100), ("inquorate", 1, 0), ("parts", 1, 1), ("visit", 0, 3)),
    *(("hours", 0, 60), ("night", 0, 0)),
]

# For the histories at random: whatever counts plans, caseloads, visits and conferences, and one
# measure of which nothing is known. The test of the pages asks every measure that is kept.
KINDS = {
    *(FactKind.PLAN, FactKind.CASELOAD, FactKind.INITIAL, FactKind.REVIEW, FactKind.DIP),
    *(FactKind.RESOLUTION_FORM, FactKind.VISIT, FactKind.SESSION),
}
SOME = tuple(each for each in KEPT if each.needs in KINDS)
# Those that a page tells; of feedback each question is kept too.
LINES = tuple(each for each in KEPT if each in ALL)


@pytest.fixture(autouse=True)
def fewer(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (rollup, rollup_steps):
        monkeypatch.setattr(module, "KEPT", SOME)
    monkeypatch.setattr(rollup, "YEARS", 2)


@pytest.fixture
def _all_kept(fewer: None, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (rollup, rollup_steps):
        monkeypatch.setattr(module, "KEPT", KEPT)


def ago(days: int) -> dt.date:
    return timezone.localdate() - dt.timedelta(days=days)


class World:
    """Three children of three families in two areas, one of them of no team; a sister of the first,
    two chairs, and what happens to them."""

    def __init__(self) -> None:
        self.areas = [make_area(f"Area of world {number}") for number in range(2)]
        self.teams = [make_team(area=area) for area in self.areas]
        self.chairs = [make_chair(fte=Decimal(fte)) for fte in ("0.5", "0.8")]
        first, second = (make_family(team=team) for team in self.teams)
        families = (first, second, make_family(area=self.areas[0]))
        self.children = [make_child(family=family) for family in families]
        self.sister = make_child(family=self.children[0].family)
        for number, child in enumerate(self.children):
            chair = self.chairs[number % 2].professional
            make_case_role(child.family, chair, kind=CaseRoleKind.CHAIR, from_on=ago(900))
        self.scopes = [
            WHOLE_SERVICE,
            *(Scope(ScopeKind.AREA, area.pk, area.name) for area in self.areas),
            *(Scope(ScopeKind.TEAM, team.pk, team.name) for team in self.teams),
            *(Scope(ScopeKind.CHAIR, chair.pk, str(chair)) for chair in self.chairs),
        ]

    def step(self, what: str, whose: int, days: int) -> None:
        child, on = self.children[whose], ago(days)
        together = [child, self.sister] if whose == 0 else [child]
        on_plan = Plan.objects.filter(child=self.sister, ended_on=None, voided_at=None).exists()
        plan = Plan.objects.filter(child=child, ended_on=None, voided_at=None).first()
        meeting = {"was_quorate": days % 3 > 0, "chair": self.chairs[days % 2].professional}
        if what == "initial" and plan is None:
            together = [child] if on_plan else together
            clocks = (on - dt.timedelta(days=21),) * len(together)
            held(on, *together, clocks=clocks, **meeting)
        elif what == "review" and plan and plan.started_on < on:
            held(on, *together, kind=ConferenceKind.REVIEW, **meeting)
        elif what == "inquorate":
            Conference.objects.filter(family=child.family_id).update(was_quorate=False)
        elif what == "moves":
            family = Family.objects.get(pk=child.family_id)
            family.area, family.team = self.areas[days % 2], self.teams[days % 2]
            family.save()
        elif what == "parts":
            Child.objects.filter(pk=self.sister.pk).update(family=child.family_id)
            together = [self.sister]
        elif what == "hours":
            self._work(self.chairs[whose % 2], on)
        elif what == "night":
            refresh_facts()
            roll_up(today=ago(days % 3))
        elif plan:
            self._change(plan, what, on)
        keys = [each.pk for each in together]
        record(Action.CHANGED, "tests.step", by=None, subjects=[child], children=keys)

    def _work(self, chair: Chair, on: dt.date) -> None:
        chair.fte = Decimal("1.0") if chair.fte < 1 else Decimal("0.4")
        chair.save()
        latest = chair.history.latest("history_id")
        since = timezone.make_aware(dt.datetime.combine(on, dt.time(9)))
        chair.history.filter(pk=latest.pk).update(history_date=since)

    def _change(self, plan: Plan, what: str, on: dt.date) -> None:
        if what == "visit" and plan.started_on <= on:
            Visit.objects.create(plan=plan, visited_on=on, was_seen=True)
        changes: dict[str, Any] = {
            "ends": {"ended_on": max(on, plan.started_on), "end_reason": "review_decision"},
            "void": {"voided_at": timezone.now()},
            "began_earlier": {"started_on": plan.started_on - dt.timedelta(days=40)},
        }
        if what in changes:
            Plan.objects.filter(pk=plan.pk).update(**changes[what])


def rows() -> set[tuple[Any, ...]]:
    kept = Rollup.objects.exclude(whole=0, hits=0)
    counts = ("whole", "hits", "full_time")
    since = RolledUp.objects.values_list("measure", "since_on")
    return {*kept.values_list("measure", "scope_kind", "scope_id", "month", *counts), *since}


class AnyHistory(TestCase):
    @settings(max_examples=3)
    @given(STEPS)
    @example(ONE_OF_SEVERAL)
    def test_what_is_kept_in_step_is_what_counting_anew_gives(
        self, steps: list[tuple[str, int, int]]
    ) -> None:
        world = World()
        refresh_facts()
        roll_up(today=ago(1))
        for number, step in enumerate(steps):
            world.step(*step)
            if number % 2:
                refresh_changed()
        refresh_changed()
        in_step = rows()
        until = set(RolledUp.objects.values_list("until_on", flat=True))
        assert len(until) == 1
        Rollup.objects.all().delete()
        RolledUp.objects.all().delete()
        roll_up(today=until.pop())
        assert rows() == in_step


# Of each kind and code one in time, one late, and one of which little is written down: days ago,
# working days it took, days after which it was due, what is told of it, and the codes.
GOOD = sorted({*FLAGS, *OF_A_MEETING} - {"not_noted", "inquorate", "not_alone"})
OF_EACH: tuple[tuple[int, int | None, int | None, list[str], list[str]], ...] = (
    (5, 10, 0, GOOD, ["child_protection", "", "PN1"]),
    (40, 20, -1, ["inquorate", "safety_plan_reviewed"], ["child_in_need", "", "PN7"]),
    (70, None, None, [], ["", "", ""]),
)


def make_of_every_kind(world: World) -> None:
    """In both areas and teams and with both chairs, without a record behind any of it: of children
    of whom nothing else is told, so that no refresh looks at them."""
    children = [make_child(family=make_family(team=team)) for team in world.teams]
    kinds = [kind for kind in FactKind if kind not in OF_NOBODY]
    for number, kind in product(range(2), kinds):
        chair = world.chairs[number].pk
        of = {"child": children[number], "team": world.teams[number], "chair_id": chair}
        for code, (days, took, due, flags, codes) in product(CODES.get(kind, ("NEG",)), OF_EACH):
            on, name = ago(days), f"{code}:{number}:{days}"
            make_fact(
                kind,
                on,
                until=ago(days - 14),
                clock_from=None if took is None else ago(days + took),
                due_on=None if due is None else ago(days - due),
                days=took,
                code=code,
                codes=codes,
                flags=flags,
                meeting=f"{kind}:{name}",
                plan=f"made:{name}" if kind in {FactKind.PLAN, FactKind.CASELOAD} else "",
                **of,
            )
        for ended in (None, ago(40)) if kind == FactKind.PLAN else ():
            make_fact(kind, ago(900), until=ended, plan=f"long:{number}:{ended}", **of)


@pytest.mark.django_db
@pytest.mark.usefixtures("_all_kept")
def test_the_pages_read_the_same_figures_from_what_is_kept() -> None:
    """Of every measure, grain and place; and what was known before is counted from the facts."""
    world = World()
    for step in (("initial", 0, 400), ("initial", 1, 200), ("initial", 2, 90), ("review", 0, 320),
                 ("review", 0, 100), ("visit", 1, 3), ("hours", 0, 60), ("parts", 1, 1),
                 ("moves", 1, 1), ("ends", 2, 10)):  # fmt: skip
        world.step(*step)
    refresh_facts()
    with_chair = {"child": world.children[0], "chair_id": world.scopes[-1].pk}
    for days in (0, 40):
        make_fact(FactKind.RESOLUTION_FORM, ago(days), known_from=timezone.now(), **with_chair)
    make_fact(FactKind.PLAN, ago(100), until=ago(200), child=world.children[0])  # backwards
    for number, code in enumerate(("conference", "conference", "move", "used", "free")):
        meeting, flags = f"conference:{number // 2}", ["minuted"] if number else []
        make_fact(FactKind.SESSION, ago(40), code=code, meeting=meeting, flags=flags, **with_chair)
    make_of_every_kind(world)
    for on in (month_of(ago(0)).before().first, year_of(ago(0)).before().first):
        answer(on, "family", "yes", 6)
    Fact.objects.filter(kind=FactKind.FEEDBACK).update(area=world.areas[0])
    before = timezone.now()
    raw = [(key, figure(*key)) for key in asked(world)]
    assert not_compared(world, raw) == set()
    assert keep(KEPT, ago(700), WHOLE_SERVICE).rows == {}
    roll_up()
    for scope in world.scopes:
        kept = keep(KEPT, ago(700), scope)
        for (measure, period, of), found in raw:
            if of == scope:
                numbers = kept.numbers(measure, period, so_far(period, None))
                is_mean = measure.shape == Shape.MEAN
                by_place = is_mean and scope.kind in {ScopeKind.AREA, ScopeKind.TEAM}
                of_many = is_mean and not measure.is_stock and period.grain != Grain.MONTH
                of_people = bool(measure.people) and scope.kind == ScopeKind.AREA
                assert (numbers is None) == (by_place or of_many or of_people), measure.code
                assert trend(measure, period, scope, number=1, kept=kept) == [found]
    world.step("ends", 0, 0)
    refresh_changed()
    month = month_of(ago(0))
    opened = BY_CODE["plans_open"]
    then = next(found for key, found in raw if key == (opened, month, WHOLE_SERVICE))
    assert trend(opened, month, number=1)[0].numerator == then.numerator - 1
    assert trend(opened, month, number=1, known_on=before)[0].numerator == then.numerator
    # Nobody has counted tomorrow yet: today is counted from the facts again.
    RolledUp.objects.update(until_on=ago(1))
    Rollup.objects.update(whole=99)
    assert trend(opened, month, number=1)[0].numerator == then.numerator - 1
    assert trend(opened, month.before(), number=1)[0].numerator == 99


def asked(world: World) -> list[tuple[Measure, Period, Scope]]:
    today = ago(0)
    periods = [*month_of(today).back(2), quarter_of(today), *year_of(today).back(2)]
    return [(each, period, scope) for each in LINES for period in periods for scope in world.scopes]


def not_compared(
    world: World, raw: list[tuple[tuple[Measure, Period, Scope], Figure]]
) -> set[tuple[str, ScopeKind]]:
    """What is kept of which there is nothing to count here: 0 is 0 however it is counted."""
    told = {(measure.code, scope.kind) for (measure, _, scope), found in raw if found.numerator}
    kinds = {scope.kind for scope in world.scopes}
    assert kinds == set(ScopeKind)
    kept = {(each.code, kind) for each in LINES for kind in kinds if is_counted_by(each, kind)}
    return kept - told


def test_what_is_kept_answers_to_the_day_and_no_further() -> None:
    """Kept to 15 March: neither all of March nor the day before, should the clock be put back."""
    first, until = dt.date(2024, 4, 1), dt.date(2026, 3, 15)
    opened, march = BY_CODE["plans_open"], month_of(until)
    row = RolledUp(measure=opened.code, first_on=first, until_on=until)
    kept = Kept(WHOLE_SERVICE, first, {opened.code: row}, {})
    day_before = march.up_to(until - dt.timedelta(days=1))
    answered = [march.up_to(until), march.before(), month_of(first), year_of(first)]
    for period in (*answered, march, day_before, month_of(first).before(), year_of(until)):
        assert (kept.numbers(opened, period, period) is not None) == (period in answered), period


@pytest.mark.django_db
def test_each_measure_that_is_kept_says_which_facts_it_counts_and_which_are_judged_together() -> (
    None
):
    """Or a change of another kind would pass it by."""
    month = month_of(ago(0))
    for measure in KEPT:
        rows = counted(measure, month, WHOLE_SERVICE, known_on=None)
        sql, params = rows.order_by().query.sql_with_params()
        assert {each for each in params if isinstance(each, FactKind)} == set(measure.kinds)
        assert ("EXISTS" in sql) == bool(measure.judged_with), measure.code
        assert (measure.flow is None) == measure.is_stock, measure.code
        assert measure.shape not in {Shape.MEDIAN, Shape.PER_100} or measure.out_of.counted_by
        by_end = '"reporting_fact"."until" >=' in sql
        assert not by_end or measure.is_stock or measure.needs == FactKind.PLAN, measure.code


@pytest.mark.django_db
def test_counted_anew_after_a_release_or_many_changes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rollup_steps, "MOST_CHANGES", 1)
    world = World()
    refresh_facts()
    assert (roll_up(), roll_up()) == (len(SOME), 0)
    RolledUp.objects.filter(measure="plans_open").update(definition="as an earlier release counted")
    Rollup.objects.create(
        measure="plans_open", scope_kind="area", scope_id=1, month=ago(0), whole=9, hits=9
    )
    assert "plans_open" not in keep(SOME, ago(0), WHOLE_SERVICE).rows
    assert roll_up() == 1
    assert "plans_open" in keep(SOME, ago(0), WHOLE_SERVICE).rows
    assert not Rollup.objects.filter(whole=9).exists()
    world.step("initial", 1, 100)
    refresh_changed()
    assert not RolledUp.objects.exists()
    assert not Rollup.objects.exists()
    assert trend(BY_CODE["plans_open"], month_of(ago(0)), number=1)[0].numerator == 1
