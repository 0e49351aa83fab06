"""Conferences that were held, one for each meeting, and the children at them."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Q

from conferences.enums import ConferenceKind, ConferenceState
from conferences.models import Conference, ConferenceChild
from disclosure.models import Record
from people.models import Child
from reporting.enums import Severity
from reporting.imports.family_checks import INITIALS, REVIEWS, is_held
from reporting.imports.household import Batch, Household, Key, Row, recall
from reporting.imports.keeping import Wanted, keep
from reporting.models import ImportedRow

MEETINGS = "ssd_meeting"
DAY = {INITIALS: "icpc_icpc_date", REVIEWS: "cppr_cp_review_date"}
HELD = frozenset({ConferenceState.CLOSED, ConferenceState.IN_SESSION})  # opened again, perhaps
NOT_KNOWN = "Conferences were already held here by then: this one is not known."
NOT_THAT_DAY = "This conference is kept here, and was not held that day: left as it is here."
ANOTHER_KIND = "This came in as the other kind of conference, and stays one: left as it is here."
MEETING = {INITIALS: "icpc_icpc_meeting_id", REVIEWS: "cppr_cp_review_meeting_id"}


@dataclass
class Meeting:
    """One conference and the rows of the children at it."""

    household: Household
    kind: ConferenceKind
    name: str
    held_on: dt.date
    rows: list[Row] = field(default_factory=list)

    @property
    def key(self) -> Key:
        return (MEETINGS, self.name)

    @property
    def was_quorate(self) -> bool | None:
        said = {row["cppr_cp_review_quorate"] for row in self.rows} - {None}
        return all(said) if said else None


def keep_meetings(batch: Batch) -> dict[Key, Conference]:
    """The conference of each row of a child at one. Those run here are left as they are."""
    meetings = _meetings(batch)
    recall(batch, MEETINGS, [meeting.name for meeting in meetings])
    records = _records(batch, meetings)
    wanted = [_wanted(batch, meeting, records) for meeting in meetings]
    conferences = keep(batch, Conference, wanted)
    for meeting in meetings:
        batch.made_up[meeting.key] = ""
    return {row.key: conferences[meeting.key] for meeting in meetings for row in meeting.rows}


def _meetings(batch: Batch) -> list[Meeting]:
    run_here = _run_here(batch)
    found: dict[str, Meeting] = {}
    for table, column in DAY.items():
        for household, row in batch.rows(table):
            child = household.children.get(row.person)
            if child is None or not is_held(batch, row, column):
                continue
            if _is_run_here(batch, row, child, run_here):
                continue
            day = row.day(column)
            assert day is not None, "is_held asked for it"
            kind = _kind(batch, row, run_here.kinds)
            name = _name(household, kind, row.word(MEETING[table]) or f"row:{row.source_id}")
            found.setdefault(name, Meeting(household, kind, name, day)).rows.append(row)
    return list(found.values())


def _kind(batch: Batch, row: Row, kinds: dict[int, ConferenceKind]) -> ConferenceKind:
    """As it came in, if it did: clocks and figures stand on it."""
    if row.table == REVIEWS:
        return ConferenceKind.REVIEW
    column = "icpc_icpc_transfer_in"
    said = ConferenceKind.TRANSFER_IN if row[column] else ConferenceKind.INITIAL
    known = kinds.get(batch.pk_of(row.key, ConferenceChild) or 0, said)
    if known != said and row[column] is not None:
        value = "Y" if row[column] else "N"
        batch.note(Severity.CONFLICT, row, ANOTHER_KIND, column, value)
    return known


def _name(household: Household, kind: ConferenceKind, meeting: str) -> str:
    """The same id in two families is two conferences: each has its own record."""
    said = f"{household.key}|{kind}|{meeting}"
    return hashlib.sha256(said.encode()).hexdigest()[:40]


@dataclass
class RunHere:
    """The children at conferences that no import made. `days`: those of each child that were held,
    by day; `kinds`: of those that an import made."""

    rows: set[int] = field(default_factory=set)
    kinds: dict[int, ConferenceKind] = field(default_factory=dict)
    days: dict[int, dict[dt.date, ConferenceChild]] = field(
        default_factory=lambda: defaultdict(dict)
    )


def _run_here(batch: Batch) -> RunHere:
    """Of the children of these families, and those of whom a row told before."""
    children = [child.pk for each in batch.standing() for child in each.children.values()]
    told = [batch.pk_of(row.key, ConferenceChild) for table in DAY for _, row in batch.rows(table)]
    rows = ConferenceChild.objects.filter(Q(child__in=children) | Q(pk__in=filter(None, told)))
    known = list(rows.select_related("conference"))
    brought = imported_conferences(batch, {row.conference_id for row in known})
    found = RunHere()
    for row in known:
        if row.conference_id in brought:
            found.kinds[row.pk] = ConferenceKind(row.conference.kind)
        else:
            found.rows.add(row.pk)
            if row.conference.state in HELD and row.conference.held_on:
                found.days[row.child_id][row.conference.held_on] = row
    return found


def imported_conferences(batch: Batch, pks: set[int]) -> set[int]:
    """Those of these conferences that this or an earlier import brought in."""
    targets = {f"conferences.conference:{pk}": pk for pk in pks}
    known = ImportedRow.objects.filter(table=MEETINGS, target__in=targets)
    just_now = {target for key, target in batch.targets.items() if key[0] == MEETINGS}
    brought = just_now | set(known.values_list("target", flat=True))
    return {pk for target, pk in targets.items() if target in brought}


def _is_run_here(batch: Batch, row: Row, child: Child, run_here: RunHere) -> bool:
    """The row tells of a conference held in this system, or of a time when it already held them."""
    known = batch.pk_of(row.key, ConferenceChild)
    if known is not None and known not in run_here.rows:
        return False
    column, days = DAY[row.table], run_here.days.get(child.pk, {})
    day = row.day(column)
    assert day is not None
    if day in days:
        batch.became(row.key, days[day])
        return True
    if known is not None or (days and day > min(days)):
        message = NOT_KNOWN if known is None else NOT_THAT_DAY
        batch.note(Severity.CONFLICT, row, message, column, day)
        return True
    return False


def _records(batch: Batch, meetings: list[Meeting]) -> dict[str, Record]:
    new = [meeting for meeting in meetings if not batch.pk_of(meeting.key, Conference)]
    records = [Record(family=each.household.family, label=each.kind.label) for each in new]
    Record.objects.bulk_create(records)
    return {meeting.name: record for meeting, record in zip(new, records, strict=True)}


def _wanted(batch: Batch, meeting: Meeting, records: dict[str, Record]) -> Wanted:
    """When it was closed there is not known: it is known here from its import."""
    table = meeting.rows[0].table
    fields: dict[str, object] = {"held_on": meeting.held_on}
    columns = {"held_on": DAY[table]}
    if table == REVIEWS:
        fields["was_quorate"] = meeting.was_quorate
        columns["was_quorate"] = "cppr_cp_review_quorate"
    at_first = {
        "family": meeting.household.family,
        "kind": meeting.kind,
        "state": ConferenceState.CLOSED,
        "record": records.get(meeting.name),
    }
    return Wanted(meeting.key, meeting.rows[0], fields, at_first, columns)


def rows_at(batch: Batch, conferences: dict[Key, Conference]) -> Iterator[tuple[Child, Row]]:
    """Each child at a conference that was brought in."""
    for table in DAY:
        for household, row in batch.rows(table):
            if row.key in conferences:
                yield household.children[row.person], row
