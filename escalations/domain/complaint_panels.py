"""Stages 2 and 3 of a complaint: a panel, and the conference held again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from accounts.errors import DomainError
from accounts.models import User
from conferences.enums import WITHOUT_OUTCOME, ConferenceState
from conferences.models import Conference
from escalations import notices, rules
from escalations.domain.complaint_steps import check_step, lock, move, note
from escalations.domain.raised import worded
from escalations.enums import ComplaintState, Finding
from escalations.models import Complaint, PanelMember
from people.models import Agency
from timescales.domain import today_in_london

FEWEST = 2  # local default: no source says how many; one would be no panel


@dataclass(frozen=True)
class Sitting:
    """Somebody on the panel."""

    name: str
    agency: Agency


@transaction.atomic
def ask_for_panel(*, complaint: Complaint, why: str, by: User) -> Complaint:
    """Stage 2: they are not content with the answer, or the chair should not judge it.

    Raises `NotAllowed` unless `by` may answer it, `WrongState`.
    """
    allowed = rules.may_answer_complaint(by, complaint)
    complaint = lock(complaint, "escalations.ask_for_panel", allowed=allowed, by=by)
    words = worded(why, "Say why it goes to a panel.", "why")
    check_step(complaint, ComplaintState.WITH_PANEL)
    complaint = move(complaint, ComplaintState.WITH_PANEL, words=words, by=by, met=False)
    notices.panel_to_hold(complaint)
    return complaint


@transaction.atomic
def record_panel(
    *,
    complaint: Complaint,
    held_on: dt.date,
    members: Iterable[Sitting],
    finding: str,
    words: str,
    told: str,
    by: User,
) -> Complaint:
    """What the panel found. It cannot change the decision; it may ask for the conference to be
    held again. Raises `DomainError` for too small a panel, or one the chair sits on."""
    allowed = rules.may_run_panels(by)
    complaint = lock(complaint, "escalations.record_panel", allowed=allowed, by=by)
    check_step(complaint, ComplaintState.PANEL_DECIDED)
    sitting = [one for one in members if one.name.strip()]
    _check_panel(complaint, sitting, held_on)
    if finding not in Finding.values:
        raise DomainError("Choose what the panel found.", field="finding", rule="needed")
    found = worded(words, "Write what the panel found.", "words")
    how = worded(told, "Say how and when they were told.", "told")
    for one in sitting:
        PanelMember.objects.create(complaint=complaint, name=one.name.strip(), agency=one.agency)
    complaint.finding, complaint.panel_on = finding, held_on
    return move(complaint, ComplaintState.PANEL_DECIDED, words=found, told=how, by=by, met=True)


def _check_panel(complaint: Complaint, sitting: list[Sitting], held_on: dt.date) -> None:
    if not complaint.received_on <= held_on <= today_in_london():
        raise DomainError(
            "The panel met between the day the complaint came and today.",
            field="held_on",
            rule="outside_the_time_between",
        )
    if len(sitting) < FEWEST:
        raise DomainError(
            f"Enter at least {FEWEST} members of the panel.", field="members", rule="needed"
        )
    chair = complaint.conference.chair
    if chair and chair.person.name.casefold() in {one.name.strip().casefold() for one in sitting}:
        raise DomainError(
            "The chair of the conference cannot sit on its panel.",
            field="members",
            rule="chair_not_independent",
        )


def may_be_held_again(complaint: Complaint) -> list[Conference]:
    """The conferences to come at which this family's may be held again: where no plan was made,
    or it was ended, another initial conference."""
    rows = Conference.objects.filter(family=complaint.family, state__in=WITHOUT_OUTCOME)
    return list(rows.select_related("booking"))


@transaction.atomic
def reconvene(*, complaint: Complaint, at: Conference, by: User) -> Complaint:
    """Stage 3: which conference will look at it again. Only that conference can decide anew.

    May be chosen afresh while it has not been held. Raises `NotAllowed`, `WrongState`."""
    allowed = rules.may_run_panels(by)
    complaint = lock(complaint, "escalations.reconvene", allowed=allowed, by=by)
    again = complaint.state == ComplaintState.RECONVENING
    if not again:
        check_step(complaint, ComplaintState.RECONVENING)
    if complaint.finding != Finding.RECONVENE:
        raise DomainError(
            "The panel did not ask for the conference to be held again.", rule="not_asked_for"
        )
    if at not in may_be_held_again(complaint):
        raise DomainError(
            "Choose a conference of this family still to come.", field="at", rule="not_to_come"
        )
    complaint.reconvened = at
    if again:  # the first was cancelled or moved into another: the clock runs on
        complaint.save()
        note(complaint, words=str(at), by=by)
        return complaint
    return move(complaint, ComplaintState.RECONVENING, words=str(at), by=by, met=True)


@transaction.atomic
def close_complaint(*, complaint: Complaint, outcome: str, told: str, by: User) -> Complaint:
    """It is over: they are content, or every stage has been used (then the ombudsman).

    Raises `DomainError` while the conference it waits for has not been held.
    """
    allowed = rules.may_answer_complaint(by, complaint)
    complaint = lock(complaint, "escalations.close_complaint", allowed=allowed, by=by)
    check_step(complaint, ComplaintState.CLOSED)
    again = complaint.reconvened
    if complaint.state == ComplaintState.RECONVENING and (
        again is None or again.state != ConferenceState.CLOSED
    ):
        raise DomainError("The conference has not been held again yet.", rule="not_held_yet")
    complaint.outcome = worded(outcome, "Say how it ended.", "outcome")
    how = worded(told, "Say how and when they were told.", "told")
    return move(
        complaint, ComplaintState.CLOSED, words=complaint.outcome, told=how, by=by, met=True
    )


@transaction.atomic
def withdraw_complaint(*, complaint: Complaint, why: str, by: User) -> Complaint:
    """They take it back. Only they can: `why` says how they said so."""
    allowed = rules.may_answer_complaint(by, complaint)
    complaint = lock(complaint, "escalations.withdraw_complaint", allowed=allowed, by=by)
    words = worded(why, "Say how they took it back.", "why")
    check_step(complaint, ComplaintState.WITHDRAWN)
    return move(complaint, ComplaintState.WITHDRAWN, words=words, by=by, met=False)
