"""Resolve a Resolution Form, withdraw it, and write beside it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from escalations import notices
from escalations.domain.danger import Told, record_danger_call
from escalations.domain.form_steps import check_step, current_stage, lock_to_settle, note_step
from escalations.domain.raised import worded
from escalations.domain.sending import leave_stage
from escalations.enums import FormState, StepKind
from escalations.models import FormStep, ResolutionForm
from govuk.times import clock_moment


@transaction.atomic
def resolve_form(*, form: ResolutionForm, outcome: str, by: User) -> ResolutionForm:
    """The answer settles it, and `outcome` says what has changed for the child.

    Raises `NotAllowed`; `WrongState` while nobody has answered the stage it stands at.
    """
    words = worded(outcome, "Say what has changed for the child.", "outcome")
    return _settle(form, FormState.RESOLVED, words, by=by)


@transaction.atomic
def withdraw_form(*, form: ResolutionForm, why: str, by: User) -> ResolutionForm:
    """It should not have been raised, or no longer matters. It stays on record."""
    words = worded(why, "Say why you withdraw it.", "why")
    return _settle(form, FormState.WITHDRAWN, words, by=by)


def _settle(form: ResolutionForm, to: FormState, words: str, *, by: User) -> ResolutionForm:
    form = lock_to_settle(form, f"escalations.{to.value}_form", by=by)
    check_step(form, to)
    stage = current_stage(form)
    leave_stage(stage, reason=f"The form was {to.label.lower()}", by=by)
    form.state, form.outcome = to, words
    form.settled_at, form.settled_by = timezone.now(), by
    form.save()
    note_step(form, StepKind(to.value), words, by=by)
    notices.form_settled(stage)
    return form


@transaction.atomic
def add_note(*, form: ResolutionForm, words: str, by: User) -> FormStep:
    """Stand words beside the form. What was written before is never changed."""
    form = lock_to_settle(form, "escalations.add_note", by=by)
    return note_step(form, StepKind.NOTE, worded(words, "Write the note.", "words"), by=by)


@transaction.atomic
def tell_of_danger(*, form: ResolutionForm, told: Told, by: User) -> FormStep:
    """It has become dangerous: who was told by telephone, and when. The stage stays as it is."""
    form = lock_to_settle(form, "escalations.tell_of_danger", by=by)
    call = record_danger_call(told=told, of=form, by=by)
    at = timezone.localtime(call.told_at)
    return note_step(form, StepKind.DANGER, f"{call.told}, {clock_moment(at)}", by=by)
