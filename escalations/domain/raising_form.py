"""Raise a Resolution Form: by itself, or out of a concern, which it carries over whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from escalations.domain.concerns import lock_open, settle
from escalations.domain.danger import Told, record_danger_call
from escalations.domain.form_steps import note_step
from escalations.domain.raised import Origin, already, create, require_may_raise, worded
from escalations.domain.reasons import check_reasons
from escalations.domain.recipients import route_of
from escalations.domain.sending import Sending, check_sending, send
from escalations.domain.who import Who
from escalations.enums import ConcernState, FormState, StepKind
from escalations.models import Concern, ResolutionForm
from escalations.stages import FIRST
from people.models import Professional


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a Resolution Form says. A stage above the first needs to say why the others are
    skipped."""

    reasons: Iterable[str]
    impact: str
    asked: str
    recipient: Professional
    stage: int = FIRST
    skipped_because: str = ""


@transaction.atomic
def raise_form(
    *, origin: Origin, what: Asked, by: User, danger: Told | None = None
) -> ResolutionForm:
    """Send it to its first stage, whose clock starts today.

    Raises `NotAllowed`, and `DomainError` naming what is missing. The same `origin.key` again is
    the same form, and so are the same words again.
    """
    require_may_raise(origin, "escalations.raise_form", by=by)
    before = already(ResolutionForm, origin) or _said_before(origin, what, by=by)
    if before is not None:
        return before
    form = _create(origin, what, by=by)
    if danger is not None:
        record_danger_call(told=danger, of=form, by=by)
    return form


@transaction.atomic
def promote_concern(
    *, concern: Concern, what: Asked, by: User, danger: Told | None = None
) -> ResolutionForm:
    """The concern becomes a Resolution Form for the same children, about the same practice, from
    the same place; what was telephoned comes with it. Raises `WrongState` unless it is open."""
    concern = lock_open(concern, "escalations.promote_concern", by=by)
    settle(concern, ConcernState.PROMOTED, by=by)
    origin = Origin(
        family=concern.family,
        children=list(concern.children.all()),
        who=Who(concern.agency, concern.professional),
        raised_from=concern.raised_from,
    )
    form = _create(origin, what, by=by, concern=concern)
    concern.danger_calls.update(form=form)
    if danger is not None:
        record_danger_call(told=danger, of=form, by=by)
    return form


def _said_before(origin: Origin, what: Asked, *, by: User) -> ResolutionForm | None:
    """Sent, and sent again from a page that the browser's back button drew anew: out of the same
    check or conference, in the same words, to the same person, who has not answered yet."""
    rows = ResolutionForm.objects.filter(
        family=origin.family,
        raised_by=by,
        raised_from=origin.raised_from,
        impact=what.impact.strip(),
        asked=what.asked.strip(),
        state=FormState.WAITING,
        stages__recipient=what.recipient,
    )
    return rows.first() if origin.raised_from else None


def _create(
    origin: Origin, what: Asked, *, by: User, concern: Concern | None = None
) -> ResolutionForm:
    sending = Sending(
        recipient=what.recipient, number=what.stage, skipped_because=what.skipped_because
    )
    check_sending(origin.family, sending, expected=FIRST, by=by)
    form = create(
        ResolutionForm,
        origin,
        by=by,
        concern=concern,
        reasons=check_reasons(what.reasons, field="reasons"),
        impact=worded(what.impact, "Say what it means for the child.", "impact"),
        asked=worded(what.asked, "Say what you ask for.", "asked"),
        route=route_of(what.recipient),
        stage=what.stage,
    )
    stage = send(form, sending, expected=FIRST, by=by)
    note_step(form, StepKind.RAISED, stage.skipped_because, by=by)
    return form
