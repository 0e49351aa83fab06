"""What is aimed at, what others reach, and how many children live here: set, and looked up."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from accounts.errors import DomainError
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from bookings.models import LocalPractice
from people.domain.permission import require
from people.models import Area
from reporting import rules
from reporting.domain.figures import Figure
from reporting.measures import BY_CODE, caseload
from reporting.measures.measure import Measure
from reporting.models import ChildPopulation, Comparator, Target
from reporting.period import year_of

CASELOAD = caseload.MEASURE.code
NOT_A_KEEPER = "Only a data officer or head of service can set targets and comparators."


@dataclass(frozen=True)
class Aim:
    """A target with the range in which a figure is still acceptable."""

    value: Decimal
    low: Decimal | None = None
    high: Decimal | None = None


@transaction.atomic
def set_target(*, measure: Measure, from_on: dt.date, aim: Aim, by: User) -> Target:
    """From that day on; the target before it held until the day before. Set again for the same
    day it replaces what was set. Raises `NotAllowed`, `DomainError`."""
    _permit(by, "reporting.set_target")
    if aim.low is not None and aim.high is not None and aim.low > aim.high:
        raise DomainError("The tolerance must go from low to high.", field="tolerance_high")
    values = {
        "value": aim.value,
        "tolerance_low": aim.low,
        "tolerance_high": aim.high,
        "set_by": by,
    }
    row, _ = Target.objects.update_or_create(measure=measure.code, from_on=from_on, defaults=values)
    detail = {"measure": measure.code, "from": str(from_on), "value": str(aim.value)}
    record(Action.CHANGED, "reporting.set_target", by=by, subjects=[row], detail=detail)
    return row


@transaction.atomic
def set_comparator(
    *, measure: Measure, year_ending: dt.date, name: str, value: Decimal, source: str, by: User
) -> Comparator:
    """A published figure of somebody else. Raises `NotAllowed`, `DomainError`."""
    _permit(by, "reporting.set_comparator")
    if not source.strip():
        raise DomainError("Say where the figure was published.", field="source")
    row, _ = Comparator.objects.update_or_create(
        measure=measure.code,
        year_ending=_end_of_march(year_ending),
        name=name.strip(),
        defaults={"value": value, "source": source.strip()},
    )
    detail = {"measure": measure.code, "year": str(row.year_ending), "name": row.name}
    record(Action.CHANGED, "reporting.set_comparator", by=by, subjects=[row], detail=detail)
    return row


@transaction.atomic
def note_population(
    *, year_ending: dt.date, children: int, source: str, by: User, area: Area | None = None
) -> ChildPopulation:
    """How many children live in the area, or in the whole service, for the year to that 31 March.

    A later note counts from now on; figures as they were known before keep the earlier one.
    Raises `NotAllowed`, `DomainError`.
    """
    _permit(by, "reporting.note_population")
    if children < 1:
        raise DomainError("Enter how many children live there.", field="children")
    row = ChildPopulation.objects.create(
        year_ending=_end_of_march(year_ending),
        area=area,
        children=children,
        source=source.strip(),
        set_by=by,
    )
    detail = {"year": str(row.year_ending), "children": children}
    record(Action.CHANGED, "reporting.note_population", by=by, subjects=[row], detail=detail)
    return row


def _end_of_march(day: dt.date) -> dt.date:
    if day != year_of(day).last:
        raise DomainError("The year ends on 31 March.", field="year_ending")
    return day


def _permit(by: User, verb: str) -> None:
    require(rules.sets_targets(by), verb, by=by, message=NOT_A_KEEPER)


def targets_on(day: dt.date) -> dict[str, Target]:
    """The targets in force on that day, by the code of the measure; of caseloads without one, what
    the service has agreed."""
    rows = Target.objects.filter(from_on__lte=day)
    found = {row.measure: row for row in rows.order_by("from_on")}
    return found if CASELOAD in found else {**found, CASELOAD: _agreed_on(day)}


def _agreed_on(day: dt.date) -> Target:
    """For a full-time chair, as local practice said on that day; it is kept there alone."""
    wordings = LocalPractice.history.filter(history_date__date__lte=day)
    agreed = wordings.order_by("-history_date", "-history_id").values_list("agreed_caseload")
    (children,) = agreed.first() or (LocalPractice().agreed_caseload,)
    return Target(measure=CASELOAD, from_on=day, value=Decimal(children))


def targets_of(measure: Measure) -> list[Target]:
    return list(Target.objects.filter(measure=measure.code).order_by("-from_on"))


def comparators_on(day: dt.date) -> dict[str, list[Comparator]]:
    """By the code of the measure, of each name the latest year that had ended by that day."""
    rows = Comparator.objects.filter(year_ending__lte=day)
    latest = rows.order_by("measure", "name", "-year_ending").distinct("measure", "name")
    found: dict[str, list[Comparator]] = {}
    for row in latest:
        found.setdefault(row.measure, []).append(row)
    return found


def standing(figure: Figure, target: Target | None) -> str:
    """Where a figure stands against its target, in words; empty where it cannot be said. It is
    compared before it is rounded: 188 of 209 is not 90%."""
    exact, shown = figure.exact, figure.value
    if target is None or exact is None or shown is None or figure.is_so_far:
        return ""
    if figure.measure.high_is_good is None:
        return ""
    good = figure.measure.high_is_good
    if _reaches(exact, target.value, high_is_good=good):
        return "Target met"
    edge = target.tolerance_low if good else target.tolerance_high
    if edge is not None and _reaches(exact, edge, high_is_good=good):
        return "Within tolerance"
    # Beside a figure that looks like the target, "not met" would read as a mistake.
    is_close = _reaches(shown, target.value, high_is_good=good)
    return "Target just missed" if is_close else "Target not met"


def _reaches(value: Decimal, mark: Decimal, *, high_is_good: bool) -> bool:
    return value >= mark if high_is_good else value <= mark


def measure_coded(code: str) -> Measure | None:
    return BY_CODE.get(code)
