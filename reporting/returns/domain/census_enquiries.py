"""The section 47 enquiries of one child: those of the case system, and those that only a
conference here speaks of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from conferences.enums import CAME_TO_NOTHING, ConferenceKind, ConferenceState
from conferences.models import ConferenceChild, RequestedChild, StrategyDiscussion
from reporting.models import Section47Enquiry
from reporting.returns.census import tree
from reporting.returns.census.year import CensusYear
from reporting.returns.domain.census_records import Records, held_on, of_kind
from timescales.working_days import Calendar, add_working_days

LIMIT = 15  # working days from the initiating strategy discussion (the census's own, not local)


@dataclass(frozen=True)
class Placed:
    """An enquiry, the day it counts under, and the referral it names, where it names one."""

    day: dt.date
    enquiry: tree.Enquiry
    referral_id: int | None


def enquiries_of(records: Records, year: CensusYear, calendar: Calendar) -> list[Placed]:
    """Those with a conference in the year, or none and a start in it, in the order they began.

    A start that nobody recorded stays empty: rule 8615 lists it.
    """
    found = [_placed(row, year, calendar) for row in enquiry_rows(records)]
    return sorted((each for each in found if each), key=lambda each: each.day)


@dataclass(frozen=True)
class Row:
    """An enquiry as recorded. `not_required`: None is not recorded. `settled_on`: the day it was
    known that none is required; None where nobody recorded it. `source_id` is empty where only a
    conference speaks of it, and nobody recorded the discussion that initiated it."""

    started_on: dt.date | None
    meeting: ConferenceChild | None
    not_required: bool | None
    about: str
    source_id: str = ""
    episode: Section47Enquiry | None = None
    settled_on: dt.date | None = None

    @property
    def referral_id(self) -> int | None:
        return self.episode.referral_id if self.episode else None


def enquiry_rows(records: Records) -> Iterator[Row]:
    """First those of the case system; then what only conferences and requests here speak of."""
    initial = of_kind(records.meetings, ConferenceKind.INITIAL)
    taken: set[int] = set()
    for enquiry in records.enquiries:
        meeting = _followed(enquiry, initial, taken)
        if meeting is not None:
            taken.add(meeting.pk)
        yield _imported(enquiry, meeting)
    left = [meeting for meeting in initial if meeting.pk not in taken]
    yield from (_from_conference(meeting) for meeting in left)
    told = {enquiry.started_on for enquiry in records.enquiries}
    told |= {m.initiating_discussion.held_on for m in initial if m.initiating_discussion}
    yield from _never_held(records.requested, told)


def _imported(enquiry: Section47Enquiry, meeting: ConferenceChild | None) -> Row:
    about = f"conference:{meeting.conference_id}" if meeting else f"enquiry:{enquiry.source_id}"
    return Row(
        enquiry.started_on,
        meeting,
        enquiry.conference_not_required,
        about,
        enquiry.source_id,
        enquiry,
    )


def _from_conference(meeting: ConferenceChild) -> Row:
    discussion, about = meeting.initiating_discussion, f"conference:{meeting.conference_id}"
    if discussion is None:
        return Row(None, meeting, None, about)
    return Row(discussion.held_on, meeting, None, about, source_id=_name(discussion, meeting))


def _never_held(requested: list[RequestedChild], told: set[dt.date | None]) -> Iterator[Row]:
    """Requests that came to nothing needed no conference; others still wait for one, and so does
    the enquiry of a request that was asked again."""
    for asked in sorted(requested, key=_came_to_nothing):
        discussion = asked.initiating_discussion
        if discussion is not None and discussion.held_on not in told:
            told.add(discussion.held_on)
            ended = _came_to_nothing(asked)
            about, name = f"request:{asked.request_id}", _name(discussion, asked)
            settled = _settled_on(asked) if ended else None
            yield Row(
                discussion.held_on, None, ended or None, about, source_id=name, settled_on=settled
            )


def _came_to_nothing(asked: RequestedChild) -> bool:
    """Diverted or withdrawn, or its conference was cancelled."""
    conference = getattr(asked.request, "conference", None)
    cancelled = conference is not None and conference.state == ConferenceState.CANCELLED
    return cancelled or asked.request.state in CAME_TO_NOTHING


def _settled_on(asked: RequestedChild) -> dt.date | None:
    """The day of the last word about a request that came to nothing: a screening or the answer to
    one, or the cancelling of its conference. None where there is none."""
    screenings = list(asked.request.screenings.all())
    said = [*screenings, *(answer for each in screenings for answer in each.answers.all())]
    conference = getattr(asked.request, "conference", None)
    if conference is not None:
        steps = conference.steps.all()
        said += [step for step in steps if step.to_state == ConferenceState.CANCELLED]
    return max((timezone.localdate(each.at) for each in said), default=None)


def _name(discussion: StrategyDiscussion, about: ConferenceChild | RequestedChild) -> str:
    return f"discussion-{discussion.pk}-{about.child_id}"


def _followed(
    enquiry: Section47Enquiry, initial: list[ConferenceChild], taken: set[int]
) -> ConferenceChild | None:
    """The conference it led to; where the case system names none, the one here that the same
    strategy discussion initiated."""
    if enquiry.led_to is not None:
        return enquiry.led_to
    for meeting in initial:
        discussion = meeting.initiating_discussion
        if meeting.pk not in taken and discussion and discussion.held_on == enquiry.started_on:
            return meeting
    return None


def _placed(row: Row, year: CensusYear, calendar: Calendar) -> Placed | None:
    held = year.until_its_end(held_on(row.meeting))
    day = held if held is not None else row.started_on
    if day is None or not year.holds(day):
        return None
    is_settled = row.settled_on is None or row.settled_on <= year.last
    not_required = bool(row.not_required) and held is None and is_settled
    target = None
    if row.started_on is not None and not not_required:
        target = add_working_days(row.started_on, LIMIT, calendar)
    enquiry = tree.Enquiry(row.started_on, target, held, not_required, row.about)
    return Placed(row.started_on or day, enquiry, row.referral_id)
