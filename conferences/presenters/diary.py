"""The diary as a table: a row for each room or chair, a column for each day or session."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from psycopg2.extras import DateTimeTZRange

from bookings.domain.queries import Diary
from bookings.enums import ABSENCE_WORDS, BookingState
from bookings.models import Absence, Booking, Chair, ConferenceRoom, SessionTime
from bookings.optimiser.words import clock_words
from conferences.enums import ConferenceState
from conferences.presenters.conference import STATE_COLOURS
from conferences.presenters.diary_labels import Label
from govuk.times import LONDON, clock_hours

COLOURS = {
    BookingState.PENCILLED: "yellow",
    BookingState.CONFIRMED: "green",
    BookingState.HELD: "grey",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A day of the week view or a session of the day view. `note` says why it is closed."""

    heading: str
    starts: datetime
    ends: datetime
    note: str = ""
    short: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One booking in a cell. `lines` are where it is and who is there."""

    booking: Booking
    times: str
    label: Label
    lines: tuple[str, ...]
    state: str
    colour: str


@dataclass(frozen=True, slots=True)
class Cell:
    """`note` says why nothing can be booked; a cell without entries and note is free."""

    column: Column
    entries: tuple[Entry, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    detail: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The rooms of a hub, or all chairs."""

    name: str
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class DiaryTable:
    columns: list[Column]
    groups: list[Group]


def day_columns(diary: Diary) -> list[Column]:
    days = [diary.first + timedelta(days=n) for n in range((diary.last - diary.first).days + 1)]
    return [
        Column(
            heading=f"{day:%A} {day.day} {day:%B}",
            starts=datetime.combine(day, time.min, LONDON),
            ends=datetime.combine(day + timedelta(days=1), time.min, LONDON),
            note=diary.closed_days.get(day, ""),
            short=f"{day:%a} {day.day} {day:%b}",
        )
        for day in days
        if day.weekday() < 5 or _anything_on(diary, day)
    ]


def session_columns(diary: Diary, sessions: Sequence[SessionTime]) -> list[Column]:
    """A column for each session of one day."""
    day = diary.first
    return [
        Column(
            heading=session.name,
            starts=datetime.combine(day, session.starts, LONDON),
            ends=datetime.combine(day, session.ends, LONDON),
            note=diary.closed_days.get(day, ""),
            short=clock_hours(session.starts, session.ends),
        )
        for session in sessions
    ]


def by_room(diary: Diary, columns: list[Column], labels: Mapping[int, Label]) -> DiaryTable:
    """Rooms grouped by hub."""
    booked = _grouped(diary.bookings, "room_id")
    groups: dict[str, Group] = {}
    for room in diary.rooms:
        group = groups.setdefault(room.hub.name, Group(room.hub.name))
        closed = [
            (closure.during, f"Closed: {closure.reason}")
            for closure in diary.closures
            if closure.room_id == room.pk or closure.hub_id == room.hub_id
        ]
        cells = [
            _cell(column, booked[room.pk], closed, labels, _who_is_there) for column in columns
        ]
        group.rows.append(Row(room.name, _equipment(room), tuple(cells)))
    return DiaryTable(columns, list(groups.values()))


def by_chair(
    diary: Diary, columns: list[Column], labels: Mapping[int, Label], *, say_why_away: bool
) -> DiaryTable:
    """Chairs in order of name. `say_why_away` names the kind of absence."""
    booked = _grouped(diary.bookings, "chair_id")
    group = Group("Chairs")
    for chair in diary.chairs:
        away = [
            (absence.during, _away_words(absence, say_why_away))
            for absence in diary.absences
            if absence.professional_id == chair.pk
        ]
        cells = [_cell(column, booked[chair.pk], away, labels, _where_it_is) for column in columns]
        group.rows.append(Row(str(chair), _hub_of(chair), tuple(cells)))
    return DiaryTable(columns, [group])


def _away_words(absence: Absence, say_why: bool) -> str:
    if say_why:
        return absence.get_kind_display()
    return ABSENCE_WORDS[absence.kind].removeprefix("is ").capitalize()


def _cell(
    column: Column,
    bookings: Iterable[Booking],
    shut: Iterable[tuple[DateTimeTZRange, str]],
    labels: Mapping[int, Label],
    lines: Callable[[Booking], tuple[str, ...]],
) -> Cell:
    inside = [b for b in bookings if b.starts_at < column.ends and column.starts < b.ends_at]
    notes = [words for during, words in shut if _meet(during, column)]
    note = column.note or "; ".join(dict.fromkeys(notes))
    entries = tuple(_entry(booking, labels, lines(booking)) for booking in inside)
    return Cell(column, entries, note)


def _entry(booking: Booking, labels: Mapping[int, Label], lines: tuple[str, ...]) -> Entry:
    label = labels.get(booking.pk, Label())
    state, colour = _state(booking, label)
    return Entry(
        booking=booking,
        times=clock_words(booking.starts_at, booking.ends_at),
        label=label,
        lines=lines,
        state=state,
        colour=colour,
    )


def _state(booking: Booking, label: Label) -> tuple[str, str]:
    """In words and its colour. The booking below does not know that its meeting was adjourned."""
    conference = label.conference
    if conference is not None and conference.state == ConferenceState.ADJOURNED:
        return conference.get_state_display(), STATE_COLOURS[conference.state]
    return booking.get_state_display(), COLOURS.get(BookingState(booking.state), "")


def _who_is_there(booking: Booking) -> tuple[str, ...]:
    minutes = str(booking.minute_taker) if booking.minute_taker else "none"
    return (f"Chair: {booking.chair}", f"Minutes: {minutes}")


def _where_it_is(booking: Booking) -> tuple[str, ...]:
    minutes = str(booking.minute_taker) if booking.minute_taker else "none"
    return (f"{booking.room}", f"Minutes: {minutes}")


def _equipment(room: ConferenceRoom) -> str:
    has = [
        (True, f"{room.capacity} people"),
        (room.hybrid_equipment, "hybrid"),
        (room.step_free, "step-free"),
        (room.hearing_loop, "hearing loop"),
        (room.separate_waiting, "separate waiting"),
    ]
    return ", ".join(words for there, words in has if there)


def _hub_of(chair: Chair) -> str:
    return f"Prefers {chair.hub}" if chair.hub else ""


def _meet(during: DateTimeTZRange, column: Column) -> bool:
    return during.lower < column.ends and (during.upper is None or column.starts < during.upper)


def _anything_on(diary: Diary, day: date) -> bool:
    return any(timezone.localdate(booking.starts_at) == day for booking in diary.bookings)


def _grouped(bookings: Iterable[Booking], owner: str) -> dict[int, list[Booking]]:
    found: dict[int, list[Booking]] = defaultdict(list)
    for booking in bookings:
        found[getattr(booking, owner)].append(booking)
    return found
