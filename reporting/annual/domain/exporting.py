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
from reporting.annual.domain.earlier import earlier_editions
from reporting.annual.domain.freezing import content_of, editions_of, has_public_edition
from reporting.annual.files import FILES, file_name
from reporting.annual.hiding import hidden_keys, public
from reporting.annual.years import parse_year
from reporting.domain.refresh import refresh_changed
from reporting.period import Period
from reporting.returns.domain.files import written_whole


@dataclass(frozen=True)
class Written:
    title: str
    paths: list[Path]
    wrong: int

    @property
    def verdict(self) -> str:
        if not self.wrong:
            return "Everything that should add up does."
        return f"{self.wrong} sums do not add up: see “Does it add up?” in the report."


NOT_PUBLISHED = (
    "The report of an area has no public edition: beside the service’s it would give small "
    "numbers away. Leave the area out, or ask for the full edition."
)


@transaction.atomic
def write_report(*, year: str, area: str, is_public: bool, folder: Path) -> Written:
    """The newest frozen edition, or a draft where none is frozen.

    Raises ValueError for the year, `DomainError` for an area there is not or a public edition of
    one, OSError.
    """
    asked, place = parse_year(year, today=timezone.localdate()), _area(area)
    if is_public and not has_public_edition(place):
        raise DomainError(NOT_PUBLISHED)
    content = _content(asked, place, is_public=is_public)
    paths = []
    for kind, (_, make) in FILES.items():
        path = folder / file_name(kind)
        with written_whole(path) as out:
            out.write(make(content))
        paths.append(path)
    edition = "public" if is_public else "full"
    detail = {"year": asked.code, "area": area, "edition": content.edition}
    record(Action.EXPORTED, f"reporting.annual.{edition}", by=None, detail=detail)
    said = f"{content.title}, {edition} edition, " + (
        f"frozen as edition {content.edition}" if content.is_frozen else "a draft: not frozen"
    )
    return Written(said, paths, sum(bool(check.difference) for check in content.checks))


def _content(year: Period, area: Area | None, *, is_public: bool) -> Content:
    frozen = editions_of(year, area)[:1]
    if frozen:
        return content_of(frozen[0], is_public=is_public)
    refresh_changed()
    content = assemble(
        year, area, commentary=texts_of(year, area), said_before=promised_before(year, area)
    )
    if not is_public:
        return content
    earlier = earlier_editions(year, area)
    return public(content, hidden_keys(content, already=earlier.hidden, printed=earlier.printed))


def _area(name: str) -> Area | None:
    if not name:
        return None
    found = Area.objects.filter(name__iexact=name).first()
    if found is None:
        known = ", ".join(Area.objects.filter(in_use=True).values_list("name", flat=True))
        raise DomainError(f"There is no area “{name}”. Areas: {known or 'none yet'}.")
    return found
