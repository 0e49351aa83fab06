"""The headings of a dip sample as they stand: what comes with the list, and what we changed."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.text import slugify

from accounts.errors import DomainError
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from midpoints import rules
from midpoints.headings import HEADINGS, DipHeading
from midpoints.models import LocalHeading
from people.domain.permission import require
from timescales.domain import today_in_london

NOT_A_HEAD = "Only a head of service can change the headings."


def all_headings() -> dict[str, DipHeading]:
    """Every heading ever, by code, in the order in which they are graded."""
    headings = {heading.code: heading for heading in HEADINGS}
    for row in LocalHeading.objects.all():
        headings[row.code] = DipHeading(row.code, row.label, "Local list", row.from_on, row.to_on)
    return headings


def headings_on(day: dt.date) -> list[DipHeading]:
    return [heading for heading in all_headings().values() if heading.in_force(day)]


@transaction.atomic
def add_heading(*, label: str, from_on: dt.date, why: str, by: User) -> LocalHeading:
    """Samples drawn from this day on are graded under it too. Raises `DomainError`."""
    require(rules.may_draw(by), "midpoints.add_heading", by=by, message=NOT_A_HEAD)
    label = " ".join(label.split())
    known = all_headings()
    if not label:
        raise DomainError("Enter the heading.", field="label", rule="needed")
    if label.casefold() in {heading.label.casefold() for heading in known.values()}:
        raise DomainError(
            "This heading is already in the list.", field="label", rule="there_already"
        )
    row = LocalHeading.objects.create(
        code=_free_code(label, known), label=label, from_on=from_on, why=why, set_by=by
    )
    record(Action.CHANGED, "midpoints.add_heading", by=by, subjects=[row], reason=why)
    return row


@transaction.atomic
def end_heading(*, code: str, last_day: dt.date, why: str, by: User) -> LocalHeading:
    """Samples drawn after this day are not graded under it; what was graded stays."""
    require(rules.may_draw(by), "midpoints.end_heading", by=by, message=NOT_A_HEAD)
    heading = all_headings().get(code)
    if heading is None:
        raise DomainError("There is no such heading.", rule="unknown")
    if last_day < max(today_in_london(), heading.from_on or last_day):
        raise DomainError(
            "The last day cannot be in the past.", field="last_day", rule="in_the_past"
        )
    if all(one.code == code for one in headings_on(last_day + dt.timedelta(days=1))):
        raise DomainError("At least one heading must stay.", field="last_day", rule="last_heading")
    values = {
        "label": heading.label,
        "from_on": heading.from_on,
        "to_on": last_day,
        "why": why,
        "set_by": by,
    }
    row, _ = LocalHeading.objects.update_or_create(code=code, defaults=values)
    record(Action.CHANGED, "midpoints.end_heading", by=by, subjects=[row], reason=why)
    return row


def _free_code(label: str, known: dict[str, DipHeading]) -> str:
    stem = slugify(label)[:30] or "heading"
    code, number = stem, 1
    while code in known:
        number += 1
        code = f"{stem}-{number}"
    return code
