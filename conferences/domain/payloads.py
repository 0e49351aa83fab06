"""Read what a browser sent with an operation. Each raises `DomainError` in plain words."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_time

from accounts.errors import DomainError
from conferences.models import Conference, ConferenceChild, Part, Participant
from disclosure.models import Passage, Record
from plans.domain import items

Payload = Mapping[str, Any]
TEXT_LIMIT = 20_000  # characters of a reason; longer words belong in a passage


def part(payload: Payload, conference: Conference) -> Part:
    wanted = own_number(payload, "part")
    found = conference.parts.filter(uuid=wanted).first() if wanted else None
    return _known(found, "This part of the meeting is not known here.")


def own_number(payload: Payload, name: str) -> uuid.UUID | None:
    """The number a device made up for a thing; None when there is none that can be read."""
    try:
        return uuid.UUID(str(payload.get(name)))
    except ValueError:
        return None


def participant(payload: Payload, conference: Conference) -> Participant:
    rows = conference.participants.select_related("person")
    found = rows.filter(pk=number(payload, "participant") or 0).first()
    return _known(found, "This person was not asked to this conference.")


def child(payload: Payload, conference: Conference) -> ConferenceChild:
    rows = conference.children.select_related("child__person", "conference__chair")
    found = rows.filter(pk=number(payload, "child") or 0).first()
    return _known(found, "This child is not part of this conference.")


def passage(payload: Payload, record: Record) -> Passage:
    wanted = own_number(payload, "passage")
    rows = Passage.objects.live().filter(record=record)
    found = rows.filter(uuid=wanted).first() if wanted else None
    return _known(found, "These words are no longer in this record.")


def _known(found: Any, message: str) -> Any:
    if found is None:
        raise DomainError(message, rule="unknown")
    return found


def person(payload: Payload, name: str, record: Record) -> int | None:
    person = number(payload, name)
    if person is not None:
        items.check_owner(record, person, name)
    return person


def number(payload: Payload, name: str) -> int | None:
    value = payload.get(name)
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not str(value).lstrip("-").isdecimal() or len(str(value)) > 18:
        raise DomainError(
            "A number in this change could not be read.", field=name, rule="unreadable"
        )
    return int(value)


def day(payload: Payload, name: str) -> dt.date | None:
    value = payload.get(name)
    if not value:
        return None
    try:
        day = parse_date(str(value))
    except ValueError:
        day = None
    if day is None:
        raise DomainError("Enter a real date.", field=name, rule="unreadable")
    return day


def time_of_day(payload: Payload, name: str, day: dt.date) -> dt.datetime | None:
    """A time like 10:05 on that day, in Europe/London."""
    value = payload.get(name)
    if not value:
        return None
    try:
        at = parse_time(str(value))
    except ValueError:
        at = None
    if at is None:
        raise DomainError("Enter a real time, like 10:05.", field=name, rule="unreadable")
    return dt.datetime.combine(day, at.replace(tzinfo=None), timezone.get_current_timezone())


def short_text(payload: Payload, name: str) -> str:
    value = payload.get(name) or ""
    if not isinstance(value, str) or "\x00" in value:
        raise DomainError(
            "Some text in this change could not be read.", field=name, rule="unreadable"
        )
    if len(value) > TEXT_LIMIT:
        raise DomainError(
            "This reason is too long. Put the words in the record.", field=name, rule="too_long"
        )
    return value


def strings(payload: Payload, name: str) -> list[str]:
    value = payload.get(name) or []
    if not isinstance(value, list):
        raise DomainError("A list in this change could not be read.", field=name, rule="unreadable")
    return [str(item) for item in value]


def as_json(values: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v.isoformat() if isinstance(v, dt.date) else v for k, v in values.items()}
