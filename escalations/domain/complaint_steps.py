"""Move a complaint by the table in `enums.COMPLAINT_STEPS`; its clocks and its timeline."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from accounts.errors import WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from escalations.domain.clocks import Timed, meet_clock, start_clock, stop_clock
from escalations.enums import COMPLAINT_OVER, COMPLAINT_STEPS, ComplaintState
from escalations.models import Complaint, ComplaintStep
from people.domain.permission import require
from people.models import Family

# The clock that runs while it is in this state.
CLOCKS: dict[str, str] = {
    ComplaintState.WITH_CHAIR: "complaint_chair",
    ComplaintState.WITH_PANEL: "complaint_panel",
    ComplaintState.RECONVENING: "complaint_reconvene",
}


@dataclass(frozen=True)
class Occasion:
    """One stage of one complaint, as its clock knows it."""

    about: str
    family: Family


def occasion(complaint: Complaint, state: str) -> Timed:
    return Occasion(f"{complaint.about}:{state}", complaint.family)


def lock(complaint: Complaint, verb: str, *, allowed: bool, by: User) -> Complaint:
    """The same complaint, held until the transaction ends. Raises `NotAllowed`."""
    fresh: Complaint = Complaint.objects.select_for_update().get(pk=complaint.pk)
    require(allowed, verb, by=by, subjects=[fresh], children=fresh.children_concerned())
    return fresh


def check_step(complaint: Complaint, to: ComplaintState) -> None:
    """Raises `WrongState` when the table has no such step."""
    if to not in COMPLAINT_STEPS[complaint.state]:
        state = ComplaintState(complaint.state).label
        raise WrongState(
            f"This complaint stands at “{state}”, so this cannot be done now.", rule="no_such_step"
        )


def move(
    complaint: Complaint, to: ComplaintState, *, words: str, by: User, told: str = "", met: bool
) -> Complaint:
    """Take a checked step and save: settle the clock of the stage that is left, start the next.

    `met`: the stage did what it was for; else its clock is withdrawn unmet.
    """
    left = occasion(complaint, complaint.state)
    if met:
        meet_clock(of=left, by=by)
    else:
        stop_clock(of=left, reason=f"The complaint went on to “{to.label}”", by=by)
    complaint.state = to
    complaint.over_at = timezone.now() if to in COMPLAINT_OVER else None
    complaint.save()
    start_stage(complaint, by=by)
    note(complaint, words=words, told=told, by=by)
    return complaint


def start_stage(complaint: Complaint, *, by: User) -> None:
    """The clock of the stage it has come to, where it has one."""
    state = complaint.state
    if state in CLOCKS:
        start_clock(rule=CLOCKS[state], of=occasion(complaint, state), by=by)


def note(complaint: Complaint, *, words: str, by: User, told: str = "") -> ComplaintStep:
    """A line in its timeline, and the audit row."""
    step: ComplaintStep = ComplaintStep.objects.create(
        complaint=complaint, to_state=complaint.state, words=words, told=told, by=by
    )
    record(
        Action.CHANGED,
        f"escalations.complaint_{complaint.state}",
        by=by,
        subjects=[complaint],
        children=complaint.children_concerned(),
    )
    return step
