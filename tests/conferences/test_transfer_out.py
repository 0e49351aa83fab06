"""A child who moved: our plan runs on until the receiving authority has held its conference."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.errors import DomainError, NotAllowed, WrongState
from audit.models import Event
from conferences.domain.closing import close_conference
from conferences.domain.correcting import reopen_conference
from conferences.domain.ending_plans import end_by_exception
from conferences.domain.transfer_out import (
    PLAN_IS_VOID,
    Receiving,
    ask_transfer,
    call_off_transfer,
    confirm_transfer,
    note_their_conference,
    waiting_for,
)
from conferences.enums import ConferenceKind
from conferences.models import Conference, TransferOut
from desk.domain.morning import greet
from desk.domain.radar.lists import needs_of
from notifications.models import Message
from people.enums import CaseRoleKind, Role
from plans.domain.life import end_plan
from plans.domain.queries import open_plan_for
from plans.enums import EndReason
from plans.models import Plan
from rehearsal.past import as_if
from tests.conferences.test_closing import ready_meeting
from tests.factories.disclosure import make_record
from tests.factories.people import make_case_role, make_staff
from tests.factories.plans import Case, days_ago, make_case
from timescales.bank_holidays import england
from timescales.models import Deadline
from timescales.working_days import add_working_days

pytestmark = pytest.mark.django_db
LABEL = "Conference of the receiving authority"
MOORSHIRE = {"authority": "Fictional Moorshire", "contact": "H. Ofsdale, 01632 960001"}


@pytest.fixture
def case() -> Case:
    return make_case()


def ask(case: Case, days: int = 10, **fields: object) -> TransferOut:
    given = {**MOORSHIRE, "asked_on": days_ago(days), **fields}
    (made,) = ask_transfer(plans=[case.plan], receiving=Receiving(**given), by=case.worker)  # type: ignore[arg-type]
    return made


def test_it_is_waited_for_chased_and_then_ends_our_plan(case: Case) -> None:
    ada, ben = (plan.child for plan in case.plans)
    review = Conference.objects.create(
        family=case.family, record=make_record(case.family), kind=ConferenceKind.REVIEW
    )
    for child in (ada, ben):
        review.children.create(child=child)
    transfer = ask(case)
    clock = Deadline.objects.get(rule="transfer_out")
    assert clock.due_on == add_working_days(days_ago(10), 15, england())
    assert Deadline.objects.open().filter(child=ada, rule="statutory_visit").exists()
    with as_if(add_working_days(clock.due_on, 1, england())):
        (line,) = [need for need in needs_of(case.worker).needs if need.text == LABEL]
        assert line.url == reverse("conferences:transfer_out", args=[transfer.pk])
        assert (line.due_on, greet() > 0) == (clock.due_on, True)
        mail = Message.objects.get(to_address=case.worker.email, kind="desk.morning")
        assert "Moorshire" not in mail.body
    their_day = days_ago(-3)
    note_their_conference(transfer=transfer, on=their_day, contact="J. Marsh", by=case.worker)
    held = {"transfer": transfer, "confirmed_by": "J. Marsh, chair"}
    with pytest.raises(DomainError, match="has been held, not before"):
        confirm_transfer(held_on=their_day, by=case.manager, **held)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        confirm_transfer(held_on=days_ago(1), by=case.worker, **held)  # type: ignore[arg-type]
    done = confirm_transfer(held_on=days_ago(1), by=case.manager, **held)  # type: ignore[arg-type]
    assert (done.contact, done.their_conference_on) == ("J. Marsh", their_day)
    case.plan.refresh_from_db()
    assert (case.plan.ended_on, case.plan.end_reason) == (days_ago(1), EndReason.TRANSFERRED)
    assert (case.plan.taken_over_by, case.plan.end_authorised_by) == (
        "Fictional Moorshire",
        "J. Marsh, chair",
    )
    clock.refresh_from_db()
    assert (clock.met_on, clock.met_by) == (days_ago(1), transfer.about)
    assert not Deadline.objects.open().filter(child=ada).exists()
    assert Deadline.objects.open().filter(child=ben, rule="statutory_visit").exists()
    assert [row.child for row in review.children.all()] == [ben]
    with pytest.raises(WrongState, match="over"):
        call_off_transfer(transfer=transfer, reason="Came back.", by=case.worker)


def test_called_off_our_plan_has_run_on_and_may_be_asked_for_again(case: Case) -> None:
    transfer = ask(case)
    with pytest.raises(WrongState, match="asked already"):
        ask(case)
    with pytest.raises(DomainError, match="Say why"):
        call_off_transfer(transfer=transfer, reason=" ", by=case.worker)
    call_off_transfer(transfer=transfer, reason="They came back.", by=case.worker)
    assert Deadline.objects.get(rule="transfer_out").withdrawn_reason == "They came back."
    case.plan.refresh_from_db()
    assert case.plan.ended_on is None
    again = ask(case, 1)
    end_by_exception(
        plan=case.plan,
        on=days_ago(0),
        reason=EndReason.LEFT_UK,
        authorised_by="The heads",
        by=case.manager,
    )
    assert not Deadline.objects.open().filter(about=again.about).exists()
    # Our plan ended otherwise: nobody is waited for, and nobody is told that it runs on.
    again.refresh_from_db()
    assert (again.is_open, waiting_for(case.family)) == (False, [])
    with pytest.raises(WrongState, match=f"our plan ended on {days_ago(0):%-d %B %Y}"):
        call_off_transfer(transfer=again, reason="Over.", by=case.worker)
    client = Client()
    client.force_login(case.manager)
    page = reverse("conferences:transfer_out", args=[again.pk])
    shown = client.get(page).content.decode()
    assert f"Our plan ended on {days_ago(0):%-d %B %Y}" in shown
    assert reverse("conferences:call_off_transfer_out", args=[again.pk]) not in shown
    family_page = reverse("plans:plan", args=[case.family.pk])
    assert page not in client.get(family_page).content.decode()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"authority": " "}, "authority"),
        ({"contact": " "}, "contact"),
        ({"asked_on": days_ago(-1)}, "asked_on"),
        ({"asked_on": days_ago(60)}, "asked_on"),
        ({"their_conference_on": days_ago(20)}, "their_conference_on"),
    ],
)
def test_what_cannot_be(case: Case, fields: dict[str, object], field: str) -> None:
    with pytest.raises(DomainError) as refused:
        ask(case, **fields)
    assert refused.value.field == field
    assert not TransferOut.objects.exists()


def test_through_the_pages(case: Case) -> None:
    client = Client()
    client.force_login(case.worker)
    url = reverse("conferences:ask_transfer_out", args=[case.family.pk])
    assert url in client.get(reverse("plans:plan", args=[case.family.pk])).content.decode()
    typed = {**MOORSHIRE, "asked_on": days_ago(4).isoformat(), "contact": ""}
    keys = [str(plan.pk) for plan in case.plans]
    wrong = client.post(url, {**typed, "children": keys}).content.decode()
    assert "There is a problem" in wrong
    assert "Fictional Moorshire" in wrong
    sent = client.post(url, {**typed, **MOORSHIRE, "children": keys}, follow=True)
    plan_page = sent.content.decode()
    assert TransferOut.objects.count() == 2
    transfer = TransferOut.objects.get(plan=case.plan)
    page = reverse("conferences:transfer_out", args=[transfer.pk])
    assert page in plan_page
    assert "run on until they have held" in client.get(page).content.decode()
    told = reverse("conferences:their_conference", args=[transfer.pk])
    client.post(told, {"contact": "J. Marsh", "on": days_ago(-2).isoformat()})
    shown = client.get(page).content.decode()
    assert "J. Marsh" in shown
    assert "They held their conference" not in shown  # a manager says so
    client.force_login(case.manager)
    held = reverse("conferences:confirm_transfer_out", args=[transfer.pk])
    assert held in client.get(page).content.decode()
    answers = {"held_on": days_ago(1).isoformat(), "confirmed_by": "J. Marsh, chair"}
    assert "told us; noted" in client.post(held, answers, follow=True).content.decode()
    off = reverse("conferences:call_off_transfer_out", args=[TransferOut.objects.first().pk])  # type: ignore[union-attr]
    client.post(off, {"reason": "Came back."})
    client.force_login(make_staff(Role.SOCIAL_WORKER))
    assert client.get(page).status_code == 403


def test_nobody_is_asked_to_take_a_void_plan_over() -> None:
    meeting = ready_meeting()
    close_conference(conference=meeting.conference, details=meeting.details(), by=meeting.chair)
    worker, manager = make_staff(Role.SOCIAL_WORKER), make_staff(Role.TEAM_MANAGER)
    for staff, kind in (
        (worker, CaseRoleKind.LEAD_SOCIAL_WORKER),
        (manager, CaseRoleKind.TEAM_MANAGER),
    ):
        make_case_role(meeting.conference.family, staff, kind=kind)
    void = open_plan_for(meeting.children[0].child)
    today = void.started_on
    receiving = Receiving(authority="Fictional Moorshire", contact="H. Ofsdale", asked_on=today)
    (transfer,) = ask_transfer(plans=[void], receiving=receiving, by=worker)
    reopen_conference(conference=meeting.conference, reason="A word more.", by=meeting.chair)
    transfer.refresh_from_db()
    assert transfer.called_off_because == PLAN_IS_VOID
    assert Deadline.objects.get(rule="transfer_out").withdrawn_reason == PLAN_IS_VOID
    called_off = Event.objects.get(verb="conferences.call_off_transfer")
    assert called_off.reason == PLAN_IS_VOID
    told = Message.objects.get(kind="transfer_called_off")
    assert (told.to_address, told.family_id) == (worker.email, meeting.conference.family_id)
    assert reverse("conferences:transfer_out", args=[transfer.pk]) in told.body
    close_conference(conference=meeting.conference, details=meeting.details(), by=meeting.chair)
    running = Deadline.objects.open().count()
    with pytest.raises(WrongState, match="over"):
        confirm_transfer(transfer=transfer, held_on=today, confirmed_by="J. Marsh", by=manager)
    void.refresh_from_db()
    with pytest.raises(WrongState, match="void"):
        end_plan(plan=void, on=today, reason=EndReason.DIED, authorised_by="The head", by=manager)
    assert (Plan.objects.open().count(), Deadline.objects.open().count()) == (1, running)
