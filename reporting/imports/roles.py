"""Who works with a family, in the roles that cases have here."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from people.enums import CaseRoleKind
from people.models import CaseRole, Family, Professional
from people.names import fold
from reporting.enums import Severity
from reporting.imports.household import Batch, Household, Row, recall
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


def keep_roles(batch: Batch) -> None:
    """One row for each spell of a worker with a family, however many siblings it is told of."""
    for household in batch.standing():
        spells = _spells(batch, household)
        if spells and household.family is not None:
            recall(batch, SPELLS, [_name(household, spell) for spell in spells])
            kept = _one_holder(batch, spells)
            # Whoever has left makes room for whoever came.
            for spell in sorted(kept, key=lambda each: each[3] is None):
                _keep(batch, household, household.family, spell, kept[spell])


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


def _name(household: Household, spell: Spell) -> str:
    kind, holder, start, _ = spell
    return f"{household.key}/{kind}/{holder}/{start}"


def _keep(batch: Batch, household: Household, family: Family, spell: Spell, row: Row) -> None:
    kind, holder, start, end = spell
    key = (SPELLS, _name(household, spell))
    pk = batch.pk_of(key, CaseRole)
    known = CaseRole.objects.filter(pk=pk).first() if pk else None
    if known is not None and known.to_on is None and end is not None:
        known.to_on = end
        known.save(update_fields=["to_on"])
    if known is None:
        held = CaseRole.objects.filter(family=family, kind=kind, to_on=None).first()
        if held is not None and _is_settled_here(batch, spell, row, held):
            return
        if held is not None and end is None:
            known = held
    known = known or CaseRole.objects.create(
        family_id=family.pk, professional_id=holder, kind=kind, from_on=start, to_on=end
    )
    batch.became(key, known)
    batch.made_up[key] = ""
    batch.became(row.key, known)


def _is_settled_here(batch: Batch, spell: Spell, row: Row, held: CaseRole) -> bool:
    """A role given here is ended or handed over here, never by the source."""
    _, holder, _, end = spell
    if held.professional_id != holder:
        if end is None:
            message = "Somebody else holds this role here: hand it over here."
            batch.note(Severity.CONFLICT, row, message, "invo_professional_id")
        return end is None
    if _came_with_an_import(batch, held) or (end is not None and end < held.from_on):
        return False
    if end is not None:
        message = "This role was given here: end it or hand it over here."
        batch.note(Severity.CONFLICT, row, message, "invo_involvement_end_date", end)
    return True


def _came_with_an_import(batch: Batch, role: CaseRole) -> bool:
    target = f"{role._meta.label_lower}:{role.pk}"
    earlier = ImportedRow.objects.filter(table=SPELLS, target=target)
    return target in batch.targets.values() or earlier.exists()
