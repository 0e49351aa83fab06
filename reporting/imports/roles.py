"""Who works with a family, in the roles that cases have here."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator

from people.models import CaseRole, Family
from reporting.enums import Severity
from reporting.imports.household import Batch, Household, Key, recall
from reporting.imports.keeping import create
from reporting.imports.spells import END, TABLE, Spell, as_spell, merged, one_holder, told
from reporting.models import ImportedRow

SPELLS = "ssd_involvements/spell"
HOLDER = "invo_professional_id"


class Roles:
    """Those that these families have, and those that are made now: read and written at once."""

    def __init__(self, batch: Batch, families: Iterable[Family]) -> None:
        rows = CaseRole.objects.filter(family__in=[family.pk for family in families])
        self._known = {role.pk: role for role in rows}
        self.held = {(r.family_id, r.kind): r for r in self._known.values() if r.to_on is None}
        self.new: list[CaseRole] = []
        self.keys: list[tuple[Key, CaseRole]] = []
        self._met: set[int] = set()
        self._not_told: dict[int, list[CaseRole]] = defaultdict(list)
        self._read_origins(batch)

    def _read_origins(self, batch: Batch) -> None:
        """Which of them an import brought, and of which a row is not in this delivery: a row that
        is gone from the source stays."""
        pks = {f"{CaseRole._meta.label_lower}:{pk}": pk for pk in self._known}
        brought = ImportedRow.objects.filter(table__in=(TABLE, SPELLS), target__in=pks)
        rows = list(brought.values_list("table", "source_id", "target"))
        self._imported = {pks[target] for _, _, target in rows}
        gone = {pks[target] for table, source_id, target in rows
                if table == TABLE and (table, source_id) not in batch.digests}  # fmt: skip
        for pk in gone:
            self._not_told[self._known[pk].family_id].append(self._known[pk])
        given = (role for role in self._known.values() if role.pk not in self._imported)
        self._given_here = {(role.family_id, role.kind) for role in given}

    def came_with_an_import(self, role: CaseRole) -> bool:
        return role.pk in self._imported or any(role is each for each in self.new)

    def is_of_here(self, role: CaseRole) -> bool:
        """Once the role was given or handed over here, so is who had it before."""
        return (role.family_id, role.kind) in self._given_here

    def not_told(self, family: Family) -> Iterator[Spell]:
        """What earlier deliveries said of this family, and this one does not."""
        for role in self._not_told[family.pk]:
            if not self.is_of_here(role):
                yield as_spell(role)

    def find(self, batch: Batch, key: Key, spell: Spell) -> list[CaseRole]:
        """What its rows became, which runs longest first. Where another spell became the same, only
        a spell that is still one with it: else they have come apart."""
        pks = {batch.pk_of(each, CaseRole) for each in (key, *(row.key for row in spell.rows))}
        known = [self._known[pk] for pk in pks if pk in self._known]
        roles = [role for role in known if self._fits(role, spell)]
        return sorted(roles, key=lambda role: role.to_on or dt.date.max, reverse=True)

    def _fits(self, role: CaseRole, spell: Spell) -> bool:
        is_same = (role.professional_id, role.kind) == (spell.holder, spell.kind)
        return is_same and (role.pk not in self._met or as_spell(role).touches(spell))

    def days(self, role: CaseRole, spell: Spell) -> tuple[dt.date, dt.date | None]:
        """Of a role that was met before in this import, all that both say."""
        both = spell.joined(as_spell(role)) if role.pk in self._met else spell
        return both.start, both.end

    def change(self, role: CaseRole, start: dt.date, end: dt.date | None) -> None:
        role.from_on, role.to_on = start, end
        if role.pk:
            role.save(update_fields=["from_on", "to_on"])
        if end is None:
            self.held[role.family_id, role.kind] = role
        elif self.held.get((role.family_id, role.kind)) is role:
            del self.held[role.family_id, role.kind]

    def drop(self, role: CaseRole, spell: Spell) -> None:
        """Its rows are one with others now. Not where a row that is not told says more."""
        says_more = role in self._not_told[role.family_id] and not as_spell(role).touches(spell)
        if role.pk not in self._met and not self.is_of_here(role) and not says_more:
            del self._known[role.pk]
            role.delete()

    def make(self, family: Family, spell: Spell) -> CaseRole:
        role = CaseRole(
            family_id=family.pk,
            professional_id=spell.holder,
            kind=spell.kind,
            from_on=spell.start,
            to_on=spell.end,
        )
        self.new.append(role)
        if spell.end is None:
            self.held[family.pk, spell.kind] = role
        return role

    def meet(self, role: CaseRole, keys: Iterable[Key]) -> None:
        self.keys += [(key, role) for key in keys]
        if role.pk:
            self._met.add(role.pk)


def keep_roles(batch: Batch) -> None:
    """One role for each spell of a worker with a family, however many siblings it is told of."""
    roles = Roles(batch, (each.family for each in batch.standing() if each.family))
    spells = {each.key: _spells(batch, roles, each) for each in batch.standing() if each.family}
    recall(batch, SPELLS, [_name(key, spell) for key, found in spells.items() for spell in found])
    for household in batch.standing():
        for spell in one_holder(batch, spells.get(household.key, ())):
            assert household.family is not None, "asked for above"
            _keep(batch, roles, household.key, household.family, spell)
    create(CaseRole, roles.new)
    for key, role in roles.keys:
        batch.became(key, role)


def _spells(batch: Batch, roles: Roles, household: Household) -> list[Spell]:
    assert household.family is not None, "asked for above"
    both = merged([*told(batch, household), *roles.not_told(household.family)])
    return [spell for spell in both if spell.rows]


def _name(family: str, spell: Spell) -> str:
    return f"{family}/{spell.kind}/{spell.holder}/{spell.start}"


def _keep(batch: Batch, roles: Roles, source_id: str, family: Family, spell: Spell) -> None:
    key = (SPELLS, _name(source_id, spell))
    found = roles.find(batch, key, spell)
    if found:
        role = found[0]
        _follow(batch, roles, role, spell, others=found[1:])
    else:
        held = roles.held.get((family.pk, spell.kind))
        if held is not None and _is_settled_here(batch, roles, spell, held):
            return
        role = held if held is not None and spell.end is None else roles.make(family, spell)
        _follow(batch, roles, role, spell)
    batch.made_up[key] = ""
    roles.meet(role, (key, *(row.key for row in spell.rows)))


def _follow(
    batch: Batch, roles: Roles, role: CaseRole, spell: Spell, others: Iterable[CaseRole] = ()
) -> None:
    """Its days, as the source has them now."""
    start, end = roles.days(role, spell)
    differs = (role.from_on, role.to_on) != (start, end)
    held = roles.held.get((role.family_id, role.kind))
    if differs and end is None and held is not None and held is not role:
        _note_another(batch, spell)
    elif differs and roles.is_of_here(role):
        message = "Since then the role was given here: its days were left as they are."
        batch.note(Severity.CONFLICT, spell.last_row, message, END, end)
    else:
        for other in others:
            roles.drop(other, spell)
        if differs:
            roles.change(role, start, end)


def _is_settled_here(batch: Batch, roles: Roles, spell: Spell, held: CaseRole) -> bool:
    """A role given here is ended or handed over here, never by the source."""
    if held.professional_id != spell.holder:
        if spell.end is None:
            _note_another(batch, spell)
        return spell.end is None
    is_before = spell.end is not None and spell.end < held.from_on
    if roles.came_with_an_import(held) or is_before:
        return False
    if spell.end is not None:
        message = "This role was given here: end it or hand it over here."
        batch.note(Severity.CONFLICT, spell.last_row, message, END, spell.end)
    return True


def _note_another(batch: Batch, spell: Spell) -> None:
    message = "Somebody else holds this role here: hand it over here."
    batch.note(Severity.CONFLICT, spell.last_row, message, HOLDER)
