"""Long plans are looked at at 12, 15 and 18 months, repeat plans by a peer."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.test import Client
from django.urls import reverse

from accounts.errors import DomainError, NotAllowed, WrongState
from people.enums import Role
from people.models import Person
from plans.domain.life import open_plan
from plans.domain.long_plans import (
    Panel,
    PanelWords,
    record_long_plan_review,
    record_repeat_review,
)
from plans.enums import Category, LongReason, PanelView, PeerView, PlanKind, RepeatReason
from plans.models import LongPlanReview, Plan
from tests.factories.people import make_case_role, make_staff
from tests.factories.plans import Case, days_ago, make_case, make_plan
from tests.factories.timescales import make_head
from timescales.domain import today_in_london
from timescales.models import Deadline

pytestmark = pytest.mark.django_db
WORDS = PanelWords(LongReason.NO_CHANGE, PanelView.STEP_DOWN, "Step down in March: the chair.")


def ago(**apart: int) -> dt.date:
    day: dt.date = today_in_london() - relativedelta(**apart)
    return day


def long_case(**apart: int) -> Case:
    case = make_case("Ada Testwood", started_on=ago(**apart))
    make_case_role(case.family, case.manager, kind="team_manager")
    return case


def panel(case: Case) -> Panel:
    return Panel(
        chair=case.chair.professional.person,
        area_head=make_head().professional.person,
        team_manager=case.manager.professional.person,
    )


def hold(case: Case, day: dt.date, **fields: Any) -> LongPlanReview:
    fields = {"panel": panel(case), "words": WORDS, "by": case.chair, **fields}
    return record_long_plan_review(plan=case.plan, held_on=day, **fields)


def clocks(case: Case) -> list[tuple[str, dt.date | None]]:
    rows = Deadline.objects.filter(rule__startswith="long_plan", child=case.plan.child)
    return list(rows.order_by("due_on").values_list("rule", "met_on"))


def test_in_time_the_next_one_runs_from_the_start_of_the_plan() -> None:
    case = long_case(months=12)
    review = hold(case, days_ago(1))
    assert review.months == 11
    assert clocks(case) == [("long_plan_first", days_ago(1)), ("long_plan_second", None)]
    second = Deadline.objects.open().get(rule="long_plan_second")
    assert second.due_on == case.plan.started_on + relativedelta(months=15)


def test_one_panel_held_late_meets_each_it_is_late_for() -> None:
    case = long_case(months=16)
    hold(case, days_ago(0))
    assert clocks(case) == [
        ("long_plan_first", days_ago(0)),
        ("long_plan_second", days_ago(0)),
        ("long_plan_third", None),
    ]
    hold(case, days_ago(2))
    assert clocks(case)[2] == ("long_plan_third", days_ago(2))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"words": PanelWords(LongReason.OTHER, PanelView.WORKING, "Go on.")}, "reason_note"),
        ({"words": PanelWords(LongReason.COURT, PanelView.WORKING, " ")}, "actions"),
    ],
)
def test_reasons_and_actions_are_asked(change: dict[str, Any], field: str) -> None:
    with pytest.raises(DomainError) as refused:
        hold(long_case(months=12), days_ago(1), **change)
    assert refused.value.field == field


def test_who_sits_and_when() -> None:
    case = long_case(months=12)
    sitting = panel(case)
    with pytest.raises(DomainError, match="independent"):
        hold(case, days_ago(1), panel=Panel(sitting.chair, sitting.area_head, sitting.chair))
    with pytest.raises(DomainError, match="head of service"):
        hold(case, days_ago(1), panel=Panel(sitting.chair, case.nurse, sitting.team_manager))
    with pytest.raises(DomainError, match="started on"):
        hold(case, ago(months=13))
    with pytest.raises(NotAllowed):
        hold(case, days_ago(1), by=case.worker)
    hold(case, days_ago(1))
    with pytest.raises(WrongState, match="recorded already"):
        hold(case, days_ago(1))


class TestRepeat:
    @pytest.fixture
    def case(self) -> Case:
        case = make_case("Ada Testwood")
        earlier = make_plan(case.plan.child, started_on=days_ago(700), ended_on=days_ago(400))
        assert earlier.ended_on
        Plan.objects.filter(pk=case.plan.pk).update(ended_on=days_ago(2))
        case.plans = [
            open_plan(
                child=case.plan.child,
                kind=PlanKind.CHILD_PROTECTION,
                on=days_ago(1),
                words=case.outline,
                about="conference:9",
                by=case.chair,
                category_initial=Category.NEGLECT,
            )
        ]
        return case

    def look(self, case: Case, peer: Person | None = None, **fields: Any) -> Any:
        peer = peer or make_staff(Role.PRINCIPAL_OFFICER).professional.person
        fields = {"learning": "Help stopped too soon.", "by": case.chair, **fields}
        return record_repeat_review(
            plan=case.plan,
            reviewed_on=days_ago(0),
            peer=peer,
            reason=RepeatReason.HELP_STOPPED,
            view=PeerView.RIGHT,
            **fields,
        )

    def test_its_clock_starts_with_the_plan_and_a_peer_meets_it(self, case: Case) -> None:
        clock = Deadline.objects.open().get(rule="repeat_plan_review")
        with pytest.raises(DomainError, match="has not chaired"):
            self.look(case, case.chair.professional.person)
        with pytest.raises(DomainError, match="learn"):
            self.look(case, learning=" ")
        self.look(case)
        clock.refresh_from_db()
        assert clock.met_on == days_ago(0)
        with pytest.raises(WrongState, match="already"):
            self.look(case)

    def test_a_first_plan_has_none(self) -> None:
        case = make_case("Ada Testwood")
        assert not Deadline.objects.filter(rule="repeat_plan_review").exists()
        with pytest.raises(WrongState, match="does not repeat"):
            self.look(case)


def test_both_pages_record_and_the_plan_shows_it() -> None:
    case = long_case(months=12)
    sitting = panel(case)
    client = Client()
    client.force_login(case.chair)
    url = reverse("plans:long_plan", args=[case.plan.pk])
    form = client.get(url).context["form"]
    assert form.initial["chair"] == sitting.chair.pk
    day = days_ago(1)
    data = {
        "held_on_day": day.day, "held_on_month": day.month, "held_on_year": day.year,
        "chair": sitting.chair.pk, "area_head": sitting.area_head.pk,
        "team_manager": sitting.team_manager.pk, "reason": "no_change", "view": "step_down",
        "actions": "Step down in March: the chair.",
    }  # fmt: skip
    assert client.post(url, data).status_code == 302
    text = client.get(reverse("plans:plan", args=[case.family.pk])).content.decode()
    assert "Step down in March" in text
    assert "Ready to step down" in text
    peer = client.get(reverse("plans:repeat_plan", args=[case.plan.pk]))
    assert peer.status_code == 200
