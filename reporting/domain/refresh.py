"""Brings the facts up to what the rooms below hold now. Running it again changes nothing.

Every night all of them are compared. Before a figure is read only the families of which the audit
trail tells something new are, so that a page is right within seconds of a change and stays quick.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from audit.enums import READS, Action
from audit.models import Event
from bookings.enums import Step
from bookings.models import BookingMove, Chair, ConferenceRoom, Hub, SessionTime
from people.models import Child
from reporting.domain.rollup_steps import MOST_CHANGES, keep_in_step
from reporting.enums import FactKind
from reporting.facts import ALL, OF_FAMILIES, chairs, sessions, voices
from reporting.facts.prepared import prepare
from reporting.facts.source import COLUMNS, IN_STRETCHES, REPLACED, Source
from reporting.locks import REFRESHING
from reporting.models import Fact, Freshness

NAMES = ", ".join(COLUMNS)
NOTHING_NEW = frozenset({*READS, Action.REFUSED, Action.SIGNED_IN, Action.SIGN_IN_FAILED})
# An event takes its number before its transaction ends, so a slow one may come in behind.
# Looked up by number, which has an index.
LOOK_BACK, EVENTS_BACK = dt.timedelta(minutes=5), 500
# Of an answer to the feedback form (feedback.domain.answering).
ANSWERED = ("feedback.give", "feedback.add_scores")
# With more families than this it is quicker to compare everything.
MOST_FAMILIES = 200


@dataclass(frozen=True)
class Refreshed:
    closed: int
    added: int


NOTHING = Refreshed(0, 0)


@dataclass(frozen=True)
class Written:
    """How many rows, and which: of more than `MOST_CHANGES` only so many that it shows."""

    number: int = 0
    ids: tuple[int, ...] = ()

    def __add__(self, more: Written) -> Written:
        return Written(self.number + more.number, self.ids + more.ids)


@transaction.atomic
def refresh_facts() -> Refreshed:
    """Close what is no longer so, add what is new. What was known stays (docs/adr/figures.md)."""
    mark = _alone()
    before = mark.at
    mark.event_id = _last_event()
    mark.at = mark.whole_at = timezone.now()
    mark.save()
    return _refresh(ALL, None, since=before)


@transaction.atomic
def refresh_changed() -> Refreshed:
    """The same for the families that something was done about since the last time."""
    mark = _alone()
    if mark.whole_at is None:
        return refresh_facts()
    last = _last_event()
    events = Event.objects.exclude(action__in=NOTHING_NEW).exclude(child_ids=[])
    families = _families_of(events.filter(id__gt=mark.event_id))
    if len(families) > MOST_FAMILIES:
        return refresh_facts()
    came_behind = _came_behind(events, mark)
    again = families | _families_of(came_behind)
    # After an import nearly everybody would be looked at again and again, for nothing.
    families = again if len(again) <= MOST_FAMILIES else families
    of_nobody = _changed_of_nobody(mark)
    before, mark.at, mark.event_id = mark.at, timezone.now(), last
    mark.save(update_fields=["at", "event_id"])
    found = _refresh(OF_FAMILIES, sorted(families), since=before) if families else NOTHING
    others = _refresh(of_nobody, None, since=before) if of_nobody else NOTHING
    return Refreshed(found.closed + others.closed, found.added + others.added)


def _changed_of_nobody(mark: Freshness) -> list[Source]:
    """The hours of chairs, answers to the feedback form, and which rooms were used: the audit names
    no child of these."""
    found = []
    if Chair.history.filter(history_date__gt=mark.at).exists():
        found.append(chairs.SOURCE)
    answers = Event.objects.filter(verb__in=ANSWERED)
    is_new = answers.filter(id__gt=mark.event_id).exists()
    if is_new or _came_behind(answers, mark).exists():
        found += [voices.ANSWERS, voices.SCORES]
    if _places_changed(mark) or _held_since(mark):
        # All of the kind: what is no longer so is looked for in all of it.
        found += [sessions.GRID, sessions.HELD, sessions.MOVES]
    return found


def _places_changed(mark: Freshness) -> bool:
    """Put into use, out of it, or named otherwise."""
    places = (ConferenceRoom, Hub, SessionTime)
    return any(each.history.filter(history_date__gt=mark.at).exists() for each in places)


def _held_since(mark: Freshness) -> bool:
    """Whether a session of a day before today was used that is not counted so yet (those of today
    are counted tomorrow). To compare all of them takes seconds, so it is asked of these first."""
    today, since = timezone.localdate(), (mark.at or timezone.now()) - LOOK_BACK
    held = BookingMove.objects.filter(step=Step.HELD, at__gt=since, to_starts_at__date__lt=today)
    slots = held.values_list("to_room_id", "booking__session_id", "to_starts_at")
    keys = {
        sessions.grid_key(room, session, timezone.localdate(starts_at))
        for room, session, starts_at in slots
        if room and starts_at
    }
    used = Fact.objects.known_on(None).filter(kind=FactKind.SESSION, code="used", key__in=keys)
    return used.count() < len(keys)


def _came_behind(events: QuerySet[Event], mark: Freshness) -> QuerySet[Event]:
    latest = (mark.event_id - EVENTS_BACK, mark.event_id)
    return events.filter(id__range=latest, at__gte=timezone.now() - LOOK_BACK)


def _alone() -> Freshness:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [REFRESHING])
    return Freshness.objects.get_or_create(pk=1)[0]


def _last_event() -> int:
    return Event.objects.aggregate(last=Max("id"))["last"] or 0


def _families_of(events: QuerySet[Event]) -> set[int]:
    """Where the children are now, and where the facts have them."""
    children = {child for ids in events.values_list("child_ids", flat=True) for child in ids}
    if not children:
        return set()
    now = Child.objects.filter(pk__in=children).values_list("family_id", flat=True)
    known = Fact.objects.known_on(None).filter(child__in=children).order_by()
    return {*now, *known.values_list("family_id", flat=True).distinct()} - {None}


def _refresh(
    sources: Iterable[Source], families: list[int] | None, *, since: dt.datetime | None
) -> Refreshed:
    """What comes in now was known from when it was written down, but not before `since`: whoever
    asked then was not told of it, and must have the same answer again (a paper conference keyed in
    late, an import). What corrects a fact, goes on from one or takes its place is known from now,
    when that one ceases to be."""
    by_kind: dict[str, list[Source]] = {}
    for source in sources:
        by_kind.setdefault(source.kind.value, []).append(source)
    closed, added = Written(), Written()
    with connection.cursor() as cursor:
        prepare(cursor)
        for kind, several in by_kind.items():
            gone, new = _refresh_kind(cursor, kind, several, families, since)
            closed, added = closed + gone, added + new
    keep_in_step(closed.ids, added.ids)
    return Refreshed(closed.number, added.number)


def _refresh_kind(
    cursor: Any,
    kind: str,
    sources: list[Source],
    families: list[int] | None,
    since: dt.datetime | None,
) -> tuple[Written, Written]:
    """The facts that were closed, and those that were added."""
    now = timezone.now()
    both = " UNION ALL ".join(f"({source.sql})" for source in sources)
    some = "" if families is None else "WHERE family_id = ANY(%(families)s)"
    known_some = "" if families is None else "AND known.family_id = ANY(%(families)s)"
    values = {"kind": kind, "now": now, "families": families, "since": since}
    cursor.execute("DROP TABLE IF EXISTS seen")
    cursor.execute(
        f"""CREATE TEMPORARY TABLE seen ON COMMIT DROP AS
        SELECT now.*, md5(ROW(key, {NAMES})::text) AS digest FROM ({both}) now {some}""",  # noqa: S608 - constants
        values,
    )
    cursor.execute("CREATE INDEX ON seen (key)")
    cursor.execute("ANALYZE seen")
    closed = _write(
        cursor,
        f"""UPDATE reporting_fact known SET known_until = %(now)s
        WHERE known.kind = %(kind)s AND known.known_until IS NULL {known_some} AND NOT EXISTS (
            SELECT 1 FROM seen WHERE seen.key = known.key AND seen.digest = known.digest)""",  # noqa: S608 - constants
        values,
    )
    added = _write(
        cursor,
        f"""INSERT INTO reporting_fact (kind, key, digest, known_from, known_until, {NAMES})
        SELECT %(kind)s, seen.key, seen.digest,
            CASE WHEN {_went_before(kind)} THEN %(now)s ELSE least(
                greatest(coalesce(seen.recorded_at, %(now)s), %(since)s::timestamptz), %(now)s) END,
            NULL, {NAMES}
        FROM seen WHERE NOT EXISTS (
            SELECT 1 FROM reporting_fact known WHERE known.kind = %(kind)s
              AND known.key = seen.key AND known.known_until IS NULL)""",  # noqa: S608 - constants
        values,
    )
    return closed, added


def _went_before(kind: str) -> str:
    """Whether a fact that is `seen` corrects one, goes on from one or takes its place. It is known
    from now then: whoever asks as known in between would be told of both. Each is asked by itself,
    or PostgreSQL would look through all of the kind for each of them."""
    ways = ["before.key = seen.key"]
    if kind in IN_STRETCHES:
        ways.append("before.plan = seen.plan")
    if kind in REPLACED:
        ways.append(
            "before.child_id = seen.child_id AND before.known_until = %(now)s"
            " AND NOT EXISTS (SELECT 1 FROM seen still WHERE still.key = before.key)"
        )
    facts = "SELECT 1 FROM reporting_fact before WHERE before.kind = %(kind)s"
    return " OR ".join(f"EXISTS ({facts} AND {way})" for way in ways)


def _write(cursor: Any, statement: str, values: dict[str, Any]) -> Written:
    cursor.execute(
        f"""WITH written AS ({statement} RETURNING id)
        SELECT count(*), ARRAY(SELECT id FROM written LIMIT {MOST_CHANGES + 1}) FROM written""",  # noqa: S608 - constants
        values,
    )
    number, ids = cursor.fetchone()
    return Written(number, tuple(ids))
