"""A conference in words: where it stands, its clocks, its people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from accounts.models import User
from bookings.models import Chair, ConferenceRoom, MinuteTaker, SessionTime
from bookings.optimiser import SlotChoice
from conferences import rules
from conferences.domain.invitation_message import LETTERS, tells_of_exclusion
from conferences.domain.inviting import is_void, latest, slot_of, was_reached
from conferences.domain.limits import clock_of
from conferences.domain.safe_contact import WayToTell, is_at_work, way_to_tell
from conferences.domain.strategy import doubt_about, icpc_due
from conferences.domain.taking_part import awaits_part
from conferences.enums import (
    WITHOUT_OUTCOME,
    AttendanceMode,
    Capacity,
    ConferenceState,
    Instead,
    InvitationKind,
    Joining,
)
from conferences.models import (
    AddedChild,
    Conference,
    ConferenceChild,
    Invitation,
    Participant,
)
from govuk.times import clock_hours, clock_time
from people.domain.partners import is_partner
from people.enums import AgencyKind, SafeContact
from people.models import Professional
from timescales.domain import explain, today_in_london
from timescales.presenters import WhyThisDate, why

STATE_COLOURS: dict[str, str] = {
    ConferenceState.TO_BOOK: "red",
    ConferenceState.PENCILLED: "yellow",
    ConferenceState.BOOKED: "green",
    ConferenceState.IN_SESSION: "blue",
    ConferenceState.CLOSED: "grey",
    ConferenceState.VACATED: "red",
    ConferenceState.ADJOURNED: "red",
    ConferenceState.CANCELLED: "grey",
}

NOT_INVITED = "Not invited"
CHOOSE_PART = "choose which part they come to."
OFF = {
    Instead.NEW_DAY: "We will tell them the new day.",
    Instead.ANOTHER: "We will write to them about another meeting.",
    Instead.NOTHING: "There will be no meeting. They do not need to do anything.",
}
HAS_BEGUN = frozenset({ConferenceState.IN_SESSION, ConferenceState.CLOSED})


@dataclass(frozen=True)
class ChildLine:
    """One child: the limit, why, and whether the booked day keeps it."""

    name: str
    born: str
    due_on: date | None
    why: WhyThisDate | None
    doubt: str
    late: bool
    added: AddedChild | None


def children_lines(conference: Conference) -> list[ChildLine]:
    day = booked_day(conference)
    discussions = list(conference.family.strategy_discussions.all())
    rows = conference.children.select_related("child__person", "initiating_discussion")
    added = _added(conference)
    return [
        ChildLine(
            name=str(row.child),
            born=_born(row),
            due_on=row.due_on,
            why=_why(row),
            doubt=doubt_about(row.initiating_discussion, discussions),
            late=bool(day and row.is_late(day)),
            added=added.get(row.child_id),
        )
        for row in rows
    ]


def _added(conference: Conference) -> dict[int, AddedChild]:
    """By child, those it was to be about once its request had gone on."""
    if conference.request is None:
        return {}
    asked_for = conference.request.children.filter(added__isnull=False)
    return {row.child_id: row.added for row in asked_for.select_related("added__by")}


def _born(row: ConferenceChild) -> str:
    born, expected = row.child.person.date_of_birth, row.child.expected_on
    if born:
        return f"born {born:%-d %B %Y}"
    return f"expected {expected:%-d %B %Y}" if expected else ""


def _why(row: ConferenceChild) -> WhyThisDate | None:
    if row.initiating_discussion is not None:
        return why(icpc_due(row.initiating_discussion), stored_due_on=row.due_on)
    clock = clock_of(row)
    return why(explain(clock)) if clock and clock.due_on == row.due_on else None


def booked_day(conference: Conference) -> date | None:
    booking = conference.booking
    firm = conference.state not in (ConferenceState.VACATED, ConferenceState.ADJOURNED)
    return timezone.localtime(booking.starts_at).date() if booking and firm else None


def when_words(starts_at: datetime, ends_at: datetime | None) -> str:
    """Tuesday 3 March 2027, 9:30am to 11:30am; without an end, at 9:30am."""
    first = timezone.localtime(starts_at)
    if ends_at is None:
        return f"{first:%A %-d %B %Y} at {clock_time(first)}"
    return f"{first:%A %-d %B %Y}, {clock_hours(first, timezone.localtime(ends_at))}"


def slot_words(choice: SlotChoice) -> list[tuple[str, str]]:
    """A slot as rows of a summary list."""
    session = SessionTime.objects.filter(pk=choice.session_id).first()
    room = ConferenceRoom.objects.filter(pk=choice.room_id).select_related("hub").first()
    chair = Chair.objects.filter(pk=choice.chair_id).first()
    taker = MinuteTaker.objects.filter(pk=choice.minute_taker_id).first()
    return [
        ("Day", f"{choice.day:%A %-d %B %Y}"),
        ("Session", str(session or "")),
        ("Room", str(room or "")),
        ("Chair", str(chair or "")),
        ("Minute-taker", str(taker) if taker else "None: the chair keeps the record"),
    ]


@dataclass(frozen=True)
class Line:
    """One participant on the page."""

    participant: Participant
    agency: str
    report: str
    report_colour: str
    told: str
    told_colour: str
    way: WayToTell
    awaits_part: bool
    excluded_from: str
    invitation: Invitation | None
    needs_telling: bool
    has_letter: bool


def lines(conference: Conference) -> list[Line]:
    rows = conference.participants.select_related("person__professional", "agency")
    return [_line(participant) for participant in rows.prefetch_related("attendances__part")]


def also_asked_for(conference: Conference) -> list[str]:
    """Whom the request asks for in other ways than by choosing them: the police, while none of
    them takes part, and who was not on its list, in the words typed there."""
    request = conference.request
    if request is None:
        return []
    police = conference.participants.filter(agency__kind=AgencyKind.POLICE)
    come = police.exclude(joining=Joining.NOT_COMING)
    wanted = request.police_wanted and not come.exists()
    return [*(["the police"] if wanted else []), *([request.invitees] if request.invitees else [])]


@dataclass(frozen=True)
class Unreached:
    """Somebody whom no invitation can reach now. `url` is where their work email is typed; empty
    where that is not what is missing."""

    name: str
    why: str
    url: str


def unreached(lines: Iterable[Line]) -> list[Unreached]:
    """Of those who are still to be invited."""
    return [
        _unreached(line)
        for line in lines
        if (line.awaits_part or line.way.hindrance)
        and line.told == NOT_INVITED
        and _is_wanted(line.participant)
    ]


def _unreached(line: Line) -> Unreached:
    name = line.participant.person.name
    if line.awaits_part:
        return Unreached(name, CHOOSE_PART, "")
    return Unreached(name, line.way.hindrance, _where_typed(line.participant))


def _is_wanted(participant: Participant) -> bool:
    return participant.joining != Joining.NOT_COMING and not participant.is_excluded


def _where_typed(participant: Participant) -> str:
    """Of staff it is the address they sign in with, which is kept elsewhere."""
    work: Professional | None = getattr(participant.person, "professional", None)
    if work is None or not is_partner(work) or not is_at_work(participant):
        return ""
    back = reverse("conferences:participants", args=[participant.conference_id])
    return f"{reverse('people:partner', args=[work.pk])}?{urlencode({'next': back})}"


def reports_due_on(lines: Iterable[Line]) -> date | None:
    """The day by which reports are asked for; None before the conference is booked."""
    days = (line.participant.report_due_on for line in lines)
    return min((day for day in days if day), default=None)


def _line(participant: Participant) -> Line:
    invitation = _last_told(participant)
    told, told_colour = _told(participant, invitation)
    report, report_colour = report_words(participant)
    by_hand = (SafeContact.PHONE, SafeContact.BY_HAND)
    return Line(
        participant=participant,
        agency=_speaks_as(participant),
        report=report,
        report_colour=report_colour,
        told=told,
        told_colour=told_colour,
        way=way_to_tell(participant),
        awaits_part=participant.conference.state in WITHOUT_OUTCOME and awaits_part(participant),
        excluded_from=_excluded_from(participant),
        invitation=invitation,
        needs_telling=invitation is not None
        and invitation.way in by_hand
        and invitation.told_on is None,
        has_letter=invitation is not None
        and invitation.way in LETTERS
        and not tells_of_exclusion(invitation),
    )


def _last_told(participant: Participant) -> Invitation | None:
    """None, too, where it was stopped on its way, as when they were excluded meanwhile."""
    told = latest(participant)
    if told is None or is_void(told):
        return None
    taken_back = participant.is_excluded or participant.invited_at is None
    return None if taken_back and not was_reached(participant) else told


def _speaks_as(participant: Participant) -> str:
    """The agency of whoever has its view; the capacity of everybody else."""
    if participant.capacity == Capacity.AGENCY:
        return str(participant.agency)
    return participant.get_capacity_display()


def _told(participant: Participant, invitation: Invitation | None) -> tuple[str, str]:
    if invitation is None:
        return NOT_INVITED, "grey"
    if invitation.kind == InvitationKind.CANCEL:
        return "Cancelled", "orange"
    if not _says_what_holds(participant, invitation):
        return "Told another time", "red"
    if invitation.told_on:
        return f"Told on {invitation.told_on:%-d %B}", "green"
    if invitation.way in (SafeContact.PHONE, SafeContact.BY_HAND):
        return "To be told", "yellow"
    return "Invited", "green"


def off_in_words(invitation: Invitation) -> str:
    """What to say to somebody whose meeting is cancelled; empty where it holds."""
    if invitation.kind != InvitationKind.CANCEL:
        return ""
    if tells_of_exclusion(invitation):
        return "They are not asked to it any more."
    return OFF[Instead(invitation.instead)]


def _says_what_holds(participant: Participant, invitation: Invitation) -> bool:
    """Once the meeting has begun nobody is expected any more, so nothing can be out of step."""
    if participant.conference.state in HAS_BEGUN:
        return True
    slot = slot_of(participant)
    told = (invitation.starts_at, invitation.place)
    return slot is not None and (slot.starts_at, slot.place) == told


def report_words(participant: Participant) -> tuple[str, str]:
    """Where the report stands, and a colour."""
    if participant.capacity != Capacity.AGENCY or participant.report_due_on is None:
        return "", ""
    shared_on, received_on = participant.report_shared_on, participant.report_received_on
    late = participant.report_due_on < today_in_london()
    if shared_on and received_on:
        return f"Shared {shared_on:%-d %B}", "green"
    if shared_on:
        return f"Shared {shared_on:%-d %B}, not received", "red" if late else "yellow"
    if received_on:
        return f"Received {received_on:%-d %B}, not shared", "yellow"
    return f"Due {participant.report_due_on:%-d %B}", "red" if late else "blue"


def _excluded_from(participant: Participant) -> str:
    rows = [a for a in participant.attendances.all() if a.mode == AttendanceMode.EXCLUDED]
    return ", ".join(row.part.name for row in rows)


def next_links(conference: Conference, user: User) -> list[tuple[str, str]]:
    """Where this person goes from the conference: only to what they may use and what exists."""
    recording = rules.may_record(user, conference)
    wanted = [
        (recording, "Live room", "live"),
        (recording, "Continuity bundle", "bundle"),
        (recording, "Packs and hand-over", "packs"),
    ]
    links = []
    for allowed, text, name in wanted:
        try:
            url = reverse(f"conferences:{name}", args=[conference.pk])
        except NoReverseMatch:
            continue
        if allowed:
            links.append((text, url))
    return links
