"""Send a Resolution Form to somebody: the stage, its clock, and the way they can answer."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.errors import DomainError
from accounts.models import User
from escalations import notices
from escalations.domain.answer_passes import issue_pass, take_back_passes
from escalations.domain.clocks import start_clock, stop_clock
from escalations.domain.recipients import check_recipient, is_of_partnership
from escalations.models import FormStage, ResolutionForm
from escalations.stages import LAST, OF_THE_PARTNERSHIP, STAGES
from people.models import Family, Professional


@dataclass(frozen=True, kw_only=True)
class Sending:
    """To whom, at which stage; and why, where a stage is left out."""

    recipient: Professional
    number: int
    skipped_because: str = ""


def check_sending(family: Family, sending: Sending, *, expected: int, by: User) -> None:
    """Asked before anything is written. `expected` is the stage that would be next.

    Raises `DomainError` for a stage that is not, one skipped without a reason, or a person who
    cannot be asked.
    """
    if sending.number not in STAGES or sending.number < expected:
        raise DomainError(
            f"Choose a stage from {expected} to {LAST}.", field="stage", rule="wrong_stage"
        )
    if sending.number > expected and not sending.skipped_because.strip():
        raise DomainError("Say why a stage is skipped.", field="skipped_because", rule="needed")
    if sending.number < OF_THE_PARTNERSHIP and is_of_partnership(sending.recipient):
        raise DomainError(
            f"The safeguarding partnership is asked from stage {OF_THE_PARTNERSHIP} on.",
            field="recipient",
            rule="partnership_too_early",
        )
    check_recipient(family, sending.recipient, by=by)


def send(form: ResolutionForm, sending: Sending, *, expected: int, by: User) -> FormStage:
    """The stage with its clock, and word to the person asked. Check it first."""
    stage = FormStage.objects.create(
        form=form,
        number=sending.number,
        recipient=sending.recipient,
        sent_by=by,
        skipped_because=sending.skipped_because.strip() if sending.number > expected else "",
    )
    start_clock(rule=STAGES[stage.number].rule, of=stage, by=by)
    tell_recipient(stage, by=by)
    return stage


def tell_recipient(stage: FormStage, *, by: User) -> None:
    """Staff open it with their own sign-in, everybody else by a link with a code."""
    if stage.recipient.user is not None:
        notices.form_to_answer(stage, reader=stage.recipient.user)
    else:
        issue_pass(stage, by=by)


def leave_stage(stage: FormStage, *, reason: str, by: User) -> None:
    """Nobody need answer it any more. A clock that was not met stays on record as not met."""
    stop_clock(of=stage, reason=reason, by=by)
    take_back_passes(stage)
