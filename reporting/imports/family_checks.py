"""What cannot be, looked at over all the rows of one family: then none of them is loaded.

A later delivery may hold one table only: what is here already of its children stands beside its
rows, unless it was changed here.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from reporting.enums import Severity
from reporting.imports.household import Batch, Household, Row
from reporting.imports.plans_here import NAMED_IN, PlansHere
from reporting.imports.whole_files import ANOTHERS

PLANS, INITIALS, REVIEWS, VISITS = (
    "ssd_cp_plans",
    "ssd_initial_cp_conference",
    "ssd_cp_reviews",
    "ssd_cp_visits",
)
BEFORE_BIRTH = dt.timedelta(weeks=40)  # census rule 8606E


def check_family(batch: Batch, household: Household, here: PlansHere) -> None:
    """Lists everything wrong, and refuses the family for any of it."""
    _check_plans_in_life(batch, household)
    _check_one_plan_at_a_time(batch, household, here)
    _check_whose_plan(batch, household, here)
    _check_reviews(batch, household, here)
    _check_one_day(batch, household, INITIALS, "icpc_icpc_meeting_id", "icpc_icpc_date")
    _check_one_day(batch, household, REVIEWS, "cppr_cp_review_meeting_id", "cppr_cp_review_date")


def _people(household: Household) -> dict[str, Row]:
    return {row.person: row for row in household.rows.get("ssd_person", ())}


def _check_plans_in_life(batch: Batch, household: Household) -> None:
    people = _people(household)
    for row in household.rows.get(PLANS, ()):
        person = people.get(row.person)
        start = row.day("cppl_cp_plan_start_date")
        if start is None:
            continue
        born = _born(household, row, person)
        died = person.day("pers_death_date") if person else None
        if born and start < born - BEFORE_BIRTH:
            message = "The plan starts more than 40 weeks before the birth: mend one of the days."
            batch.refuse(household, row, message, "cppl_cp_plan_start_date", start)
        if died and row["cppl_cp_plan_end_date"] is None:
            message = "The child died and the plan has no end: enter it in the case system."
            batch.refuse(household, row, message, "cppl_cp_plan_end_date")


def _born(household: Household, row: Row, person: Row | None) -> dt.date | None:
    """As the file has it, else as it is here."""
    if person is not None:
        return person.day("pers_dob") or person.day("pers_expected_dob")
    child = household.children.get(row.person)
    born: dt.date | None = (child.person.date_of_birth or child.expected_on) if child else None
    return born


def _check_one_plan_at_a_time(batch: Batch, household: Household, here: PlansHere) -> None:
    """Ours and another authority's may run side by side (census 8935E, 8940E)."""
    plans: dict[tuple[str, bool], list[Row]] = defaultdict(list)
    for row in (*household.rows.get(PLANS, ()), *here.beside(household)):
        plans[row.person, bool(row["cppl_cp_plan_ola"])].append(row)
    for rows in plans.values():
        for earlier, later in _overlapping(rows):
            if later.line:
                is_open = earlier["cppl_cp_plan_end_date"] is None
                both = "is still open" if is_open else "had not ended"
                which = f"The plan on line {earlier.line}" if earlier.line else "A plan known here"
                message = f"{which} {both} when this one starts: mend a day."
                column = "cppl_cp_plan_start_date"
                batch.refuse(household, later, message, column, later[column])
            elif earlier.line:
                message = "A plan known here starts before this one ends: mend a day."
                column = "cppl_cp_plan_end_date"
                batch.refuse(household, earlier, message, column, earlier[column])


def _overlapping(rows: list[Row]) -> Iterator[tuple[Row, Row]]:
    ordered = sorted(rows, key=lambda row: (row.word("cppl_cp_plan_start_date"), row.line))
    for earlier, later in pairwise(ordered):
        end = earlier.word("cppl_cp_plan_end_date")
        if not end or later.word("cppl_cp_plan_start_date") < end:
            yield earlier, later


def _check_whose_plan(batch: Batch, household: Household, here: PlansHere) -> None:
    """As the plan is here; those of the file were looked at over the whole of it."""
    for table, column in NAMED_IN.items():
        for row in household.rows.get(table, ()):
            name = row.word(column)
            if here.is_anothers(name, household, row.person):
                batch.refuse(household, row, ANOTHERS, column, name)


def _check_reviews(batch: Batch, household: Household, here: PlansHere) -> None:
    plans = {row.source_id: row for row in household.rows.get(PLANS, ())}
    for row in household.rows.get(REVIEWS, ()):
        name, day = row.word("cppr_cp_plan_id"), row.word("cppr_cp_review_date")
        plan = plans.get(name) or here.followed(name, household, row.person)
        if plan is None or not day:
            continue
        end = plan.word("cppl_cp_plan_end_date")
        column = "cppr_cp_review_date"
        if day <= plan.word("cppl_cp_plan_start_date"):
            message = "The review is not after the start of its plan (census 8841E): mend a day."
            batch.refuse(household, row, message, column, day)
        elif end and day > end:
            message = "The review is after the end of its plan: mend one of the days."
            batch.refuse(household, row, message, column, day)


def _check_one_day(batch: Batch, household: Household, table: str, meeting: str, day: str) -> None:
    """Brothers and sisters at one meeting were there on one day, each once."""
    first: dict[str, Row] = {}
    seen: set[tuple[str, str]] = set()
    for row in household.rows.get(table, ()):
        name = row.word(meeting)
        if not name or not row.word(day):
            continue
        other = first.setdefault(name, row)
        if other.word(day) != row.word(day):
            message = f"The same meeting has another day on line {other.line}: mend one of them."
            batch.refuse(household, row, message, day, row[day])
        if (name, row.person) in seen:
            message = "This child is at this meeting on another line already: keep one."
            batch.refuse(household, row, message, meeting, name)
        seen.add((name, row.person))


def is_held(batch: Batch, row: Row, column: str) -> bool:
    """A conference without a day has not been held, or it is not known when."""
    if row[column] is None:
        message = "No day: it has not been held, so it was not brought in."
        batch.note(Severity.NOTE, row, message, column)
    return row[column] is not None
