"""Find a slot in the diary as it stands now."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from bookings.domain.supply import supply_between, supply_for
from bookings.optimiser import FoundSlots, Obstacle, SlotChoice, SlotNeed, find_slots, why_not


def find(
    need: SlotNeed,
    *,
    caseloads: Mapping[int, int] | None = None,
    without: Collection[int] = (),
    limit: int | None = None,
) -> FoundSlots:
    """Slots for `need`, best first, and why not the others.

    `caseloads` are children for each chair's id; `without` are bookings about to be moved.
    """
    return find_slots(need, supply_for(need, caseloads=caseloads, without=without), limit=limit)


def why_not_now(
    need: SlotNeed, choice: SlotChoice, *, without: Collection[int] = ()
) -> list[Obstacle]:
    """Every reason why this one slot cannot be booked now; empty when it can."""
    return why_not(need, supply_between(choice.day, choice.day, without=without), choice)
