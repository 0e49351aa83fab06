"""Rooms and sessions: used or free, conferences with a minute-taker, and every move of a date.

The grid runs over each working day from a room's first conference to yesterday, for the rooms and
sessions now in use. It is about no family.
"""

import datetime as dt

from reporting.enums import FactKind
from reporting.facts.of_child import PLACE, day, flags, of_family
from reporting.facts.source import Source

STARTS = day("booking.starts_at")

GRID = Source(
    kind=FactKind.SESSION,
    key="'room:' || room.id || ':' || session.id || ':' || working_day.day",
    recorded_at="(working_day.day + 1)::timestamptz",
    columns={
        '"on"': "working_day.day",
        "code": "CASE WHEN held.id IS NULL THEN 'free' ELSE 'used' END",
        "codes": "ARRAY[left(room.name || ', ' || hub.name, 40), left(session.name, 40)]",
    },
    rows=f"""
    FROM bookings_conferenceroom room
    JOIN bookings_hub hub ON hub.id = room.hub_id AND hub.in_use
    JOIN (SELECT room_id, min({STARTS}) AS first_on FROM bookings_booking booking
        WHERE state = 'held' GROUP BY 1) opened ON opened.room_id = room.id
    CROSS JOIN bookings_sessiontime session
    JOIN working_day ON working_day.day >= opened.first_on AND working_day.day < {day("now()")}
    JOIN working_day before ON before.day = working_day.day - 1
        AND before.number < working_day.number
    LEFT JOIN LATERAL (SELECT booking.id FROM bookings_booking booking
        WHERE booking.room_id = room.id AND booking.session_id = session.id
          AND booking.state = 'held' AND {STARTS} = working_day.day LIMIT 1) held ON true
    WHERE room.in_use AND session.in_use""",
)


def grid_key(room: int, session: int, on: dt.date) -> str:
    """As of `GRID`."""
    return f"room:{room}:{session}:{on}"


OF_A_CONFERENCE = """
    JOIN conferences_conference conference ON conference.booking_id = booking.id
    JOIN people_family family ON family.id = conference.family_id"""
HELD = Source(
    kind=FactKind.SESSION,
    key="'booking:' || booking.id",
    recorded_at="conference.closed_at",
    columns={
        **PLACE,
        "meeting": "'conference:' || conference.id",
        "chair_id": "conference.chair_id",
        '"on"': "conference.held_on",
        "code": "'conference'",
        "codes": "ARRAY[left(room.name, 40), conference.kind]",
        "flags": flags(("minuted", "booking.minute_taker_id IS NOT NULL")),
    },
    rows=f"""
    FROM bookings_booking booking
    JOIN bookings_conferenceroom room ON room.id = booking.room_id{OF_A_CONFERENCE}
    {of_family("conference.held_on")}
    WHERE conference.state = 'closed' AND conference.held_on IS NOT NULL""",
)
# The slot that it lost was firm: a pencilled one nobody had been told of.
WAS_FIRM = """EXISTS (SELECT 1 FROM bookings_bookingmove firm
    WHERE firm.booking_id = move.booking_id AND firm.step = 'confirmed' AND firm.id < move.id)"""
MOVES = Source(
    kind=FactKind.SESSION,
    key="'move:' || move.id",
    recorded_at="move.at",
    columns={
        **PLACE,
        "meeting": "'conference:' || conference.id",
        "chair_id": "conference.chair_id",
        '"on"': day("move.at"),
        "code": "'move'",
        "codes": "ARRAY[move.reason, conference.kind]",
    },
    rows=f"""
    FROM bookings_bookingmove move
    JOIN bookings_booking booking ON booking.id = move.booking_id{OF_A_CONFERENCE}
    {of_family(day("move.at"))}
    WHERE move.step IN ('relisted', 'vacated') AND move.from_starts_at IS NOT NULL
      AND move.from_starts_at IS DISTINCT FROM move.to_starts_at AND {WAS_FIRM}""",
)
