"""A year frozen: counted as it is known now, and kept so. What changes later stands beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db import connection, transaction
from django.utils import timezone

from accounts.errors import WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from people.domain.permission import require
from people.models import Area
from reporting import rules
from reporting.annual.content import NOT_AVAILABLE, Content, Line, from_data
from reporting.annual.domain.assembling import assemble, line_of, scope_of
from reporting.annual.domain.commenting import NOT_A_WRITER, promised_before, texts_of
from reporting.annual.domain.earlier import earlier_editions, hidden_in
from reporting.annual.hiding import hidden_keys, public
from reporting.domain.figures import figure
from reporting.domain.refresh import refresh_changed
from reporting.locks import FREEZING
from reporting.measures import BY_CODE
from reporting.models import AnnualDrawing, AnnualEdition
from reporting.period import Period, year_of


@dataclass(frozen=True)
class Revision:
    """A figure of the year that reads differently now than in the edition."""

    name: str
    frozen: Line
    now: Line


@transaction.atomic
def freeze_year(*, year: Period, area: Area | None, by: User) -> AnnualEdition:
    """Keep the report as it is known now, with its commentary, and ask for its files.

    Frozen again, it is a new edition; the one before stays. Raises `NotAllowed`, `WrongState`
    for a year that has not ended.
    """
    require(rules.writes_report(by), "reporting.annual.freeze", by=by, message=NOT_A_WRITER)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FREEZING])
    refresh_changed()
    now = timezone.now()
    if year.last >= timezone.localdate(now):
        raise WrongState(f"The {year} has not ended. It can be frozen from the day after.")
    last = editions_of(year, area)[:1]
    number = last[0].number + 1 if last else 1
    draft = assemble(
        year,
        area,
        known_on=now,
        commentary=texts_of(year, area),
        said_before=promised_before(year, area),
    )
    content = replace(draft, is_frozen=True, edition=number)
    edition: AnnualEdition = AnnualEdition.objects.create(
        year_ending=year.last,
        area=area,
        number=number,
        content=content.as_data(),
        hidden=_hidden_from_now_on(content, year, area),
        frozen_by=by,
        frozen_at=now,
    )
    AnnualDrawing.objects.create(edition=edition, is_public=False)
    if has_public_edition(area):
        AnnualDrawing.objects.create(edition=edition, is_public=True)
    detail = {"year": year.code, "edition": number, "area": area.name if area else ""}
    record(Action.CREATED, "reporting.annual.freeze", by=by, subjects=[edition], detail=detail)
    return edition


def _hidden_from_now_on(content: Content, year: Period, area: Area | None) -> list[str]:
    if not has_public_edition(area):
        return []
    earlier = earlier_editions(year, area)
    return sorted(hidden_keys(content, already=earlier.hidden, printed=earlier.printed))


def has_public_edition(area: Area | None) -> bool:
    """Only the whole service's report is published: taken from the service's, the reports of the
    other areas would give away what one area's hides."""
    return area is None


def editions_of(year: Period, area: Area | None) -> list[AnnualEdition]:
    """Newest first."""
    rows = AnnualEdition.objects.filter(year_ending=year.last, area=area)
    return list(rows.select_related("frozen_by").order_by("-number"))


def content_of(edition: AnnualEdition, *, is_public: bool) -> Content:
    """As it was frozen."""
    content = from_data(edition.content)
    return public(content, hidden_in(edition)) if is_public else content


def revisions_of(edition: AnnualEdition) -> Iterator[Revision]:
    """Figures of the whole year that late entries or corrections have changed since."""
    content = from_data(edition.content)
    scope, year = scope_of(edition.area), year_of(edition.year_ending)
    for block in content.measures:
        if block.measure not in BY_CODE:
            continue
        now = line_of(figure(BY_CODE[block.measure], year, scope))
        frozen = block.now
        if now.words == frozen.words == NOT_AVAILABLE:
            continue
        if _numbers(now) != _numbers(frozen):
            yield Revision(block.name, frozen, now)


def _numbers(line: Line) -> tuple[int | float | str | None, ...]:
    """The value too where no denominator says it: a median is another when a day is put right, of
    as many as before. A share that is only rounded otherwise than it was is no revision."""
    return line.numerator, line.denominator, line.value if line.denominator is None else None
