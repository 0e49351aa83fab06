"""What the rows of a family say of who worked with it, in which role and for how long."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from people.enums import CaseRoleKind
from people.models import CaseRole, Professional
from people.names import fold
from reporting.enums import Severity
from reporting.imports.household import Batch, Household, Row

TABLE = "ssd_involvements"
START, END = "invo_involvement_start_date", "invo_involvement_end_date"
# What a role must say to be one of ours; the first that fits.
SAYS: tuple[tuple[CaseRoleKind, tuple[str, ...]], ...] = (
    (CaseRoleKind.CHAIR, ("conference chair", "protection chair", "principal officer")),
    (CaseRoleKind.TEAM_MANAGER, ("team manager",)),
    (
        CaseRoleKind.LEAD_SOCIAL_WORKER,
        ("allocated", "lead social worker", "key worker", "social worker"),
    ),
)
NEXT_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Spell:
    """`end` is the last day. `rows`: those that say so, each of one child."""

    kind: CaseRoleKind
    holder: int
    start: dt.date
    end: dt.date | None
    rows: tuple[Row, ...] = ()

    @property
    def last_row(self) -> Row:
        """Of the rows that have no end, if any, the one that began last."""
        still = [row for row in self.rows if row.day(END) is None]
        return max(still or self.rows, key=lambda row: (row.word(START), row.line))

    def touches(self, other: Spell) -> bool:
        """Of one holder, with no day in between."""
        if (self.kind, self.holder) != (other.kind, other.holder):
            return False
        first, then = sorted((self, other), key=lambda each: each.start)
        return first.end is None or then.start <= first.end + NEXT_DAY

    def joined(self, other: Spell) -> Spell:
        ends = [each.end for each in (self, other) if each.end is not None]
        return replace(
            self,
            start=min(self.start, other.start),
            end=max(ends) if len(ends) == 2 else None,
            rows=self.rows + other.rows,
        )


def kind_of(role: str) -> CaseRoleKind | None:
    said = fold(role)
    fits = (kind for kind, words in SAYS if any(word in said for word in words))
    return next(fits, None)


def as_spell(role: CaseRole) -> Spell:
    """A role that is here, as if it were told again."""
    return Spell(CaseRoleKind(role.kind), role.professional_id, role.from_on, role.to_on)


def told(batch: Batch, household: Household) -> Iterator[Spell]:
    for row in household.rows.get(TABLE, ()):
        kind = kind_of(row.word("invo_professional_role_id"))
        key = ("ssd_professionals", row.word("invo_professional_id"))
        holder = batch.pk_of(key, Professional)
        start = row.day(START)
        if kind is not None and holder is not None and start is not None:
            yield Spell(kind, holder, start, row.day(END), (row,))


def merged(spells: Iterable[Spell]) -> list[Spell]:
    """Rows are told of each child: of brothers and sisters, with days of their own. Whoever has
    one of them has the family, from the earliest day to the latest."""
    found: list[Spell] = []
    for spell in sorted(spells, key=lambda each: (each.kind, each.holder, each.start)):
        if found and found[-1].touches(spell):
            found[-1] = found[-1].joined(spell)
        else:
            found.append(spell)
    return found


def one_holder(batch: Batch, spells: Iterable[Spell]) -> list[Spell]:
    """A role has one holder: of several now, whoever came last. Whoever has left stands first, to
    make room for whoever came."""
    left: list[Spell] = []
    now: dict[CaseRoleKind, list[Spell]] = defaultdict(list)
    for spell in spells:
        (left if spell.end else now[spell.kind]).append(spell)
    for kind, holders in now.items():
        holders.sort(key=lambda each: (each.last_row.word(START), each.last_row.line))
        for spell in holders[:-1]:
            later = f"Somebody came later as {kind.label.lower()}"
            message = f"{later}, and this one has no end: left out."
            batch.note(Severity.GAP, spell.last_row, message, END)
    return left + [holders[-1] for holders in now.values()]
