"""Which slots are possible, in order of what matters, and why not the others.

Pure: plain values in, proposals out; knows neither Django nor any family. It never books, moves
or releases anything: the computer proposes, a person decides.

`plan_bookings`, for many meetings, is in `bookings.optimiser.plan`, which loads the solver.
"""

from bookings.optimiser.find import FoundSlots, Refusal, find_slots
from bookings.optimiser.need import SlotChoice, SlotNeed
from bookings.optimiser.obstacles import Cause, Obstacle, why_not
from bookings.optimiser.offer import Offer, offer_for
from bookings.optimiser.points import Criterion, Point
from bookings.optimiser.supply import Supply

__all__ = [
    "Cause",
    "Criterion",
    "FoundSlots",
    "Obstacle",
    "Offer",
    "Point",
    "Refusal",
    "SlotChoice",
    "SlotNeed",
    "Supply",
    "find_slots",
    "offer_for",
    "why_not",
]
