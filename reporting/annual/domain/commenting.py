"""The boxes that managers write: one for each section of a year, with every wording kept."""

from __future__ import annotations

from django.db import transaction

from accounts.errors import DomainError
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from people.domain.permission import require
from people.models import Area
from reporting import rules
from reporting.annual.sections import NEXT, TITLES
from reporting.models import Commentary
from reporting.period import Period

NOT_A_WRITER = "Only a head of service or data officer can write the annual report."


class WrittenMeanwhile(DomainError):
    """Somebody else has saved this box since it was opened; `newest` is what they wrote."""

    def __init__(self, newest: Commentary) -> None:
        super().__init__(
            "Somebody else has saved this box since you opened it. Their words are shown below. "
            "Put yours and theirs together, then save again.",
            field="text",
        )
        self.newest = newest


@transaction.atomic
def write_commentary(
    *, year: Period, area: Area | None, section: str, text: str, seen: int | None, by: User
) -> Commentary:
    """`seen`: the wording that was on the screen; None for an empty box.

    Raises `NotAllowed`, `WrittenMeanwhile`, `DomainError` for a section there is not.
    """
    require(rules.writes_report(by), "reporting.annual.write", by=by, message=NOT_A_WRITER)
    if section not in TITLES:
        raise DomainError("There is no such section in the annual report.")
    # One writer of a box at a time: the second must see what the first wrote.
    rows = Commentary.objects.select_for_update().filter(
        year_ending=year.last, area=area, section=section
    )
    newest = rows.first()
    if newest is not None and newest.pk != seen:
        raise WrittenMeanwhile(newest)
    if newest is not None and newest.text == text:
        return newest
    written: Commentary = Commentary.objects.create(
        year_ending=year.last, area=area, section=section, text=text, written_by=by
    )
    detail = {"year": year.code, "section": section, "area": area.name if area else ""}
    record(Action.CHANGED, "reporting.annual.write", by=by, subjects=[written], detail=detail)
    return written


def newest_of(year: Period, area: Area | None) -> dict[str, Commentary]:
    """How each box of the year reads now, by section."""
    rows = Commentary.objects.filter(year_ending=year.last, area=area).select_related("written_by")
    return {row.section: row for row in rows.order_by("pk")}


def wordings_of(year: Period, area: Area | None, section: str) -> list[Commentary]:
    """Every wording of one box, newest first."""
    rows = Commentary.objects.filter(year_ending=year.last, area=area, section=section)
    return list(rows.select_related("written_by"))


def texts_of(year: Period, area: Area | None) -> dict[str, str]:
    return {section: row.text for section, row in newest_of(year, area).items() if row.text}


def promised_before(year: Period, area: Area | None) -> str:
    """What last year's report said would be done: this year's must answer it."""
    return texts_of(year.before(), area).get(NEXT, "")
