"""What pages of this and other rooms ask. Nothing here writes."""

from __future__ import annotations

from django.db.models import F

from accounts.models import User
from escalations.enums import ConcernState, FormState
from escalations.models import Concern, FormStage, ResolutionForm


def open_concerns_of(user: User) -> list[Concern]:
    """Raised by this person and not settled, oldest first."""
    rows = Concern.objects.visible_to(user).filter(raised_by=user, state=ConcernState.OPEN)
    return list(
        rows.select_related("family").prefetch_related("children").order_by("raised_at", "pk")
    )


def answered_forms_of(user: User) -> list[ResolutionForm]:
    """Raised by this person and answered: to be resolved or stepped up, oldest first."""
    rows = ResolutionForm.objects.visible_to(user)
    rows = rows.filter(raised_by=user, state=FormState.ANSWERED)
    return list(
        rows.select_related("family").prefetch_related("children").order_by("raised_at", "pk")
    )


def stages_to_answer(user: User) -> list[FormStage]:
    """Where this person is the one asked, and has not answered; oldest first."""
    rows = FormStage.objects.visible_to(user).filter(
        recipient__user=user, form__state=FormState.WAITING, number=F("form__stage")
    )
    rows = rows.select_related("form__family").prefetch_related("form__children")
    return list(rows.order_by("sent_at", "pk"))
