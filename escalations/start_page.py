"""What of this room stands on somebody's start page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TypeVar

from django.urls import reverse

from accounts.models import User
from escalations import rules
from escalations.domain import queries
from escalations.domain.clocks import due_dates
from escalations.domain.complaint_steps import occasion
from escalations.models import Complaint, Concern, ResolutionForm
from escalations.models.raised import Raised
from escalations.stages import LAST
from people.domain.reading import list_all
from people.start_page import Task, Tile

Row = TypeVar("Row", Concern, ResolutionForm, Complaint)


def tiles(user: User) -> Iterator[Tile]:
    if rules.may_raise(user):
        yield Tile(
            "Raise a concern", reverse("escalations:choose_family"), "Takes less than a minute"
        )
    if rules.works_with_escalations(user):
        yield Tile(
            "Concerns and Resolution Forms",
            reverse("escalations:due"),
            "What is due today, lists and counts",
        )


def tasks(user: User) -> Iterator[Task]:
    """What this person was asked, and what of their own waits to be settled."""
    yield from _forms_to_answer(user)
    if rules.may_raise(user):
        yield from _forms_to_settle(user)
        yield from _forms_past_their_limit(user)
        yield from _concerns_to_settle(user)
        yield from _complaints(user)


def _forms_to_answer(user: User) -> Iterator[Task]:
    stages = queries.stages_to_answer(user)
    listed = _listed(user, [stage.form for stage in stages])
    due = due_dates(stages)
    for stage, form in zip(stages, listed, strict=True):
        words = "Answer a Resolution Form"
        yield _task(form, words, "form", due.get(stage.about), fact=stage.about)


def _forms_to_settle(user: User) -> Iterator[Task]:
    for form in _listed(user, queries.answered_forms_of(user)):
        words = "Resolve an answered Resolution Form, or step it up"
        yield _task(form, words, "form", None, fact=form.about)


def _forms_past_their_limit(user: User) -> Iterator[Task]:
    stages = queries.late_stages_of(user)
    listed = _listed(user, [stage.form for stage in stages])
    due = due_dates(stages)
    for stage, form in zip(stages, listed, strict=True):
        next_step = "record an answer" if form.stage == LAST else "step it up, or record an answer"
        words = f"A Resolution Form is past its limit: {next_step}"
        why = "Nobody has answered it in time. You raised it, or chair the case."
        yield _task(form, words, "form", due.get(stage.about), fact=stage.about, why=why)


def _concerns_to_settle(user: User) -> Iterator[Task]:
    listed = _listed(user, queries.open_concerns_of(user))
    due = due_dates(listed)
    for concern in listed:
        words = "Resolve a concern, or make it a Resolution Form"
        yield _task(concern, words, "concern", due.get(concern.about), fact=concern.about)


def _complaints(user: User) -> Iterator[Task]:
    listed = _listed(user, queries.complaints_waiting_for(user))
    due = due_dates(occasion(row, row.state) for row in listed)
    for row in listed:
        about = occasion(row, row.state).about
        words = f"Complaint: {row.get_state_display().lower()}"
        yield _task(row, words, "complaint", due.get(about), fact=about)


def _listed(user: User, rows: list[Row]) -> list[Row]:
    if not rows:
        return []
    children = [child.pk for row in rows for child in row.children.all()]
    return list_all(rows, by=user, verb="escalations.start_page", children=children)


def _task(
    raised: Raised | Complaint,
    text: str,
    page: str,
    due_on: dt.date | None,
    *,
    fact: str,
    why: str = "It waits for you by name.",
) -> Task:
    return Task(
        text=text,
        url=reverse(f"escalations:{page}", args=[raised.pk]),
        due_on=due_on,
        about=str(raised.family),
        label="Concern",
        family_id=raised.family_id,
        fact=fact,
        why=why,
    )
