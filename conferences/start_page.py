"""What of this room stands on somebody's start page: their meetings, and what waits for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from conferences import rules
from conferences.domain import queries
from conferences.domain.adjourning import by_nearest_day
from conferences.domain.asked_exclusion import unanswered
from conferences.domain.disagreements import requests_to_settle, settle_by
from conferences.domain.late_dissent import dissents_to_review, review_due
from conferences.domain.letters_to_print import visible_letters
from conferences.domain.waiting_corrections import corrections_to_answer
from conferences.enums import ConferenceKind, ConferenceState, RequestState
from conferences.models import Conference, ConferenceRequest, DecisionCorrection, LateDissent
from conferences.presenters.days import day_warning
from govuk.times import clock_time
from notifications.enums import State
from people.domain.reading import list_all
from people.start_page import Task, Tile
from timescales.domain import today_in_london

SOON = dt.timedelta(days=7)  # the diary shows what is later
BOOK_REVIEWS_AHEAD = dt.timedelta(weeks=8)  # a local default: no source gives one
TO_BOOK = {
    ConferenceState.VACATED: "Find a new slot: the conference has lost its date",
    ConferenceState.ADJOURNED: "Find a new slot: the conference was adjourned",
}
ROOM = {ConferenceState.IN_SESSION: "In session", ConferenceState.BOOKED: "Conference"}


def tiles(user: User) -> Iterator[Tile]:
    if rules.may_print_letters(user):
        yield Tile(
            "Letters to print", reverse("conferences:letters"), "By hub, then mark them as posted"
        )
    if rules.may_hand_over_caseload(user):
        yield Tile("Hand a caseload over", reverse("conferences:caseloads"), "When a chair leaves")
    if rules.may_set_local_practice(user):
        yield Tile(
            "Local practice for conferences",
            reverse("conferences:local_practice"),
            "What this service decides for itself about meetings",
        )


def tasks(user: User) -> Iterator[Task]:
    yield from _own_conferences(user)
    yield from _exclusions(user)
    if rules.may_screen(user):
        to_screen = queries.duty_queue(user).filter(state=RequestState.SUBMITTED)
        yield from _requests(user, to_screen, "Screen this request", "screen")
    if rules.may_answer_diversion(user):
        yield from _requests(user, queries.requests_to_agree(user), "Agree or answer", "request")
    yield from _disagreements(user)
    yield from _dissents(user)
    yield from _corrections(user)
    if rules.may_book(user):
        yield from _to_book(user)
    if rules.may_post(user):
        yield from _letters(user)


def _letters(user: User) -> Iterator[Task]:
    waiting = visible_letters(user).filter(state=State.WAITING)
    number = waiting.exclude(not_before_at__gt=timezone.now()).count()
    if number:
        text = f"{number} letters to print" if number > 1 else "1 letter to print"
        yield Task(
            text=text,
            url=f"{reverse('conferences:letters')}?hub=",  # of every hub, as they were counted
            label="Letters",
            why="They wait for whoever posts letters. No rule sets a day for it: a letter is due "
            "today until it is printed.",
        )


def _own_conferences(user: User) -> Iterator[Task]:
    near = Q(state=ConferenceState.IN_SESSION) | Q(booking__starts_at__lt=timezone.now() + SOON)
    rows = queries.chaired_by(user).filter(near)
    shown = list_all(
        rows, by=user, verb="conferences.start_page", children=queries.children_of(rows)
    )
    for conference in shown:
        in_session = conference.state == ConferenceState.IN_SESSION
        page = "conferences:live" if in_session else "conferences:conference"
        yield Task(
            text=_when(conference),
            url=reverse(page, args=[conference.pk]),
            due_on=conference.day if in_session else _day(conference),
            about=str(conference.family),
            label=ROOM[ConferenceState(conference.state)],
            family_id=conference.family_id,
            fact=f"held:{conference.about}",
            why="You chair it.",
        )


def _exclusions(user: User) -> Iterator[Task]:
    """An exclusion that the request asks for: no invitation goes to the family meanwhile."""
    rows = unanswered(queries.chaired_by(user).filter(state=ConferenceState.BOOKED))
    shown = list_all(
        rows, by=user, verb="conferences.start_page", children=queries.children_of(rows)
    )
    for conference in shown:
        yield Task(
            text="Decide whether somebody is excluded",
            url=reverse("conferences:exclude", args=[conference.pk]),
            about=str(conference.family),
            label="Exclusion",
            family_id=conference.family_id,
            fact=f"exclusion:{conference.about}",
            why="The request asks for it, and the chair decides. No rule sets a day for it, but "
            "none of the family is invited until you have answered.",
        )


def _when(conference: Conference) -> str:
    kind = conference.get_kind_display()
    if conference.state == ConferenceState.IN_SESSION and (odd := day_warning(conference)):
        return f"{kind}: go to the live room. {odd}"
    if conference.state == ConferenceState.IN_SESSION or conference.booking is None:
        return f"{kind}: go to the live room"
    starts = timezone.localtime(conference.booking.starts_at)
    return f"{kind} at {clock_time(starts)} on {starts:%-d %B}"


def _day(conference: Conference) -> dt.date | None:
    booking = conference.booking
    return timezone.localtime(booking.starts_at).date() if booking else conference.due_on


def _requests(
    user: User, rows: QuerySet[ConferenceRequest], text: str, page: str
) -> Iterator[Task]:
    shown: list[ConferenceRequest] = list_all(
        rows, by=user, verb="conferences.start_page", children=queries.children_of(rows)
    )
    for request in shown:
        yield Task(
            text=text,
            url=reverse(f"conferences:{page}", args=[request.pk]),
            about=str(request.family),
            label="Request",
            family_id=request.family_id,
            fact=request.about,
            why="A request for a conference waits for you.",
        )


def _list(
    rows: Sequence[ConferenceRequest] | Sequence[LateDissent] | Sequence[DecisionCorrection],
    user: User,
) -> None:
    """Write down that they were listed, each for the children it is about."""
    if rows:
        children = {child for row in rows for child in row.children_concerned()}
        list_all(rows, by=user, verb="conferences.start_page", children=children)


def _disagreements(user: User) -> Iterator[Task]:
    rows = requests_to_settle(user)
    _list(rows, user)
    due = settle_by(rows)
    for row in rows:
        yield Task(
            text="Settle a disagreement about a diversion",
            url=reverse("conferences:screen", args=[row.pk]),
            due_on=due.get(row.about),
            about=str(row.family),
            label="Request",
            family_id=row.family_id,
            fact=row.about,
            why="The team manager disagrees, and a head of service decides (Bolton). The limit of "
            "the conference goes on running meanwhile.",
        )


def _dissents(user: User) -> Iterator[Task]:
    rows = dissents_to_review(user)
    _list(rows, user)
    due = review_due(rows)
    for row in rows:
        yield Task(
            text="Review a disagreement with a decision",
            url=reverse("conferences:review_dissent", args=[row.pk]),
            due_on=due.get(row.about),
            about=str(row.child.conference.family),
            label="Dissent",
            family_id=row.child.conference.family_id,
            fact=row.about,
            why="An agency disagrees, and a senior chair who neither chaired nor decided it "
            "answers (Sutton). The decision stands meanwhile.",
        )


def _corrections(user: User) -> Iterator[Task]:
    rows = corrections_to_answer(user)
    _list(rows, user)
    for row in rows:
        conference = row.child.conference
        yield Task(
            text="Agree to a correction of a decision, or decline it",
            url=reverse("conferences:closed", args=[conference.pk]),
            about=str(conference.family),
            label="Correction",
            family_id=conference.family_id,
            fact=row.about,
            why="Packs may have left with a wrong decision. A head of service who did not propose "
            "the correction answers it; no rule sets a day. The decision stands meanwhile.",
        )


def _to_book(user: User) -> Iterator[Task]:
    """A review waits on its list from the day the plan is made; here only when it is near."""
    near = today_in_london() + BOOK_REVIEWS_AHEAD
    later = Q(kind=ConferenceKind.REVIEW, due_on__gt=near, state=ConferenceState.TO_BOOK)
    rows = queries.conferences_to_book(user).exclude(later)
    shown = list_all(
        rows, by=user, verb="conferences.start_page", children=queries.children_of(rows)
    )
    for conference in by_nearest_day(shown):
        yield Task(
            text=TO_BOOK.get(ConferenceState(conference.state), "Find a slot"),
            url=reverse("conferences:book", args=[conference.pk]),
            due_on=conference.due_on,
            about=str(conference.family),
            label="To book",
            family_id=conference.family_id,
            fact=f"held:{conference.about}",
            why="No firm date is booked for it, and its limit goes on running.",
        )
