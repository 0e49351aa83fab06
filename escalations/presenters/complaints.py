"""A complaint as words: where it stands, what may be done next, and what must not be forgotten."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from accounts.models import User
from disclosure.domain.network import network_of as tells_of
from escalations import rules
from escalations.domain.clocks import clock_of
from escalations.domain.complaint_steps import CLOCKS, occasion
from escalations.enums import COMPLAINT_STEPS, ComplaintState, Finding
from escalations.models import Complaint
from timescales.domain import explain, today_in_london
from timescales.presenters import WhyThisDate, why

COMPLAINT_COLOURS: dict[str, str] = {
    ComplaintState.WITH_CHAIR: "yellow",
    ComplaintState.CHAIR_ANSWERED: "blue",
    ComplaintState.WITH_PANEL: "yellow",
    ComplaintState.PANEL_DECIDED: "blue",
    ComplaintState.RECONVENING: "purple",
    ComplaintState.PASSED_ON: "grey",
    ComplaintState.CLOSED: "green",
    ComplaintState.WITHDRAWN: "grey",
}


@dataclass(frozen=True)
class Clock:
    due_on: dt.date
    why: WhyThisDate
    is_late: bool


def complaint_clock(complaint: Complaint) -> Clock | None:
    """The clock of the stage it stands at."""
    if complaint.state not in CLOCKS:
        return None
    clock = clock_of(occasion(complaint, complaint.state))
    if clock is None or not clock.is_open:
        return None
    explained = why(explain(clock), stored_due_on=clock.due_on)
    return Clock(clock.due_on, explained, clock.due_on < today_in_london())


def must_not_be_told(complaint: Complaint) -> bool:
    """Whether the answer must say nothing about one of the children."""
    if complaint.made_by_id is None:
        return False
    network = tells_of(complaint.family_id)
    return network.is_barred(complaint.made_by_id, complaint.children_concerned())


def complaint_actions(complaint: Complaint, user: User) -> list[tuple[str, str]]:
    """(words, address) of each step this person may take now."""
    may_answer = rules.may_answer_complaint(user, complaint)
    may_run = rules.may_run_panels(user)
    wanted = [
        (ComplaintState.CHAIR_ANSWERED, may_answer, "Answer it", "answer_complaint"),
        (ComplaintState.PASSED_ON, may_answer, "Pass it on to an agency", "pass_on_complaint"),
        (ComplaintState.WITH_PANEL, may_answer, "Send it to a panel", "ask_for_panel"),
        (ComplaintState.PANEL_DECIDED, may_run, "Record what the panel found", "record_panel"),
        (
            ComplaintState.RECONVENING,
            may_run and complaint.finding == Finding.RECONVENE,
            "Hold the conference again",
            "reconvene",
        ),
        (ComplaintState.CLOSED, may_answer, "Close it", "close_complaint"),
        (ComplaintState.WITHDRAWN, may_answer, "They take it back", "withdraw_complaint"),
    ]
    again = {ComplaintState.RECONVENING} if complaint.state == ComplaintState.RECONVENING else set()
    possible = COMPLAINT_STEPS[complaint.state] | again
    return [
        (words, reverse(f"escalations:{name}", args=[complaint.pk]))
        for state, allowed, words, name in wanted
        if allowed and state in possible
    ]
