"""Step a Resolution Form up: nobody answered, or the answer does not help the child."""

from __future__ import annotations

from django.db import transaction

from accounts.errors import WrongState
from accounts.models import User
from escalations.domain.form_steps import check_step, current_stage, lock_to_settle, note_step
from escalations.domain.lines import check_line
from escalations.domain.raised import worded
from escalations.domain.recipients import check_reach
from escalations.domain.sending import Sending, check_sending, leave_stage, send, tell_recipient
from escalations.enums import FormState, StepKind
from escalations.models import FormStage, ResolutionForm
from escalations.stages import LAST
from people.models import Professional


@transaction.atomic
def step_up(
    *,
    form: ResolutionForm,
    why: str,
    recipient: Professional,
    by: User,
    to_stage: int = 0,
    skipped_because: str = "",
) -> ResolutionForm:
    """To the next stage, or with a reason further. The limit of the new stage starts today.

    Raises `NotAllowed`, `WrongState` at the last stage or when it is settled, `DomainError` for
    what is missing.
    """
    form = lock_to_settle(form, "escalations.step_up", by=by)
    check_step(form, FormState.WAITING)
    if form.stage >= LAST:
        raise WrongState(
            "This is the last stage. Record the answer, then resolve the form.", rule="last_stage"
        )
    check_line(form, recipient)
    words = worded(why, "Say why you step it up.", "why")
    sending = Sending(
        recipient=recipient, number=to_stage or form.stage + 1, skipped_because=skipped_because
    )
    check_sending(form.family, sending, expected=form.stage + 1, by=by)
    leave_stage(current_stage(form), reason=f"Stepped up to stage {sending.number}", by=by)
    stage = send(form, sending, expected=form.stage + 1, by=by)
    form.stage, form.state = sending.number, FormState.WAITING
    form.save()
    skipped = f"\nA stage was skipped: {stage.skipped_because}" if stage.skipped_because else ""
    note_step(form, StepKind.STEPPED_UP, f"{words}{skipped}", by=by)
    return form


@transaction.atomic
def send_again(*, form: ResolutionForm, by: User) -> FormStage:
    """A new link for a guest who has lost theirs; another email for staff.

    Raises `DomainError` where nothing would reach them, and what to do about it.
    """
    form = lock_to_settle(form, "escalations.send_again", by=by)
    check_step(form, FormState.ANSWERED)
    stage = current_stage(form)
    check_reach(form.family, stage.recipient)
    tell_recipient(stage, by=by)
    return stage
