"""Who chairs a meeting that somebody other than its booked chair starts, or takes over.

Whoever chairs is the chair of the conference: the family's papers name them, complaints about the
meeting go to them, and the figures count it as theirs. The family's case keeps its chair, who
carries on at the next review, until somebody hands the case over. The booking keeps who was booked.
"""

from __future__ import annotations

from dataclasses import dataclass

from accounts.errors import DomainError, WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from bookings.enums import MoveReason
from conferences import rules
from conferences.domain.seating import seat_stand_in
from conferences.models import Conference
from disclosure.models.record import RecordQuerySet
from people.domain.case_roles import why_not_chair
from people.models import Professional

WHY_ANOTHER_CHAIRS = (MoveReason.CHAIR_AWAY, MoveReason.CHAIR_CONFLICT, MoveReason.OTHER)


@dataclass(frozen=True)
class Chairing:
    """Whether whoever says it chairs the meeting in its chair's place, and why."""

    stands_in: bool
    reason: MoveReason | None = None
    note: str = ""


BOOKED_CHAIR = Chairing(stands_in=False)  # the other only opens the room


def says_who_chairs(by: User, conference: Conference) -> bool:
    """Whether this person is asked who chairs: anybody but the booked chair."""
    return conference.chair is not None and not rules.is_chair(by, conference)


def check_chairing(conference: Conference, chairing: Chairing | None, by: User) -> str:
    """The change of chair in words, to be kept with the start; empty where the booked chair chairs.

    Raises `DomainError` when it is not said, or whoever would stand in cannot chair this family.
    """
    booked = conference.chair
    if booked is None or not says_who_chairs(by, conference):
        return ""
    if chairing is None:
        raise DomainError("Say who is chairing.", field="chairing", rule="chair_not_said")
    if not chairing.stands_in:
        return ""
    if chairing.reason not in WHY_ANOTHER_CHAIRS:
        message = "Say why the booked chair does not chair."
        raise DomainError(message, field="reason", rule="needed")
    if chairing.reason == MoveReason.OTHER and not chairing.note.strip():
        raise DomainError("Say what the other reason is.", field="note", rule="needed")
    new = _professional_of(by)
    if objection := why_not_chair(conference.family, new):
        raise WrongState(objection, field="chairing", rule="cannot_chair")
    words = f"{new.person.name} chairs in place of {booked.person.name}."
    return f"{words} {chairing.reason.label}. {chairing.note}".strip()


def stand_in(conference: Conference, *, words: str, by: User) -> None:
    """Part of starting the meeting or taking the chair, which permit it: `by` is its chair now."""
    before, new = conference.chair, _professional_of(by)
    conference.chair = new
    conference.save()
    seat_stand_in(conference, new)
    record(
        Action.CHANGED,
        "conferences.stand_in",
        by=by,
        subjects=[conference],
        children=conference.children_concerned(),
        reason=words,
        detail={"from": before.pk if before else None, "to": new.pk},
    )


def chairs_of(words: RecordQuerySet) -> frozenset[int]:
    """Registered with `disclosure`, which knows no meeting and only the chair of the case."""
    chaired = Conference.objects.filter(record__in=words, chair__isnull=False).order_by()
    return frozenset(chaired.values_list("chair", flat=True))


def _professional_of(by: User) -> Professional:
    """Everybody who was given a post has an entry (people.domain.staff)."""
    found: Professional | None = Professional.objects.filter(user=by).first()
    if found is None:
        raise DomainError(
            "You have no entry among the professionals, so the family’s papers could not name "
            "you. Ask a system administrator to give you a post.",
            field="chairing",
            rule="not_a_professional",
        )
    return found
