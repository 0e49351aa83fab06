"""The verbs of booking. Upper apps call these, and nothing else writes a booking.

Every verb takes keywords only, `by=` the acting user, is atomic, audited, safe to repeat, and
raises a named error of `bookings.domain.errors` (or `accounts.errors.NotAllowed`) with words:

    find(need, *, caseloads=None, without=(), limit=None) -> FoundSlots
    why_not_now(need, choice, *, without=()) -> list[Obstacle]
    pencil(*, need, choice, about, by, late_reason="") -> Booking
    confirm(*, booking, by) -> Booking
    vacate(*, booking, reason: MoveReason, by, note="") -> Booking
    relist(*, booking, choice, reason: MoveReason, by, note="", late_reason="", need=None)
    release(*, booking, reason: ReleaseReason, by, note="") -> Booking
    swap_chair(*, booking, chair, reason: MoveReason, by, note="") -> Booking
    assign_minute_taker(*, booking, minute_taker | None, by) -> Booking
    mark_held(*, booking, by) -> Booking
    record_absence(*, professional, kind, starts_at, ends_at | None, by) -> AbsenceRecorded
    close_place(*, place, starts_at, ends_at, reason, by) -> ClosureRecorded
    release_expired_pencils(*, now=None) -> int
    save_hub, save_room, save_session, save_local_practice, save_chair, save_minute_taker,
    set_hours: kept by business support on their own pages

`proposals.propose_mending(bookings, *, needs=None, caseloads=None, weights=None)` proposes the
smallest change that gives bookings on the red list a slot that holds. It loads the solver.

`need` is an `optimiser.SlotNeed`, `choice` an `optimiser.SlotChoice` (`offer.choice`, or
`SlotChoice.parse(key)` of what a form posted), `about` a word of the app above, "conference:12".
What stands in the diary is read through `bookings.domain.queries`.
"""

from bookings.domain.absences import end_absence, record_absence, withdraw_absence
from bookings.domain.closures import close_place, withdraw_closure
from bookings.domain.find import find, why_not_now
from bookings.domain.held import mark_held
from bookings.domain.move import release, relist, vacate
from bookings.domain.pencil import confirm, pencil
from bookings.domain.pencils import release_expired_pencils
from bookings.domain.places import save_hub, save_local_practice, save_room, save_session
from bookings.domain.staffing import Stretch, save_chair, save_minute_taker, set_hours
from bookings.domain.swap import assign_minute_taker, swap_chair

__all__ = [
    "Stretch",
    "assign_minute_taker",
    "close_place",
    "confirm",
    "end_absence",
    "find",
    "mark_held",
    "pencil",
    "record_absence",
    "release",
    "release_expired_pencils",
    "relist",
    "save_chair",
    "save_hub",
    "save_local_practice",
    "save_minute_taker",
    "save_room",
    "save_session",
    "set_hours",
    "swap_chair",
    "vacate",
    "why_not_now",
    "withdraw_absence",
    "withdraw_closure",
]
