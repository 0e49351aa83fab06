"""The report written by a command, for whoever runs the machine. Audited as an export."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from accounts.errors import DomainError
from audit.domain import record
from audit.enums import Action
from people.models import Area
from reporting.annual.content import Content
from reporting.annual.domain.assembling import assemble
from reporting.annual.domain.commenting import promised_before, texts_of
from reporting.annual.domain.earlier import hidden_in
from reporting.annual.domain.freezing import content_of, editions_of, has_public_edition
from reporting.annual.files import FILES, file_name
from reporting.annual.hiding import numbers_said
from reporting.annual.years import parse_year
from reporting.domain.refresh import refresh_changed
from reporting.period import Period
from reporting.returns.domain.files import written_whole


@dataclass(frozen=True)
class Report:
    """What is to be written. `said`: the numbers in commentaries that somebody must look at before
    a public edition leaves the building, as (section, words around it)."""

    content: Content
    area: Area | None
    said: tuple[tuple[str, str], ...] = ()

    @property
    def edition(self) -> str:
        return "public" if self.content.is_public else "full"

    @property
    def title(self) -> str:
        number = self.content.edition
        state = f"frozen as edition {number}" if self.content.is_frozen else "a draft: not frozen"
        return f"{self.content.title}, {self.edition} edition, {state}"

    @property
    def verdict(self) -> str:
        wrong = sum(bool(check.difference) for check in self.content.checks)
        if not wrong:
            return "Everything that should add up does."
        return f"{wrong} sums do not add up: see “Does it add up?” in the report."


NOT_PUBLISHED = (
    "The report of an area has no public edition: beside the service’s it would give small "
    "numbers away. Leave the area out, or ask for the full edition."
)
NOT_FROZEN = (
    "The {year} is not frozen, so it has no public edition: what a file of today hides, one of "
    "another day could print. Once the year has ended, freeze it under Figures, Annual report; or "
    "ask for the full edition, which stays in the service: --edition full."
)


def report_of(*, year: str, area: str, is_public: bool) -> Report:
    """The newest frozen edition, or a full draft where none is frozen.

    Raises ValueError for the year, `DomainError` for an area there is not, or for a public edition
    of one or of a year that is not frozen: what it hides is kept with the frozen year alone.
    """
    asked, place = parse_year(year, today=timezone.localdate()), _area(area)
    if is_public and not has_public_edition(place):
        raise DomainError(NOT_PUBLISHED)
    frozen = next(iter(editions_of(asked, place)), None)
    if frozen is None:
        if is_public:
            raise DomainError(NOT_FROZEN.format(year=asked))
        return Report(_draft(asked, place), place)
    full = content_of(frozen, is_public=False)
    if not is_public:
        return Report(full, place)
    said = tuple(numbers_said(full, hidden_in(frozen)))
    return Report(content_of(frozen, is_public=True), place, said)


@transaction.atomic
def write_report(report: Report, folder: Path) -> list[Path]:
    """Raises OSError."""
    paths = []
    for kind, (_, make) in FILES.items():
        path = folder / file_name(kind)
        with written_whole(path) as out:
            out.write(make(report.content))
        paths.append(path)
    content, area = report.content, report.area
    detail = {
        "year": content.year,
        "area": area.name if area else "",
        "edition": content.edition,
    }
    record(Action.EXPORTED, f"reporting.annual.{report.edition}", by=None, detail=detail)
    return paths


def _draft(year: Period, area: Area | None) -> Content:
    refresh_changed()
    said_before = promised_before(year, area)
    return assemble(year, area, commentary=texts_of(year, area), said_before=said_before)


def _area(name: str) -> Area | None:
    if not name:
        return None
    found = Area.objects.filter(name__iexact=name).first()
    if found is None:
        known = ", ".join(Area.objects.filter(in_use=True).values_list("name", flat=True))
        raise DomainError(f"There is no area “{name}”. Areas: {known or 'none yet'}.")
    return found
