"""Place many meetings at once, or mend the diary with the smallest change. Proposals only.

Nothing is ever placed after its due date: a meeting that fits nowhere in time is handed back as
`Unplaced`, with the soonest late slot and its cost, for a person to decide. Only the meetings that
the caller names are placed or moved; every other one keeps its slot.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bookings.optimiser import plan_model
from bookings.optimiser.changes import changes_between
from bookings.optimiser.find import find_slots
from bookings.optimiser.minutes_model import share_minute_takers
from bookings.optimiser.need import SlotChoice, SlotNeed
from bookings.optimiser.offer import Offer, offer_for
from bookings.optimiser.supply import Supply, Taken

PROPOSED = 0  # the booking id of a proposal: no booking has it


@dataclass(frozen=True, slots=True)
class Wanted:
    """One meeting to place. `current` is the slot it has, or had until now.

    `weight` is the number of children: timeliness is counted for each child (domain.md, 1).
    """

    key: str
    need: SlotNeed
    current: SlotChoice | None = None
    weight: int = 1
    booking_id: int | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Where the meeting could go; `changes` are in words, empty when it stays where it is."""

    key: str
    offer: Offer
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unplaced:
    """No slot in time. `soonest` is the first one late, whose cost a person must weigh."""

    key: str
    reason: str
    soonest: Offer | None


@dataclass(frozen=True, slots=True)
class Plan:
    """`proven` says that no plan places more, changes less or suits better."""

    proposals: tuple[Proposal, ...]
    unplaced: tuple[Unplaced, ...]
    proven: bool

    @property
    def moves(self) -> tuple[Proposal, ...]:
        """The proposals that change something people have been told."""
        return tuple(proposal for proposal in self.proposals if proposal.changes)


def plan_bookings(
    wanted: Sequence[Wanted], supply: Supply, *, seed: int = 1, effort: float = 10.0
) -> Plan:
    """Place as many children's meetings in time as can be, changing as little as can be.

    Then what matters for each offer (`points.Criterion`), then sooner. `effort` is deterministic
    solver time for each of those, so that the same question has the same answer on any machine.
    """
    supply = _without(supply, wanted)
    solved = plan_model.solve(wanted, supply, seed=seed, effort=effort)
    choices = share_minute_takers(wanted, solved.choices, supply, seed=seed, effort=effort)
    proposals, supply = _build(wanted, choices, supply)
    more, late = _place_the_rest(wanted, proposals, supply)
    proposals += more
    proposals.sort(key=lambda proposal: (proposal.offer.span.told_starts, proposal.key))
    return Plan(tuple(proposals), tuple(late), solved.proven)


def _place_the_rest(
    wanted: Sequence[Wanted], proposals: Sequence[Proposal], supply: Supply
) -> tuple[list[Proposal], list[Unplaced]]:
    """What the solver left over: kept where it is, placed after all when it ran out of effort, or
    handed back with the soonest late slot.
    """
    placed = {proposal.key for proposal in proposals}
    more: list[Proposal] = []
    late: list[Unplaced] = []
    for want in wanted:
        if want.key in placed:
            continue
        kept = offer_for(want.need, supply, want.current) if want.current else None
        found = find_slots(want.need, supply)
        offer = kept if kept and not kept.late_by else next(iter(found.in_time), None)
        if offer is None:
            late.append(_unplaced(want, found.late))
            continue
        more.append(_proposal(want, offer, supply))
        supply = _with(supply, offer)
    return more, late


def _without(supply: Supply, wanted: Iterable[Wanted]) -> Supply:
    own = {want.booking_id for want in wanted if want.booking_id is not None}
    return replace(supply, taken=tuple(t for t in supply.taken if t.booking_id not in own))


def _with(supply: Supply, offer: Offer) -> Supply:
    taken = Taken(
        booking_id=PROPOSED,
        room_id=offer.room.id,
        hub_id=offer.room.hub_id,
        chair_id=offer.chair.id,
        minute_taker_id=offer.choice.minute_taker_id,
        starts=offer.span.starts,
        ends=offer.span.ends,
        told_starts=offer.span.told_starts,
        told_ends=offer.span.told_ends,
    )
    return replace(supply, taken=(*supply.taken, taken))


def _build(
    wanted: Sequence[Wanted], choices: dict[str, SlotChoice], supply: Supply
) -> tuple[list[Proposal], Supply]:
    """Turn choices into offers one by one, each checked against those before it.

    In order of time, so that the minutes before a meeting, for the chair to meet the family, are
    given only when nothing earlier stands in them.
    """
    proposals: list[Proposal] = []
    chosen = [want for want in wanted if want.key in choices]
    chosen.sort(
        key=lambda w: (choices[w.key].day, supply.session[choices[w.key].session_id].starts)
    )
    for want in chosen:
        offer = offer_for(want.need, supply, choices[want.key])
        if offer is not None:
            proposals.append(_proposal(want, offer, supply))
            supply = _with(supply, offer)
    return proposals, supply


def _proposal(want: Wanted, offer: Offer, supply: Supply) -> Proposal:
    return Proposal(want.key, offer, changes_between(want.current, offer, supply))


def _unplaced(want: Wanted, late: Sequence[Offer]) -> Unplaced:
    soonest = late[0] if late else None
    reason = soonest.points[0].words if soonest else "No slot is free, in time or soon after"
    return Unplaced(want.key, reason, soonest)
