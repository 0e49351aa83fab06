"""Long plans are looked at at 12, 15 and 18 months, repeat plans by a peer."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.errors import DomainError, NotAllowed, WrongState
from accounts.models import User
from people.enums import Role
from people.models import Person, Posting
from plans.domain.life import open_plan
from plans.domain.long_plans import (
    Panel,
    PanelWords,
    record_long_plan_review,
    record_repeat_review,
)
from plans.enums import Category, LongReason, PanelView, PeerView, PlanKind, RepeatReason
from plans.models import LongPlanReview, Plan, RepeatPlanReview
from tests.factories.people import make_area, make_case_role, make_staff
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
    assert clocks(case)[2] == ("long_plan_third", None), "not due for two months"


def test_a_panel_more_than_a_month_before_the_next_is_due_is_kept_and_meets_nothing() -> None:
    case = long_case(months=12, days=15)
    hold(case, days_ago(10))
    hold(case, days_ago(0))
    assert clocks(case) == [("long_plan_first", days_ago(10)), ("long_plan_second", None)]
    assert LongPlanReview.objects.count() == 2
    early = long_case(months=11)
    hold(early, days_ago(5))
    assert clocks(early) == [("long_plan_first", None)]
    hold(early, days_ago(0))
    assert clocks(early) == [("long_plan_first", days_ago(0)), ("long_plan_second", None)]


@pytest.mark.parametrize(("due_in", "is_offered"), [(100, False), (85, True), (None, True)])
def test_the_plan_offers_a_panel_three_months_before_its_clock_whatever_the_local_value(
    client: Client, due_in: int | None, is_offered: bool
) -> None:
    """And where no clock of one runs, so that another panel can be recorded."""
    case = long_case(months=3)
    clock = Deadline.objects.filter(rule="long_plan_first")
    if due_in is None:
        clock.update(withdrawn_at=timezone.now())
    else:
        clock.update(due_on=days_ago(-due_in))
    client.force_login(case.chair)
    page = client.get(reverse("plans:plan", args=[case.family.pk])).content.decode()
    assert (reverse("plans:long_plan", args=[case.plan.pk]) in page) == is_offered


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
    head, manager = sitting.area_head, sitting.team_manager
    elsewhere = make_head(area=make_area()).professional.person
    here = make_head(area=case.family.area).professional.person
    for wrong, field in (
        (Panel(case.worker.professional.person, head, manager), "chair"),
        (Panel(case.nurse, head, manager), "chair"),
        (Panel(sitting.chair, case.nurse, manager), "area_head"),
        (Panel(sitting.chair, elsewhere, manager), "area_head"),
        (Panel(sitting.chair, head, case.worker.professional.person), "team_manager"),
    ):
        with pytest.raises(DomainError) as refused:
            hold(case, days_ago(1), panel=wrong)
        assert refused.value.field == field
    with pytest.raises(DomainError, match="started on"):
        hold(case, ago(months=13))
    with pytest.raises(NotAllowed):
        hold(case, days_ago(1), by=case.worker)
    # Who chaired or managed this case and has left since, as the panel of last week had it.
    Posting.objects.filter(user__in=[case.chair, case.manager]).update(to_on=days_ago(1))
    left = [User.objects.get(pk=each.pk).professional.person for each in (case.chair, case.manager)]
    hold(case, days_ago(1), panel=Panel(left[0], here, left[1]), by=make_head())
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

    def test_the_page_keeps_what_a_peer_thought_and_shows_it(
        self, case: Case, client: Client
    ) -> None:
        client.force_login(case.chair)
        url = reverse("plans:repeat_plan", args=[case.plan.pk])
        peer, day = make_staff(Role.PRINCIPAL_OFFICER).professional, days_ago(0)
        data = {
            "reviewed_on_day": day.day, "reviewed_on_month": day.month,
            "reviewed_on_year": day.year, "peer": peer.pk, "reason": "help_stopped",
            "view": "right", "learning": "Help stopped too soon.",
        }  # fmt: skip
        refused = client.post(url, {**data, "peer": case.chair.professional.pk})
        assert refused.status_code == 200
        assert "Choose a peer who has not chaired" in refused.content.decode()
        assert "Help stopped too soon." in refused.content.decode()
        assert not RepeatPlanReview.objects.exists()
        assert client.post(url, data).status_code == 302
        kept = RepeatPlanReview.objects.get()
        assert (kept.plan, kept.reviewed_on, kept.peer) == (case.plan, day, peer.person)
        assert (kept.reason, kept.view, kept.learning, kept.recorded_by) == (
            "help_stopped",
            "right",
            "Help stopped too soon.",
            case.chair,
        )
        assert Deadline.objects.get(rule="repeat_plan_review").met_on == day
        page = client.get(reverse("plans:plan", args=[case.family.pk])).content.decode()
        assert "Help stopped too soon." in page

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
