"""The pages of the clocks: who may open them, what they show, what they write."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from accounts.models import User
from audit.enums import Action
from audit.models import Event
from people.enums import Role
from tests.factories.people import make_child, make_conflict, make_staff
from tests.factories.timescales import (
    make_calendar_day,
    make_deadline,
    make_head,
    make_local_setting,
)
from timescales.domain import calendar, current_clock, today_in_london
from timescales.domain.deadlines import meet_deadline
from timescales.due import Dates
from timescales.enums import DayKind
from timescales.local_values import RUNS_ON
from timescales.models import CalendarDay, Deadline, LocalSetting
from timescales.presenters import why

pytestmark = pytest.mark.django_db

DAY = {
    "kind": DayKind.PROCLAIMED.value,
    "day": "2026-12-02",
    "name": "Fictional jubilee",
    "reason": "Proclaimed on 21 November",
}


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def head() -> User:
    return make_head()


@pytest.fixture
def pages(head: User) -> Client:
    return client_of(head)


class TestWhy:
    def test_shows_the_rule_the_source_and_each_day(self, pages: Client) -> None:
        deadline = make_deadline(start=date(2026, 12, 10))
        page = pages.get(reverse("timescales:why", args=[deadline.pk])).content.decode()
        assert "Initial child protection conference" in page
        assert "Devon OMG 23" in page
        assert "not counted: Christmas Day" in page
        assert "28 December (Boxing Day)" in page
        assert "The day itself counted as day 1: Mon 4 January 2027 (1 day earlier)" in page

    def test_opening_it_is_audited(self, pages: Client, head: User) -> None:
        deadline = make_deadline()
        pages.get(reverse("timescales:why", args=[deadline.pk]))
        event = Event.objects.get(verb="timescales.why")
        assert (event.action, event.actor_id) == (Action.OPENED, head.pk)
        assert event.child_ids == [deadline.child.pk]

    def test_not_for_somebody_who_may_not_see_the_family(self, pages: Client, head: User) -> None:
        deadline = make_deadline()
        make_conflict(deadline.family, head)
        assert pages.get(reverse("timescales:why", args=[deadline.pk])).status_code == 403
        assert Event.objects.using("audit").get(verb="timescales.why").action == Action.REFUSED

    def test_one_that_is_not_there(self, pages: Client) -> None:
        assert pages.get(reverse("timescales:why", args=[999])).status_code == 404

    def test_a_birth_shows_both_limits(self, pages: Client) -> None:
        deadline = make_deadline("first_review", birth=date(2026, 12, 20))
        page = pages.get(reverse("timescales:why", args=[deadline.pk])).content.decode()
        assert "20 working days after the birth: 20 January 2027 (the earlier" in page
        assert "3 calendar months after the start: 20 February 2027" in page

    def test_a_met_one_is_explained_by_the_calendar_of_its_day(self, pages: Client) -> None:
        deadline = make_deadline(start=date(2026, 10, 26))
        meet_deadline(deadline=deadline, met_on=deadline.started_on, by=None)
        make_calendar_day(date(2026, 11, 11))
        page = pages.get(reverse("timescales:why", args=[deadline.pk])).content.decode()
        assert "Met in time" in page
        assert "Fictional jubilee" not in page
        assert "The date on record" not in page

    def test_says_when_counting_again_differs(self, pages: Client) -> None:
        deadline = make_deadline()
        Deadline.objects.filter(pk=deadline.pk).update(due_on=date(2026, 12, 10))
        page = pages.get(reverse("timescales:why", args=[deadline.pk])).content.decode()
        assert "The date on record is 10 December 2026" in page

    def test_each_unit_has_its_picture(self, pages: Client) -> None:
        child = make_child()
        for rule in ("midpoint", "late_dissent", "core_group", "report_to_family_icpc"):
            deadline = make_deadline(rule, child=child, to=date(2027, 2, 20))
            assert pages.get(reverse("timescales:why", args=[deadline.pk])).status_code == 200

    def test_the_number_of_queries_does_not_grow_with_its_history(
        self, pages: Client, django_assert_max_num_queries: object
    ) -> None:
        deadline = make_deadline()
        effect = calendar.add_day(
            day=date(2026, 12, 2), kind=DayKind.PROCLAIMED, name="J", reason="r", by=make_head()
        )
        calendar.withdraw_day(day=effect.day, reason="r", by=make_head())
        with django_assert_max_num_queries(20):  # type: ignore[operator]
            pages.get(reverse("timescales:why", args=[deadline.pk]))


def test_the_explanation_can_stand_anywhere() -> None:
    found = current_clock().due("midpoint", Dates(date(2026, 12, 1), to=date(2026, 12, 23)))
    shown = render_to_string("timescales/why.html", {"why": why(found)})
    assert "Why this date?" in shown
    assert "<details" in shown
    assert "Sat 12 December 2026: Saturday, half-way" in shown
    assert "No source gives a date" in shown


class TestRulesAndCalendar:
    @pytest.mark.parametrize("name", ["rules", "calendar", "settings"])
    def test_everybody_signed_in_may_read(self, name: str) -> None:
        address = reverse(f"timescales:{name}")
        assert client_of(make_staff(Role.SOCIAL_WORKER)).get(address).status_code == 200
        assert Client().get(address).status_code == 302

    def test_a_local_value_shows_beside_its_default(self, pages: Client) -> None:
        make_local_setting("plan_out", number=1)
        for name in ("rules", "settings"):
            page = pages.get(reverse(f"timescales:{name}")).content.decode()
            assert "1 working day after" in page
            assert "2 working days" in page

    @pytest.mark.parametrize("year", ["", "2027", "abc", "1066", "²", "99999999999999999999"])
    def test_any_year_or_none(self, pages: Client, year: str) -> None:
        assert pages.get(reverse("timescales:calendar"), {"year": year}).status_code == 200

    def test_only_a_head_of_service_is_offered_to_change(self, pages: Client) -> None:
        other = client_of(make_staff(Role.TEAM_MANAGER))
        address = reverse("timescales:calendar")
        assert "Add a day" in pages.get(address).content.decode()
        assert "Add a day" not in other.get(address).content.decode()


class TestAddDay:
    def test_typed_then_looked_at_then_confirmed(self, pages: Client) -> None:
        deadline = make_deadline()
        typed = pages.post(reverse("timescales:add_day"), DAY)
        assert typed.status_code == 302
        looked_at = pages.get(typed["Location"]).content.decode()
        assert "Initial child protection conference" in looked_at
        assert not CalendarDay.objects.exists()
        done = pages.post(reverse("timescales:check_day"), DAY, follow=True).content.decode()
        assert "1 open deadline moved." in done
        deadline.refresh_from_db()
        assert deadline.due_on == date(2026, 12, 14)

    def test_confirmed_twice_is_once(self, pages: Client) -> None:
        make_deadline()
        for _ in range(2):
            pages.post(reverse("timescales:check_day"), DAY)
        assert CalendarDay.objects.count() == 1

    def test_bookings_on_the_day_are_shown_before_anything_is_written(
        self, pages: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(calendar, "_watchers", {})
        watcher = calendar.Watcher("bookings on this day", count=lambda day: 3)
        calendar.on_non_working_day("bookings", watcher)
        page = pages.get(reverse("timescales:check_day"), DAY).content.decode()
        assert "3 bookings on this day. None is moved" in page

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"day": "2026-12-05"}, "is a Saturday"),
            ({"day": "2026-12-25"}, "already closed: Christmas Day"),
            ({"day": "2026-02-30"}, "must be a real date"),
            ({"day": ""}, "Enter day"),
            ({"name": ""}, "Enter name"),
            ({"kind": "holiday"}, "from the list"),
            ({"kind": "moved"}, "Enter usual day"),
            ({"kind": "moved", "moved_from": "2026-12-03"}, "is not a bank holiday"),
        ],
    )
    def test_what_is_wrong_is_said_and_what_was_typed_stays(
        self, pages: Client, change: dict[str, str], message: str
    ) -> None:
        typed = pages.post(reverse("timescales:add_day"), {**DAY, **change})
        page = typed.content.decode()
        assert typed.status_code == 200
        assert "There is a problem" in page
        assert message in page
        assert "Proclaimed on 21 November" in page

    def test_a_bare_link_to_the_check_goes_back_to_the_form(self, pages: Client) -> None:
        answer = pages.get(reverse("timescales:check_day"), {"name": "Jubilee"})
        assert answer.status_code == 302
        assert "Jubilee" in pages.get(answer["Location"]).content.decode()

    def test_put_back_brings_the_deadlines_back(self, pages: Client) -> None:
        deadline = make_deadline()
        pages.post(reverse("timescales:check_day"), DAY)
        day = CalendarDay.objects.get()
        address = reverse("timescales:withdraw_day", args=[day.pk])
        assert "Initial child protection conference" in pages.get(address).content.decode()
        page = pages.post(address, {"reason": "Announced in error"}, follow=True).content.decode()
        assert "1 open deadline moved." in page
        assert "Announced in error" in page
        deadline.refresh_from_db()
        assert deadline.due_on == date(2026, 12, 11)
        assert pages.get(address).status_code == 404


class TestSettings:
    def address(self, rule: str = "plan_out", part: str = "amount") -> str:
        return reverse("timescales:edit_setting", args=[rule, part])

    def given(self, **fields: str) -> dict[str, str]:
        tomorrow = today_in_london() + timedelta(days=1)
        return {
            "number": "1",
            "unit": "working_days",
            "effective_from": tomorrow.isoformat(),
            "reason": "Agreed by the partnership",
            **fields,
        }

    def test_set_from_a_day_on(self, pages: Client, head: User) -> None:
        page = pages.post(self.address(), self.given(), follow=True).content.decode()
        assert "Agreed by the partnership" in page
        setting = LocalSetting.objects.get()
        assert (setting.value(), setting.set_by) == ("1 working day", head)
        assert Event.objects.filter(verb="timescales.set_local_value").count() == 1

    def test_what_starts_a_transfer_is_chosen(self, pages: Client) -> None:
        words = "referral from the originating authority accepted"
        pages.post(self.address("transfer_in", "starts"), self.given(words=words))
        assert LocalSetting.objects.get().words == words

    def test_half_way_and_closures_have_their_pages(self, pages: Client) -> None:
        offered = pages.get(self.address("midpoint")).content.decode()
        assert "per cent of the way to the next review" in offered
        assert "working days" not in offered
        pages.post(self.address("midpoint"), self.given(number="6", unit="weeks"))
        pages.post(self.address("record", "closures"), self.given(words=RUNS_ON))
        page = pages.get(reverse("timescales:settings")).content.decode()
        assert "Record of the conference sent out: our own closed days count from" in page
        assert "Midpoint check by the chair: 6 weeks from" in page

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            ({"number": "0"}, "must be 1 or more"),
            ({"number": "several"}, "must be a whole number"),
            ({"unit": "midpoint"}, "from the list"),
            ({"effective_from": "2020-01-01"}, "must be today or in the future"),
            ({"reason": ""}, "Enter reason"),
        ],
    )
    def test_what_is_wrong_is_said(
        self, pages: Client, change: dict[str, str], message: str
    ) -> None:
        assert message in pages.post(self.address(), self.given(**change)).content.decode()
        assert not LocalSetting.objects.exists()

    @pytest.mark.parametrize(
        ("rule", "part"),
        [("icpc", "amount"), ("icpc", "closures"), ("nothing", "amount"), ("record", "starts")],
    )
    def test_a_statutory_value_has_no_page(self, pages: Client, rule: str, part: str) -> None:
        assert pages.get(self.address(rule, part)).status_code == 404


@pytest.mark.parametrize("role", [role for role in Role if role != Role.HEAD_OF_SERVICE])
def test_managers_pages_are_refused_and_audited(role: Role) -> None:
    day = make_calendar_day(date(2026, 12, 2))
    other = client_of(make_staff(role))
    addresses = [
        reverse("timescales:add_day"),
        reverse("timescales:check_day"),
        reverse("timescales:withdraw_day", args=[day.pk]),
        reverse("timescales:edit_setting", args=["plan_out", "amount"]),
    ]
    assert {other.get(address).status_code for address in addresses} == {403}
    assert {other.post(address, DAY).status_code for address in addresses} == {403}
    assert Event.objects.using("audit").filter(action=Action.REFUSED).count() == 8
    assert not LocalSetting.objects.exists()
