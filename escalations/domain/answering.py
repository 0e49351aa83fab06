"""Answer a stage: signed in, as a guest, or recorded by whoever raised it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from escalations import notices, rules
from escalations.domain.answer_passes import read_as_guest, take_back_passes
from escalations.domain.clocks import meet_clock
from escalations.domain.form_steps import (
    check_step,
    current_stage,
    lock,
    lock_to_settle,
    note_step,
)
from escalations.domain.raised import worded
from escalations.enums import AnswerWay, FormState, StepKind
from escalations.models import ResolutionForm
from people.domain.permission import require

NO_ANSWER = "Write your answer."


@transaction.atomic
def answer_form(*, form: ResolutionForm, answer: str, by: User) -> ResolutionForm:
    """The person asked at this stage answers. Raises `NotAllowed`, `WrongState`."""
    form = lock(form)
    stage = current_stage(form)
    require(
        rules.may_answer(by, stage),
        "escalations.answer_form",
        by=by,
        subjects=[form],
        children=form.children_concerned(),
        message="Only the person asked can answer. It may have been sent on to somebody else.",
    )
    return _keep(form, answer, way=AnswerWay.SIGNED_IN, name=str(by), by=by)


@transaction.atomic
def answer_as_guest(token: str, *, answer: str, since: dt.datetime) -> ResolutionForm:
    """The guest whom a code let in at `since` answers; the link then stops working."""
    stage = read_as_guest(token, since=since).stage
    form = lock(stage.form)
    return _keep(form, answer, way=AnswerWay.GUEST, name=stage.recipient.person.name, by=None)


@transaction.atomic
def record_answer(*, form: ResolutionForm, answer: str, by: User) -> ResolutionForm:
    """The person asked answered by telephone, letter or in a meeting; who raised it writes it
    down. Raises `NotAllowed`, `WrongState`."""
    form = lock_to_settle(form, "escalations.record_answer", by=by)
    name = current_stage(form).recipient.person.name
    return _keep(form, answer, way=AnswerWay.RECORDED, name=name, by=by)


def _keep(
    form: ResolutionForm, answer: str, *, way: AnswerWay, name: str, by: User | None
) -> ResolutionForm:
    words = worded(answer, NO_ANSWER, "answer")
    check_step(form, FormState.ANSWERED)
    stage = current_stage(form)
    stage.answer, stage.answered_at = words, timezone.now()
    stage.answered_by_name, stage.answer_way = name, way
    stage.save()
    form.state = FormState.ANSWERED
    form.save()
    meet_clock(of=stage, by=by)
    take_back_passes(stage)
    note_step(form, StepKind.ANSWERED, words, by=by, name=name)
    if way != AnswerWay.RECORDED:
        notices.form_answered(stage)
    return form
