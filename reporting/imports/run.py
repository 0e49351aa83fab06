"""One import, from the files to the report."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.db import DataError, IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import User
from audit.domain import record
from audit.enums import Action
from audit.models import Event
from conferences.domain.missing_reviews import open_missing_reviews
from people.models import Child
from plans.models import Plan
from reporting.domain.counting_rows import count_rows
from reporting.domain.refresh import refresh_facts
from reporting.enums import RunState, Severity
from reporting.imports import places as shared
from reporting.imports import staging, whole_files
from reporting.imports.clocks import Dating, keep_clocks
from reporting.imports.episodes import keep_episodes
from reporting.imports.family_checks import check_family
from reporting.imports.findings import Findings
from reporting.imports.homes import keep_homes
from reporting.imports.household import Batch, Row, load
from reporting.imports.limits_differ import list_other_limits
from reporting.imports.places import Places
from reporting.imports.plans_here import plans_here
from reporting.imports.protection import keep_protection
from reporting.imports.reading import Unreadable
from reporting.imports.relatives import keep_relatives, know_children
from reporting.imports.roles import keep_roles
from reporting.locks import IMPORTING
from reporting.models import ImportRun
from timescales.domain import calendar_held_still

FAMILIES_TOGETHER = 150
VERB = "reporting.import"
SYSTEM = "imported-history@service.invalid"
# A file without the column of referrals says nothing of them: then what is known stays.
REMEMBER = """
    INSERT INTO reporting_importedrow AS known
        ("table", source_id, digest, target, referral, first_run_id, last_run_id)
    SELECT said."table", said.source_id, said.digest, said.target, said.referral, %s, %s
    FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::text[])
        AS said ("table", source_id, digest, target, referral)
    ON CONFLICT ("table", source_id) DO UPDATE SET
        digest = excluded.digest, target = excluded.target,
        referral = coalesce(excluded.referral, known.referral),
        last_run_id = excluded.last_run_id
    WHERE (known.digest, known.target, known.referral) IS DISTINCT FROM
        (excluded.digest, excluded.target, coalesce(excluded.referral, known.referral))"""
Tell = Callable[[str], None]


class _Undo(Exception):
    """Rolls everything back: a dry run, or a strict one in which something was refused."""


@dataclass
class Result:
    state: RunState
    counts: dict[str, dict[str, int]] = field(default_factory=dict)


def run_import(
    folder: Path,
    *,
    run: ImportRun,
    findings: Findings,
    strict: bool = False,
    dry_run: bool = False,
    tell: Tell = lambda words: None,
) -> Result:
    """Bring in every file of `folder`: each family whole or not at all; `strict`, everything or
    nothing. A dry run writes nothing but says what it would do. Again, it changes nothing.

    Who may: the command is run by whoever runs the service; the page asks `brings_history_in`.
    """
    with _one_at_a_time():
        try:
            tell("Reading the files")
            staging.stage(folder, findings)
        except Unreadable:
            result = Result(RunState.REFUSED, _counts())
            staging.clear()
            return result
        tell("Checking ids and links")
        whole_files.check(findings)
        if strict or dry_run:
            result = _load_or_undo(run, findings, tell, strict=strict, dry_run=dry_run)
        else:
            _load_all(run, findings, tell)
            refresh_facts()
            result = Result(RunState.PARTLY if findings.refused else RunState.DONE, _counts())
        staging.clear()
    return result


def _load_or_undo(
    run: ImportRun, findings: Findings, tell: Tell, *, strict: bool, dry_run: bool
) -> Result:
    counts: dict[str, dict[str, int]] = {}
    looked_at: list[list[int]] = []
    try:
        with transaction.atomic():
            _load_all(run, findings, tell)
            counts = _counts()
            looked_at = _audited(run)
            if dry_run or findings.refused:
                raise _Undo
            refresh_facts()
    except _Undo:
        _audit_again(run, looked_at)
    if findings.refused and strict:
        return Result(RunState.REFUSED, counts)
    return Result(RunState.PARTLY if findings.refused else RunState.DONE, counts)


def _audited(run: ImportRun) -> list[list[int]]:
    events = Event.objects.filter(verb=VERB, subject_ids=[run.pk])
    return list(events.order_by("pk").values_list("child_ids", flat=True))


@transaction.atomic
def _audit_again(run: ImportRun, looked_at: list[list[int]]) -> None:
    """What was written is undone, but the file was compared with these children, and the report
    says where they differ."""
    for ids in looked_at:
        here = Child.objects.filter(pk__in=ids).values_list("pk", flat=True)
        if here:
            detail = {"undone": True}
            record(Action.LISTED, VERB, by=run.by, subjects=[run], children=here, detail=detail)


class _one_at_a_time:  # noqa: N801 - reads as what it does
    """Two at once would each make what the other makes. Held by this session."""

    def __enter__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [IMPORTING])

    def __exit__(self, *what: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [IMPORTING])


def system_user() -> User:
    """Who stands for decisions made elsewhere. Nobody can sign in as it."""
    user, is_new = User.objects.get_or_create(
        email=SYSTEM,
        defaults={"name": "Imported history", "is_service": True, "is_active": False},
    )
    if is_new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user


def _load_all(run: ImportRun, findings: Findings, tell: Tell) -> None:
    """PostgreSQL is told how many rows there are as they grow, and before facts are made of them:
    it would look itself in time, and until then read all visits once for each plan."""
    user, dating = system_user(), Dating()
    places = _load_places(run, user, findings)
    done, number = 0, _number_of_families()
    tell(f"0 of {number:,} families looked at")
    for batch, keys in enumerate(_families(), start=1):
        _load(run, user, keys, places, dating, findings)
        done += len(keys)
        if batch.bit_count() == 1 or done == number:  # after 1, 2, 4, 8... and the last
            count_rows()
        tell(f"{done:,} of {number:,} families looked at")


def _load_places(run: ImportRun, user: User, findings: Findings) -> Places:
    with transaction.atomic():
        places = Places()
        batch = Batch(run, user, [])
        # Departments as a whole: a parent may stand after its teams. Every team there is fits in.
        shared.keep_departments(batch, _rows_of(batch, shared.DEPARTMENTS), places)
        shared.keep_professionals(batch, _rows_of(batch, shared.PROFESSIONALS), places)
        _remember(batch)
    batch.tell(findings)
    return places


def _rows_of(batch: Batch, table: str) -> list[Row]:
    sql = """
        SELECT tbl, line, source_id, person, digest, cells::text, target FROM import_row
        WHERE tbl = %s AND state <> 'refused' ORDER BY line"""
    with connection.cursor() as cursor:
        cursor.execute(sql, [table])
        rows = [
            Row(tbl, line, source_id, person, digest, json.loads(cells), target)
            for tbl, line, source_id, person, digest, cells, target in cursor
        ]
    for row in rows:
        batch.digests[row.key] = row.digest
        if row.target:
            batch.targets[row.key] = row.target
    return rows


def _families() -> Iterator[list[str]]:
    """The families of which any row is new, changed or refused, some at a time, in order."""
    last = ""
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                """SELECT DISTINCT family FROM import_row
                WHERE family > %s AND state <> 'same' ORDER BY family LIMIT %s""",
                [last, FAMILIES_TOGETHER],
            )
            keys = [family for (family,) in cursor]
        if not keys:
            return
        yield keys
        last = keys[-1]


def _number_of_families() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT family) FROM import_row WHERE state <> 'same'")
        return int(cursor.fetchone()[0])


def _load(
    run: ImportRun,
    user: User,
    keys: list[str],
    places: Places,
    dating: Dating,
    findings: Findings,
) -> None:
    batch = load(run, user, keys)
    try:
        with calendar_held_still():
            _write(batch, places, dating)
    except (IntegrityError, DataError) as error:
        if len(keys) > 1:
            for key in keys:
                _load(run, user, [key], places, dating, findings)
            return
        _refuse(batch, error)
    batch.tell(findings)
    _mark_refused(batch)


def _write(batch: Batch, places: Places, dating: Dating) -> None:
    know_children(batch)
    here = plans_here(batch)
    for household in batch.households:
        check_family(batch, household, here)
    keep_relatives(batch, places)
    keep_homes(batch)
    keep_roles(batch)
    keep_episodes(batch, places)
    keep_protection(batch)
    keep_clocks(batch, dating)
    list_other_limits(batch)
    _open_reviews(batch)
    _remember(batch)
    children = [child.pk for each in batch.standing() for child in each.children.values()]
    if children:
        record(
            Action.CREATED,
            VERB,
            by=batch.run.by,
            subjects=[batch.run],
            children=children,
        )


def _refuse(batch: Batch, error: Exception) -> None:
    """The database would not have it: what the checks here did not foresee."""
    (household,) = batch.households
    batch.found.clear()
    row = next(row for rows in household.rows.values() for row in rows)
    why = str(error).splitlines()[0]
    message = f"The database refused this family ({why}). Compare it with what is here already."
    batch.refuse(household, row, message)


def _mark_refused(batch: Batch) -> None:
    refused = [each.key for each in batch.households if each.refused]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE import_row SET state = 'refused' WHERE family = ANY(%s)", [refused])


def _open_reviews(batch: Batch) -> None:
    """Every child on a plan waits for a review, from the moment the plan is known here."""
    families = {each.family.pk: each.family for each in batch.standing() if each.family}
    on_plan = Plan.objects.open().child_protection().filter(child__family__in=families)
    for pk in sorted(set(on_plan.values_list("child__family_id", flat=True))):
        open_missing_reviews(family=families[pk], by=None)


def _remember(batch: Batch) -> None:
    """Which source row became what. A row with a conflict is looked at again next time."""
    refused = {
        row.key
        for each in batch.households
        if each.refused
        for rows in each.rows.values()
        for row in rows
    }
    said = [
        (
            *key,
            "" if key in batch.doubtful else digest,
            batch.targets.get(key, ""),
            batch.referrals.get(key),
        )
        for key, digest in {**batch.digests, **batch.made_up}.items()
        if key not in refused
    ]
    columns = [list(column) for column in zip(*said, strict=True)] or [[]] * 5
    with connection.cursor() as cursor:
        cursor.execute(REMEMBER, [batch.run.pk, batch.run.pk, *columns])


def _counts() -> dict[str, dict[str, int]]:
    """For each table how many rows were new, changed, as before or refused."""
    found: dict[str, dict[str, int]] = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT tbl, state, count(*) FROM import_row GROUP BY 1, 2 ORDER BY 1, 2")
        for table, state, number in cursor:
            found.setdefault(table, {})[state] = number
    return found


def finish(run: ImportRun, result: Result, findings: Findings) -> None:
    """Write down how it went, for the page."""
    run.state, run.counts = result.state, result.counts
    run.finished_at, run.progress = timezone.now(), ""
    run.save()
    findings.keep(run)


def summary(findings: Findings) -> dict[str, int]:
    return {severity.label: findings.counts[severity] for severity in Severity}
