"""Move a Resolution Form by the table in `enums.FORM_STEPS`, and keep its timeline."""

from __future__ import annotations

from accounts.errors import WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from escalations import rules
from escalations.domain.concerns import MAY_NOT_SETTLE
from escalations.enums import FORM_STEPS, FormState, StepKind
from escalations.models import FormStage, FormStep, ResolutionForm
from people.domain.permission import require


def lock(form: ResolutionForm) -> ResolutionForm:
    """The same form, read again and held until the transaction ends."""
    fresh: ResolutionForm = ResolutionForm.objects.select_for_update().get(pk=form.pk)
    return fresh


def lock_to_settle(form: ResolutionForm, verb: str, *, by: User) -> ResolutionForm:
    """For whoever raised it, the family's chair or a head of service. Raises `NotAllowed`."""
    fresh = lock(form)
    require(
        rules.may_settle(by, fresh),
        verb,
        by=by,
        subjects=[fresh],
        children=fresh.children_concerned(),
        message=MAY_NOT_SETTLE,
    )
    return fresh


def check_step(form: ResolutionForm, to: FormState) -> None:
    """Raises `WrongState` when the table has no such step."""
    if to in FORM_STEPS[form.state]:
        return
    if form.state == FormState.WAITING:
        raise WrongState(
            "Nobody has answered this stage yet. Record the answer first, step the form up, or "
            "withdraw it.",
            rule="not_yet",
        )
    state = FormState(form.state).label.lower()
    raise WrongState(
        f"This Resolution Form is “{state}”, so this can no longer be done.", rule="over"
    )


def current_stage(form: ResolutionForm) -> FormStage:
    """The stage it stands at, with who was asked."""
    rows = FormStage.objects.select_related("recipient__person", "recipient__user", "form__family")
    found: FormStage = rows.get(form=form, number=form.stage)
    return found


def note_step(
    form: ResolutionForm, kind: StepKind, words: str, *, by: User | None, name: str = ""
) -> FormStep:
    """One line of the timeline, and its audit row. `name` is that of a guest."""
    step: FormStep = FormStep.objects.create(
        form=form, kind=kind, stage=form.stage, words=words, by=by, by_name=name or str(by)
    )
    record(
        Action.CREATED if kind == StepKind.RAISED else Action.CHANGED,
        f"escalations.form_{kind.value}",
        by=by,
        subjects=[form],
        children=form.children_concerned(),
        detail={"stage": form.stage, "state": form.state},
    )
    return step
