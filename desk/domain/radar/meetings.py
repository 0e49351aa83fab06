"""Conferences in doubt: no minute-taker, no quorum, reports not in, people no invitation can reach,
a date that was lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from bookings.domain.office_calendar import office_calendar
from conferences.domain.chasing import is_chased
from conferences.domain.queries import LOST_ITS_DATE
from conferences.domain.quorum import count
from conferences.domain.unreached import unreached_at_work
from conferences.domain.upkeep import WARN_WORKING_DAYS_BEFORE
from conferences.enums import Capacity, ConferenceState, Joining
from conferences.models import Conference, Participant
from conferences.rules import may_book
from desk.domain.radar.needs import Need
from desk.domain.radar.watched import HELD
from timescales.domain import today_in_london

MINUTES_WORKING_DAYS_BEFORE = 3
UNREACHED_WORKING_DAYS_BEFORE = 5  # an agency that is asked for an email can still answer
REPORTS_AHEAD = dt.timedelta(days=10)  # asked for again while it can still be read
MEANS_TO_COME = (Joining.IN_PERSON, Joining.REMOTE)


def doubts_for(user: User) -> list[Need]:
    """Of the conferences this person chairs; for those who book, of every one they see."""
    rows = Conference.objects.visible_to(user)
    if not may_book(user):
        rows = rows.filter(chair__user=user)
    return doubts_about(rows)


def doubts_about(rows: QuerySet[Conference]) -> list[Need]:
    """Of these conferences, the caller's to see. As many queries however many there are."""
    near = Q(booking__starts_at__gt=timezone.now()) & Q(
        booking__starts_at__lt=timezone.now() + REPORTS_AHEAD
    )
    booked = rows.filter(near, state=ConferenceState.BOOKED) | rows.filter(state__in=LOST_ITS_DATE)
    chosen = booked.select_related("family", "booking").prefetch_related(
        "participants__agency",
        "participants__person",
        "participants__invitations",
        "children__child__person",
    )
    minutes_by = _working_day_ahead(MINUTES_WORKING_DAYS_BEFORE)
    quorum_by = _working_day_ahead(WARN_WORKING_DAYS_BEFORE)
    found: list[Need] = []
    conferences = list(chosen.order_by("pk"))
    for conference in conferences:
        found += _doubts(conference, minutes_by, quorum_by)
    return [*found, *_unreached(conferences)]


def _unreached(conferences: Iterable[Conference]) -> Iterator[Need]:
    """One line for all of them, by name."""
    last = _working_day_ahead(UNREACHED_WORKING_DAYS_BEFORE)
    near = {one.pk: one for one in conferences if one.booking and one.booking.day <= last}
    for pk, people in unreached_at_work(near.values()).items():
        booking = near[pk].booking
        assert booking is not None, "near"
        names = ", ".join(str(each.person) for each in people)
        words = f"No work email or address is known for {names}. Ask their agency."
        text = "Somebody cannot be invited" if len(people) == 1 else "Some cannot be invited"
        yield _need(near[pk], "unreached", text, words, booking.day, page="participants")


def _working_day_ahead(number: int) -> dt.date:
    return office_calendar().add_working_days(today_in_london(), number)


def _doubts(conference: Conference, minutes_by: dt.date, quorum_by: dt.date) -> Iterator[Need]:
    if conference.state in LOST_ITS_DATE:
        yield _lost(conference)
        return
    booking = conference.booking
    assert booking is not None, "booked"
    if booking.minute_taker_id is None and booking.day <= minutes_by:
        words = f"The meeting is within {MINUTES_WORKING_DAYS_BEFORE} working days."
        yield _need(conference, "minutes", "No minute-taker", words, booking.day)
    people = list(conference.participants.all())
    quorum = count(person for person in people if person.joining in MEANS_TO_COME)
    if booking.day <= quorum_by and not quorum.is_quorate:
        words = f"It {quorum.wanting}. Source: Swindon, Sussex."
        text = "May not be quorate"
        yield _need(conference, "quorum", text, words, booking.day, page="participants")
    if late := list(_late_reports(people)):
        yield _reports(conference, late)


def _late_reports(people: Iterable[Participant]) -> Iterator[Participant]:
    today = today_in_london()
    for person in people:
        due_on = person.report_due_on
        owes = person.capacity == Capacity.AGENCY and person.report_received_on is None
        if owes and due_on is not None and due_on < today:
            yield person


def _reports(conference: Conference, late: list[Participant]) -> Need:
    """One line for all of them: the agencies that owe one, and whom to ring, by name."""
    agencies = dict.fromkeys(person.agency.name for person in late if person.agency)
    text = f"{len(late)} reports not in" if len(late) > 1 else "A report is not in"
    days = [person.report_due_on for person in late if person.report_due_on]
    words = f"Asked of {', '.join(agencies)}; due before the meeting by local practice."
    if to_ring := ", ".join(str(person) for person in late if not is_chased(person)):
        words += f" Nothing goes out to {to_ring} by itself: telephone or write to them."
    return _need(conference, "report", text, words, min(days), page="participants")


def _lost(conference: Conference) -> Need:
    words = "It has no date, and its limit goes on running."
    text = str(ConferenceState(conference.state).label)
    return _need(conference, "held", text, words, conference.due_on or today_in_london())


def _need(
    conference: Conference,
    kind: str,
    text: str,
    why: str,
    due_on: dt.date,
    page: str = "conference",
) -> Need:
    children = [row.child for row in conference.children.all()]
    about = conference.about
    fact = HELD.format(meeting=about) if kind == "held" else f"{kind}:{about}"
    return Need(
        fact=fact,
        text=text,
        url=reverse(f"conferences:{page}", args=[conference.pk]),
        due_on=due_on,
        family_id=conference.family_id,
        family=str(conference.family),
        children=tuple(child.person.called for child in children),
        child_ids=frozenset(child.pk for child in children),
        why=why,
        about=about,
        reason="partner_absent" if kind in {"quorum", "report"} else "",
    )
