"""States of a booking, which steps lead from one to another, and the coded reasons."""

from __future__ import annotations

from django.db import models


class BookingState(models.TextChoices):
    """What a booking is now. Only the first three keep anybody else out of the slot."""

    PENCILLED = "pencilled", "Pencilled"
    CONFIRMED = "confirmed", "Confirmed"
    HELD = "held", "Held"
    VACATED = "vacated", "Vacated, without a new date"
    RELEASED = "released", "Released"


TAKES_THE_SLOT = (BookingState.PENCILLED, BookingState.CONFIRMED, BookingState.HELD)
OPEN = (BookingState.PENCILLED, BookingState.CONFIRMED, BookingState.VACATED)


class Step(models.TextChoices):
    """What was done to a booking. Each step is kept as a `BookingMove`."""

    PENCILLED = "pencilled", "Pencilled"
    CONFIRMED = "confirmed", "Confirmed"
    RELISTED = "relisted", "Given a new date, time or room"
    VACATED = "vacated", "Vacated"
    RELEASED = "released", "Released"
    CHAIR_SWAPPED = "chair_swapped", "Given another chair"
    MINUTE_TAKER = "minute_taker", "Minute-taker changed"
    HELD = "held", "Held"


# From which states a step may be taken. A step absent here starts a booking.
ALLOWED_FROM: dict[Step, frozenset[BookingState]] = {
    Step.CONFIRMED: frozenset({BookingState.PENCILLED}),
    Step.RELISTED: frozenset(OPEN),
    Step.VACATED: frozenset({BookingState.PENCILLED, BookingState.CONFIRMED}),
    Step.RELEASED: frozenset(OPEN),
    Step.CHAIR_SWAPPED: frozenset({BookingState.PENCILLED, BookingState.CONFIRMED}),
    Step.MINUTE_TAKER: frozenset({BookingState.PENCILLED, BookingState.CONFIRMED}),
    Step.HELD: frozenset({BookingState.CONFIRMED}),
}


def after(step: Step, state: BookingState) -> BookingState:
    """The state a step leads to: named like the step, else the booking stays as firm as it was."""
    if step.value in BookingState.values:
        return BookingState(step.value)
    if step == Step.RELISTED and state == BookingState.VACATED:
        return BookingState.CONFIRMED
    return state


# The same as a table of states, as the other rooms have it.
BOOKING_STEPS: dict[str, frozenset[str]] = {
    state: frozenset(after(step, state) for step, before in ALLOWED_FROM.items() if state in before)
    for state in BookingState
}


class MoveReason(models.TextChoices):
    """Why a conference loses its slot or its chair. Counted by the measures of late conferences."""

    CHAIR_AWAY = "chair_away", "The chair is away"
    CHAIR_CONFLICT = "chair_conflict", "The chair has a conflict of interest"
    REPORT_NOT_READY = "report_not_ready", "The social worker’s report is not ready"
    FAMILY_ASKED = "family_asked", "The family asked for another date"
    FAMILY_UNWELL = "family_unwell", "A family member is unwell"
    INQUORATE = "inquorate", "Too few agencies could come"
    PARTNER_ASKED = "partner_asked", "A partner agency asked for another date"
    INTERPRETER = "interpreter", "No interpreter"
    ROOM_CLOSED = "room_closed", "The room or hub is closed"
    NON_WORKING_DAY = "non_working_day", "The day is no longer a working day"
    MADE_ROOM = "made_room", "Made room for an initial conference"
    SOONER = "sooner", "A sooner date is needed"
    ADJOURNED = "adjourned", "Adjourned"
    OTHER = "other", "Another reason"


class ReleaseReason(models.TextChoices):
    """Why a slot is no longer needed at all."""

    DIVERTED = "diverted", "Diverted: no conference is needed"
    WITHDRAWN = "withdrawn", "The request was withdrawn"
    EXPIRED = "expired", "The pencilled booking was not confirmed in time"
    NOT_NEEDED = "not_needed", "No longer needed"
    REPLACED = "replaced", "Another conference takes its place"
    BEREAVEMENT = "bereavement", "There has been a loss in the family"
    NO_PLAN = "no_plan", "No child is on a plan any more"


class AbsenceKind(models.TextChoices):
    LEAVE = "leave", "Annual leave"
    SICKNESS = "sickness", "Sickness"
    TRAINING = "training", "Training"


# What colleagues who look for a slot read. Why somebody is ill or away is nobody else's business.
ABSENCE_WORDS: dict[str, str] = {
    AbsenceKind.LEAVE: "is on leave",
    AbsenceKind.SICKNESS: "is away",
    AbsenceKind.TRAINING: "is on training",
}


class Weekday(models.IntegerChoices):
    MONDAY = 0, "Monday"
    TUESDAY = 1, "Tuesday"
    WEDNESDAY = 2, "Wednesday"
    THURSDAY = 3, "Thursday"
    FRIDAY = 4, "Friday"
