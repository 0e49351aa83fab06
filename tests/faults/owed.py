"""Something for most sweeps to do, so that a sweep that runs five times could do it twice."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from tests.faults.pack_scene import close_with_packs

# What each is told by: the kind of message that its sweep sends.
TOLD = ("form_past_its_limit", "quorum_doubtful", "report_chased")


def owe_each_sweep() -> dict[str, Any]:
    """A Resolution Form past its limit; a meeting soon with a doubtful quorum and reports that are
    late; a pencil that ran out; packs to draw."""
    return {
        "form": _a_form_past_its_limit(),
        "meeting": _a_meeting_in_doubt(),
        "pencil": _a_pencil_that_ran_out(),
        "record": close_with_packs()["record"],
    }


def _a_form_past_its_limit() -> int:
    from rehearsal.past import as_if
    from tests.factories.escalations import make_challenge, make_form
    from timescales.domain import today_in_london

    case = make_challenge("Testwood")
    with as_if(today_in_london() - dt.timedelta(days=40)):
        return make_form(case).pk


def _a_meeting_in_doubt() -> int:
    from conferences.domain.inviting import invite_everyone
    from conferences.domain.reports import ask_for_reports
    from conferences.domain.taking_part import change_joining
    from conferences.enums import Joining
    from tests.factories.bookings import next_working_day
    from tests.factories.conferences import make_booked, make_case

    case = make_case("Testwood")
    conference = make_booked(case, day=next_working_day())
    for one in conference.participants.filter(capacity="agency"):
        one.person.professional.work_email = f"p{one.pk}@agency.example"
        one.person.professional.save()
    invite_everyone(conference=conference, by=case.support)
    ask_for_reports(conference=conference, by=case.support)
    school = conference.participants.get(person=case.school.person)
    change_joining(participant=school, joining=Joining.REPORT_ONLY, by=case.support)
    return conference.pk


def _a_pencil_that_ran_out() -> int:
    from django.utils import timezone

    from bookings.models import Booking
    from conferences.domain.booking import pencil_slot
    from tests.factories.bookings import next_monday
    from tests.factories.conferences import choice_on, make_case, make_conference, make_place

    case = make_case("Testwood")
    conference = make_conference(case)
    choice = choice_on(make_place(), next_monday(1))
    pencilled = pencil_slot(conference=conference, choice=choice, by=case.support)
    Booking.objects.filter(pk=pencilled.booking_id).update(
        pencilled_until=timezone.now() - dt.timedelta(minutes=1)
    )
    return conference.pk


def doubled() -> list[str]:
    """Messages of which somebody got two that say the same about the same."""
    from notifications.models import Message

    said = Message.objects.values_list("kind", "to_address", "about", "body")
    return sorted({kind for (kind, *_), number in Counter(said).items() if number > 1})


def told() -> Counter[str]:
    from notifications.models import Message

    return Counter(Message.objects.filter(kind__in=TOLD).values_list("kind", flat=True))


def put_back() -> Counter[str]:
    """How often each pencilled conference was put back."""
    from conferences.models import ConferenceStep

    rows = ConferenceStep.objects.filter(from_state="pencilled", to_state="to_book")
    return Counter(str(pk) for pk in rows.values_list("conference", flat=True))
