"""Who works with a family, in the roles that cases have here."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from people.enums import CaseRoleKind
from people.models import CaseRole, Family, Professional
from people.names import fold
from reporting.enums import Severity
from reporting.imports.household import Batch, Household, Key, Row, recall
from reporting.imports.keeping import create
from reporting.models import ImportedRow

TABLE, SPELLS = "ssd_involvements", "ssd_involvements/spell"
# What a role must say to be one of ours; the first that fits.
SAYS: tuple[tuple[CaseRoleKind, tuple[str, ...]], ...] = (
    (CaseRoleKind.CHAIR, ("conference chair", "protection chair", "principal officer")),
    (CaseRoleKind.TEAM_MANAGER, ("team manager",)),
    (
        CaseRoleKind.LEAD_SOCIAL_WORKER,
        ("allocated", "lead social worker", "key worker", "social worker"),
    ),
)
Spell = tuple[CaseRoleKind, int, dt.date, dt.date | None]


def kind_of(role: str) -> CaseRoleKind | None:
    said = fold(role)
    fits = (kind for kind, words in SAYS if any(word in said for word in words))
    return next(fits, None)


class Roles:
    """Those that these families have, and those that are made now: read and written at once."""

    def __init__(self, families: Iterable[Family]) -> None:
        rows = CaseRole.objects.filter(family__in=[family.pk for family in families])
        self._known = {role.pk: role for role in rows}
        self.held = {(r.family_id, r.kind): r for r in self._known.values() if r.to_on is None}
        self.new: list[CaseRole] = []
        self.keys: list[tuple[Key, CaseRole]] = []

    def known(self, pk: int | None) -> CaseRole | None:
        return self._known.get(pk or 0)

    def end(self, role: CaseRole, on: dt.date) -> None:
        role.to_on = on
        role.save(update_fields=["to_on"])
        self.held.pop((role.family_id, role.kind), None)

    def make(self, family: Family, spell: Spell) -> CaseRole:
        kind, holder, start, end = spell
        role = CaseRole(
            family_id=family.pk, professional_id=holder, kind=kind, from_on=start, to_on=end
        )
        self.new.append(role)
        if end is None:
            self.held[family.pk, kind] = role
        return role


def keep_roles(batch: Batch) -> None:
    """One row for each spell of a worker with a family, however many siblings it is told of."""
    spells = {each.key: _spells(batch, each) for each in batch.standing() if each.family}
    names = [_name(key, spell) for key, found in spells.items() for spell in found]
    recall(batch, SPELLS, names)
    roles = Roles(each.family for each in batch.standing() if each.family)
    for household in batch.standing():
        kept = _one_holder(batch, spells.get(household.key, {}))
        # Whoever has left makes room for whoever came.
        for spell in sorted(kept, key=lambda each: each[3] is None):
            assert household.family is not None, "asked for above"
            _keep(batch, roles, household.key, household.family, spell, kept[spell])
    create(CaseRole, roles.new)
    for key, role in roles.keys:
        batch.became(key, role)


def _spells(batch: Batch, household: Household) -> dict[Spell, Row]:
    found: dict[Spell, Row] = {}
    for row in household.rows.get(TABLE, ()):
        kind = kind_of(row.word("invo_professional_role_id"))
        key = ("ssd_professionals", row.word("invo_professional_id"))
        holder = batch.pk_of(key, Professional)
        start = row.day("invo_involvement_start_date")
        if kind is not None and holder is not None and start is not None:
            end = row.day("invo_involvement_end_date")
            found.setdefault((kind, holder, start, end), row)
    return found


def _one_holder(batch: Batch, spells: dict[Spell, Row]) -> dict[Spell, Row]:
    """A role has one holder: of several now, whoever came last."""
    now: dict[CaseRoleKind, list[Spell]] = defaultdict(list)
    for spell in sorted(spells, key=lambda each: (each[2], spells[each].line)):
        if spell[3] is None:
            now[spell[0]].append(spell)
    kept = dict(spells)
    for kind, holders in now.items():
        for spell in holders[:-1]:
            same = spell[1] == holders[-1][1]
            row = kept.pop(spell)
            if not same:
                later = f"Somebody came later as {kind.label.lower()}"
                message = f"{later}, and this one has no end: left out."
                batch.note(Severity.GAP, row, message, "invo_involvement_end_date")
    return kept


def _name(family: str, spell: Spell) -> str:
    kind, holder, start, _ = spell
    return f"{family}/{kind}/{holder}/{start}"


def _keep(
    batch: Batch, roles: Roles, source_id: str, family: Family, spell: Spell, row: Row
) -> None:
    kind, _, _, end = spell
    key = (SPELLS, _name(source_id, spell))
    known = roles.known(batch.pk_of(key, CaseRole))
    if known is not None and known.to_on is None and end is not None:
        roles.end(known, end)
    if known is None:
        held = roles.held.get((family.pk, kind))
        if held is not None and _is_settled_here(batch, roles, spell, row, held):
            return
        if held is not None and end is None:
            known = held
    known = known or roles.make(family, spell)
    batch.made_up[key] = ""
    roles.keys += [(key, known), (row.key, known)]


def _is_settled_here(batch: Batch, roles: Roles, spell: Spell, row: Row, held: CaseRole) -> bool:
    """A role given here is ended or handed over here, never by the source."""
    _, holder, _, end = spell
    if held.professional_id != holder:
        if end is None:
            message = "Somebody else holds this role here: hand it over here."
            batch.note(Severity.CONFLICT, row, message, "invo_professional_id")
        return end is None
    if _came_with_an_import(roles, held) or (end is not None and end < held.from_on):
        return False
    if end is not None:
        message = "This role was given here: end it or hand it over here."
        batch.note(Severity.CONFLICT, row, message, "invo_involvement_end_date", end)
    return True


def _came_with_an_import(roles: Roles, role: CaseRole) -> bool:
    target = f"{role._meta.label_lower}:{role.pk}"
    known = ImportedRow.objects.filter(table=SPELLS, target=target)
    return any(role is each for each in roles.new) or known.exists()
