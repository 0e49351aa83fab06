"""What public editions hide and print. Whoever reads a new one has the earlier ones beside it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from people.models import Area
from reporting.annual.content import from_data
from reporting.annual.domain.checking import printed_again
from reporting.annual.hiding import hidden_keys, numbers_of
from reporting.models import AnnualEdition
from reporting.period import Period, year_of


@dataclass(frozen=True)
class Earlier:
    """`hidden`: keys of what any of them hides, which stays hidden: otherwise the two together
    would give it away. `printed`: (key, number) of what any of them says."""

    hidden: frozenset[str]
    printed: frozenset[tuple[str, int]]


def earlier_editions(
    year: Period, area: Area | None, *, before: dt.datetime | None = None
) -> Earlier:
    """Of this year, and of the years beside it, whose reports say some of its numbers too."""
    beside = (year.before(), year, year.after())
    editions = AnnualEdition.objects.filter(area=area, year_ending__in=[y.last for y in beside])
    if before is not None:
        editions = editions.filter(frozen_at__lt=before)
    said = [_said_in(edition) for edition in editions]
    return Earlier(
        frozenset().union(*(each.hidden for each in said)),
        frozenset().union(*(each.printed for each in said)),
    )


def hidden_in(edition: AnnualEdition) -> frozenset[str]:
    """Keys of the numbers that its public edition hides: as kept, for how they are chosen may be
    improved later. Of one frozen before they were kept they are chosen anew."""
    if edition.hidden is not None:
        return frozenset(edition.hidden)
    year = year_of(edition.year_ending)
    earlier = earlier_editions(year, edition.area, before=edition.frozen_at)
    content = from_data(edition.content)
    return hidden_keys(content, already=earlier.hidden, printed=earlier.printed)


def _said_in(edition: AnnualEdition) -> Earlier:
    """Also under the keys by which the report of the year after says them again."""
    hidden, numbers = hidden_in(edition), numbers_of(from_data(edition.content))
    said = {key: numbers.values[key] for key in numbers.values.keys() - numbers.unprinted}
    names = {key: key for key in said} | printed_again(edition)
    printed = {(new, said[key]) for new, key in names.items() if key in said and key not in hidden}
    return Earlier(
        hidden | {new for new, key in names.items() if key in hidden}, frozenset(printed)
    )
