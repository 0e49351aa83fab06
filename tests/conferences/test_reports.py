"""Reports: asked for, counted from the day that is booked, received and shared."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.errors import DomainError, NotAllowed, WrongState
from audit.enums import Action
from audit.models import Event
from bookings.enums import MoveReason
from conferences.domain import booking as steps
from conferences.domain import reports, taking_part
from conferences.domain.cancelling import cancel_conference
from conferences.domain.consulting import record_consultation
from conferences.domain.reports import record_report, share_report
from conferences.enums import Capacity, ConferenceState, Joining, ScreeningOutcome
from conferences.models import Conference, Participant
from conferences.presenters.conference import report_words
from config.celery import app
from desk.domain.radar.clocks import clocks_of
from people.enums import AgencyKind, CaseRoleKind, Role
from tests.factories import bookings, people
from tests.factories import conferences as make
from tests.factories.timescales import make_calendar_day, make_head
from timescales.domain import current_clock
from timescales.domain.calendar import add_day
from timescales.due import Dates
from timescales.enums import DayKind
from timescales.models import Deadline
from timescales.working_days import add_working_days

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
CLOCKS = ("report_to_family_icpc", "report_to_chair_icpc")


def of_social_worker(conference: Conference) -> Participant:
    return conference.participants.get(
        capacity=Capacity.AGENCY, agency__kind=AgencyKind.SOCIAL_CARE
    )


def day_of(conference: Conference) -> dt.date:
    return timezone.localtime(conference.booking.starts_at).date()


def due_before(day: dt.date) -> dt.date:
    clock = current_clock()
    return min(clock.due(rule, Dates(start=day)).due_on for rule in CLOCKS)


def clock(conference: Conference, rule: str) -> Deadline:
    return Deadline.objects.get(rule=rule, about=conference.about)


def move(case: make.Case, conference: Conference, place: make.Place, weeks: int) -> Conference:
    return steps.move_conference(
        conference=conference,
        choice=make.choice_on(place, bookings.next_monday(weeks)),
        reason=MoveReason.CHAIR_AWAY,
        by=case.support,
    )


def test_the_report_of_social_care_meets_its_clocks_each_on_its_own_day() -> None:
    case = make.make_case()
    conference = make.make_booked(case, day=bookings.next_monday(2))
    school = conference.participants.get(person=case.school.person)
    days = {"received_on": make.days_ago(2), "shared_on": make.days_ago(1)}
    record_report(participant=school, by=case.support, **days)
    assert all(clock(conference, rule).is_open for rule in CLOCKS)
    mine = of_social_worker(conference)
    record_report(participant=mine, received_on=make.days_ago(2), shared_on=None, by=case.support)
    to_chair, to_family = clock(conference, CLOCKS[1]), clock(conference, CLOCKS[0])
    assert (to_chair.met_on, to_chair.met_by) == (make.days_ago(2), conference.about)
    assert to_family.is_open
    record_report(participant=mine, by=case.support, **days)
    assert clock(conference, CLOCKS[0]).met_on == make.days_ago(1)
    assert (mine.report_received_on, mine.report_shared_on) == tuple(days.values())


@pytest.mark.parametrize(
    ("received", "shared", "field"), [(-1, None, "received_on"), (0, -1, "shared_on")]
)
def test_no_report_came_or_was_shared_on_a_day_to_come(
    received: int, shared: int | None, field: str
) -> None:
    case = make.make_case()
    mine = of_social_worker(make.make_booked(case))
    with pytest.raises(DomainError, match="today or in the past") as refused:
        record_report(
            participant=mine,
            received_on=make.days_ago(received),
            shared_on=None if shared is None else make.days_ago(shared),
            by=case.support,
        )
    assert refused.value.field == field


def test_what_was_shared_was_received_and_only_the_office_and_the_chair_note_it() -> None:
    case = make.make_case()
    mine = of_social_worker(make.make_booked(case))
    with pytest.raises(DomainError, match="when the report was received"):
        record_report(participant=mine, received_on=None, shared_on=TODAY(), by=case.support)
    with pytest.raises(NotAllowed):
        record_report(participant=mine, received_on=TODAY(), shared_on=None, by=case.social_worker)


@pytest.mark.parametrize("vacated_first", [False, True])
def test_a_report_that_has_come_does_not_bind_the_conference_to_its_day(
    vacated_first: bool,
) -> None:
    case, place = make.make_case(), make.make_place()
    conference = make.make_booked(case, place, bookings.next_monday(1))
    mine = of_social_worker(conference)
    record_report(participant=mine, received_on=TODAY(), shared_on=TODAY(), by=case.support)
    if vacated_first:
        steps.vacate_conference(
            conference=conference, reason=MoveReason.CHAIR_AWAY, note="", by=case.support
        )
        again = steps.pencil_slot(
            conference=conference,
            choice=make.choice_on(place, bookings.next_monday(2)),
            by=case.support,
        )
    else:
        again = move(case, conference, place, 2)
    assert (again.state, day_of(again)) == (ConferenceState.BOOKED, bookings.next_monday(2))
    assert [clock(again, rule).met_on for rule in CLOCKS] == [TODAY(), TODAY()]
    school = again.participants.get(person=case.school.person)
    assert school.report_due_on == due_before(bookings.next_monday(2))


def test_of_a_report_half_come_only_the_other_half_is_counted_again() -> None:
    case, place = make.make_case(), make.make_place()
    conference = make.make_booked(case, place, bookings.next_monday(1))
    mine = of_social_worker(conference)
    record_report(participant=mine, received_on=TODAY(), shared_on=None, by=case.support)
    move(case, conference, place, 2)
    to_family, to_chair = (clock(conference, rule) for rule in CLOCKS)
    assert to_family.is_open
    assert to_family.started_on == bookings.next_monday(2)
    assert to_chair.met_on == TODAY()


def test_a_conference_that_lost_its_day_owes_no_report_until_it_has_another() -> None:
    case, place = make.make_case(), make.make_place()
    conference = make.make_booked(case, place, bookings.next_monday(1))
    school = conference.participants.get(person=case.school.person)
    record_report(participant=school, received_on=TODAY(), shared_on=None, by=case.support)
    kept = school.report_due_on
    steps.vacate_conference(
        conference=conference, reason=MoveReason.CHAIR_AWAY, note="", by=case.support
    )
    assert not Deadline.objects.open().filter(about=conference.about).exists()
    agencies = conference.participants.filter(capacity=Capacity.AGENCY)
    assert {(p.person == school.person, p.report_due_on) for p in agencies} == {
        (True, kept),
        (False, None),
    }
    again = steps.pencil_slot(
        conference=conference,
        choice=make.choice_on(place, bookings.next_monday(2)),
        by=case.support,
    )
    assert [clock(again, rule).started_on for rule in CLOCKS] == [bookings.next_monday(2)] * 2
    assert all(clock(again, rule).is_open for rule in CLOCKS)
    assert {p.report_due_on for p in agencies.all()} == {due_before(bookings.next_monday(2))}


def test_a_cancelled_conference_owes_no_report_however_long_the_reason() -> None:
    case = make.make_case()
    conference = make.make_booked(case)
    why = "They moved. " * 40
    cancel_conference(conference=conference, reason=why, agreed_by="Priya Manager", by=case.duty)
    assert not Deadline.objects.open().filter(about=conference.about).exists()
    stopped = clock(conference, CLOCKS[0])
    assert len(stopped.withdrawn_reason) == 300
    assert stopped.changes.last().reason == "They moved. " * 40


def test_who_is_added_once_it_is_booked_is_asked_for_a_report_too() -> None:
    case, place = make.make_case(), make.make_place()
    conference = make.make_conference(case)

    def add(name: str, capacity: Capacity) -> Participant:
        police = people.make_professional(
            person=people.make_person(name), agency=people.make_agency(kind=AgencyKind.POLICE)
        )
        return taking_part.add_participant(
            conference=conference,
            person=police.person,
            agency=police.agency,
            capacity=capacity,
            by=case.support,
        )

    assert add("Ada Before", Capacity.AGENCY).report_due_on is None
    choice = make.choice_on(place, bookings.next_monday(2))
    steps.pencil_slot(conference=conference, choice=choice, by=case.support)
    conference = steps.confirm_slot(conference=conference, by=case.support)
    asked, adviser = add("Bo After", Capacity.AGENCY), add("Cy Lawyer", Capacity.ADVISER)
    asked.refresh_from_db()
    due_on = due_before(bookings.next_monday(2))
    assert (asked.report_asked_on, asked.report_due_on) == (TODAY(), due_on)
    assert (adviser.report_asked_on, adviser.report_due_on) == (None, None)


def dates(**days: dt.date) -> dict[str, Any]:
    return {
        f"{name}_{part}": getattr(day, part)
        for name, day in days.items()
        for part in ("day", "month", "year")
    }


def test_the_page_takes_the_days_of_a_report_also_when_the_meeting_is_over() -> None:
    case = make.make_case()
    conference = make.make_booked(case, day=bookings.next_monday(2))
    Conference.objects.filter(pk=conference.pk).update(state=ConferenceState.CLOSED)
    mine, client = of_social_worker(conference), Client()
    client.force_login(case.support)
    url = reverse("conferences:participant", args=[conference.pk, mine.pk])
    typed = dates(received_on=make.days_ago(4), shared_on=make.days_ago(3))
    refused = client.post(url, {"joining": Joining.NOT_COMING, **typed})
    assert "who takes part cannot be changed" in refused.content.decode()
    assert client.post(url, {"joining": mine.joining, **typed}).status_code == 302
    mine.refresh_from_db()
    assert (mine.report_received_on, mine.report_shared_on) == (make.days_ago(4), make.days_ago(3))
    assert clock(conference, CLOCKS[0]).met_on == make.days_ago(3)
    assert clock(conference, CLOCKS[1]).met_on == make.days_ago(4)


def test_while_it_is_to_come_the_page_takes_how_they_join_and_the_days() -> None:
    case = make.make_case()
    conference = make.make_booked(case)
    mine, client = of_social_worker(conference), Client()
    client.force_login(case.support)
    url = reverse("conferences:participant", args=[conference.pk, mine.pk])
    typed = dates(received_on=TODAY())
    assert client.post(url, {"joining": Joining.REMOTE, **typed}).status_code == 302
    mine.refresh_from_db()
    assert (mine.joining, mine.report_received_on) == (Joining.REMOTE, TODAY())
    assert (mine.report_shared_on, clock(conference, CLOCKS[0]).is_open) == (None, True)


def test_a_day_that_is_no_working_day_any_more_moves_what_has_not_come() -> None:
    case = make.make_case()
    conference = make.make_booked(case, day=bookings.next_monday(2))
    due_on = due_before(bookings.next_monday(2))
    school = conference.participants.get(person=case.school.person)
    record_report(participant=school, received_on=TODAY(), shared_on=None, by=case.support)
    assert reports.refresh_days() == 0
    sooner = add_working_days(due_on, -1, current_clock().calendar)
    make_calendar_day(due_on)
    agencies = conference.participants.filter(capacity=Capacity.AGENCY)
    assert reports.refresh_days() == 2
    assert {(p.person == case.school.person, p.report_due_on) for p in agencies} == {
        (True, due_on),
        (False, sooner),
    }
    assert reports.refresh_days() == 0


def test_a_proclaimed_day_moves_every_date_kept_as_soon_as_it_is_certain(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    monkeypatch.setitem(app.conf, "task_always_eager", True)
    case = make.make_case()
    conference = make.make_booked(case, day=bookings.next_monday(2))
    asked_about = record_consultation(
        family=make.make_case("Rahman").family,
        outcome=ScreeningOutcome.CHILD_IN_NEED,
        reason="Not at the threshold.",
        asked_by="Ama",
        by=case.duty,
    )
    limit, ask_on = conference.due_on, asked_about.follow_up_on
    report_on = due_before(bookings.next_monday(2))
    for day in (report_on, ask_on):
        words = {"name": "Fictional jubilee", "reason": "Proclaimed"}
        with django_capture_on_commit_callbacks(execute=True):
            add_day(day=day, kind=DayKind.PROCLAIMED, by=make_head(), **words)
    conference.refresh_from_db()
    asked_about.refresh_from_db()
    owed = of_social_worker(conference).report_due_on
    assert (owed < report_on, asked_about.follow_up_on > ask_on) == (True, True)
    assert (owed, conference.due_on > limit) == (due_before(bookings.next_monday(2)), True)


SHOWN_TO = "The mother, and Tamsin"


@pytest.mark.parametrize("who", ["social_worker", "team_manager"])
def test_who_works_with_the_family_says_that_it_was_shown_the_report(who: str) -> None:
    case = make.make_case()
    conference, by = make.make_booked(case, day=bookings.next_monday(2)), getattr(case, who)
    said = share_report(
        conference=conference, shared_on=make.days_ago(1), shared_with=SHOWN_TO, by=by
    )
    mine = of_social_worker(conference)
    assert said == mine
    assert (mine.report_shared_on, mine.report_shared_with) == (make.days_ago(1), SHOWN_TO)
    to_family, to_chair = (clock(conference, rule) for rule in CLOCKS)
    assert (to_family.met_on, to_family.met_by) == (make.days_ago(1), conference.about)
    assert to_chair.is_open, "the office says when it came"
    event = Event.objects.filter(verb="conferences.share_report").get()
    assert (event.actor_id, event.action, event.subject_ids) == (by.pk, Action.CHANGED, [mine.pk])
    assert sorted(event.child_ids) == sorted([case.older.pk, case.younger.pk])


@pytest.mark.parametrize(
    "who", ["support", "duty", "a chair", "another social worker", "another team's manager"]
)
def test_nobody_else_says_it_for_them(who: str) -> None:
    case = make.make_case()
    conference = make.make_booked(case)
    others = {
        "support": case.support,
        "duty": case.duty,
        "a chair": conference.chair.user,
        "another social worker": people.make_staff(Role.SOCIAL_WORKER, team=case.family.team),
        "another team's manager": people.make_staff(Role.TEAM_MANAGER, team=people.make_team()),
    }
    with pytest.raises(NotAllowed, match="social worker and team manager"):
        share_report(conference=conference, shared_on=TODAY(), shared_with=SHOWN_TO, by=others[who])
    refused = Event.objects.using("audit").get(verb="conferences.share_report")
    assert (refused.action, refused.actor_id) == (Action.REFUSED, others[who].pk)
    assert clock(conference, CLOCKS[0]).is_open


def test_it_was_shared_on_a_day_that_has_come_with_somebody_and_is_said_once() -> None:
    case = make.make_case()
    conference = make.make_booked(case)

    def say(shared_on: dt.date, shared_with: str) -> None:
        share_report(
            conference=conference,
            shared_on=shared_on,
            shared_with=shared_with,
            by=case.social_worker,
        )

    with pytest.raises(DomainError, match="today or in the past") as refused:
        say(make.days_ago(-1), SHOWN_TO)
    assert (refused.value.field, refused.value.rule) == ("shared_on", "in_the_future")
    with pytest.raises(DomainError, match="who was shown") as refused:
        say(TODAY(), "  ")
    assert (refused.value.field, refused.value.rule) == ("shared_with", "needed")
    say(make.days_ago(1), SHOWN_TO)
    with pytest.raises(WrongState, match="recorded already") as twice:
        say(TODAY(), "The father")
    assert twice.value.rule == "already_done"
    mine = of_social_worker(conference)
    assert (mine.report_shared_on, mine.report_shared_with) == (make.days_ago(1), SHOWN_TO)


def test_it_is_the_report_of_their_own_agency_of_whoever_leads_the_case() -> None:
    case = make.make_case()
    conference = make.make_booked(case)
    lead = people.make_staff(Role.SOCIAL_WORKER, team=case.family.team)
    case.family.case_roles.filter(kind=CaseRoleKind.LEAD_SOCIAL_WORKER).update(
        to_on=make.days_ago(1)
    )
    people.make_case_role(case.family, lead)
    before = of_social_worker(conference)
    assert reports.report_of_social_care(conference) == before, "nobody else of theirs is asked"
    own = taking_part.add_participant(
        conference=conference,
        person=lead.professional.person,
        agency=lead.professional.agency,
        capacity=Capacity.AGENCY,
        by=case.support,
    )
    assert reports.report_of_social_care(conference) == own
    conference.participants.filter(pk__in=[before.pk, own.pk]).update(agency=case.school.agency)
    with pytest.raises(WrongState, match="Ask business support") as nobody:
        share_report(conference=conference, shared_on=TODAY(), shared_with=SHOWN_TO, by=lead)
    assert nobody.value.rule == "not_yet"


def test_the_office_may_go_on_where_what_was_shared_has_not_come() -> None:
    case = make.make_case()
    conference = make.make_booked(case, day=bookings.next_monday(2))
    share_report(
        conference=conference,
        shared_on=make.days_ago(1),
        shared_with=SHOWN_TO,
        by=case.social_worker,
    )
    mine = of_social_worker(conference)
    assert report_words(mine) == (f"Shared {make.days_ago(1):%-d %B}, not received", "yellow")
    client = Client()
    client.force_login(case.support)
    url = reverse("conferences:participant", args=[conference.pk, mine.pk])
    typed = {**dates(shared_on=make.days_ago(1)), "shared_with": SHOWN_TO}
    assert client.post(url, {"joining": Joining.REMOTE, **typed}).status_code == 302
    mine.refresh_from_db()
    assert (mine.joining, mine.report_shared_with) == (Joining.REMOTE, SHOWN_TO)
    with pytest.raises(DomainError, match="when the report was received"):
        record_report(participant=mine, received_on=None, shared_on=TODAY(), by=case.support)
    with pytest.raises(DomainError, match="when the family was shown") as refused:
        record_report(
            participant=mine,
            received_on=TODAY(),
            shared_on=None,
            shared_with=SHOWN_TO,
            by=case.support,
        )
    assert refused.value.field == "shared_on"


def test_what_was_shared_while_there_was_no_day_counts_when_there_is_one() -> None:
    case, place = make.make_case(), make.make_place()
    conference = make.make_booked(case, place, bookings.next_monday(1))
    steps.vacate_conference(
        conference=conference, reason=MoveReason.CHAIR_AWAY, note="", by=case.support
    )
    share_report(
        conference=conference, shared_on=TODAY(), shared_with=SHOWN_TO, by=case.social_worker
    )
    choice = make.choice_on(place, bookings.next_monday(2))
    again = steps.pencil_slot(conference=conference, choice=choice, by=case.support)
    to_family, to_chair = (clock(again, rule) for rule in CLOCKS)
    assert (to_family.met_on, to_chair.is_open) == (TODAY(), True)


def test_the_line_on_the_social_workers_list_is_done_where_it_leads() -> None:
    case = make.make_case()
    conference = make.make_booked(case)
    url = reverse("conferences:share_report", args=[conference.pk])
    owed = {clock(conference, rule) for rule in CLOCKS}
    Deadline.objects.filter(pk__in=[each.pk for each in owed]).update(due_on=make.days_ago(1))
    assert owed <= set(clocks_of(case.social_worker))
    client = Client()
    client.force_login(case.social_worker)
    page = client.get(reverse("conferences:participants", args=[conference.pk]))
    assert url in page.content.decode()
    page = client.post(url, {**dates(shared_on=make.days_ago(-1)), "shared_with": "Mum O"})
    assert (page.status_code, 'value="Mum O"' in page.content.decode()) == (200, True)
    typed = {**dates(shared_on=make.days_ago(2)), "shared_with": SHOWN_TO}
    page = client.post(url, typed, follow=True)
    assert f"{SHOWN_TO}</bdi>" in page.content.decode()
    assert '<form method="post" novalidate' not in page.content.decode()
    assert owed & set(clocks_of(case.social_worker)) == {clock(conference, CLOCKS[1])}
