"""What pages of this and other rooms ask. Nothing here writes."""

from __future__ import annotations

from django.db.models import F, Q

from accounts.models import User
from escalations.enums import ComplaintState, ConcernState, FormState
from escalations.models import Complaint, Concern, FormStage, ResolutionForm
from escalations.rules import may_run_panels

FOR_HEADS = (ComplaintState.WITH_PANEL, ComplaintState.PANEL_DECIDED, ComplaintState.RECONVENING)


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


def complaints_waiting_for(user: User) -> list[Complaint]:
    """Which this person answers as the chair of the conference, or as a head of service."""
    mine = Q(state=ComplaintState.WITH_CHAIR, conference__chair__user=user)
    if may_run_panels(user):
        mine |= Q(state__in=FOR_HEADS)
    rows = Complaint.objects.visible_to(user).filter(mine)
    return list(
        rows.select_related("family").prefetch_related("children").order_by("received_on", "pk")
    )


def stages_to_answer(user: User) -> list[FormStage]:
    """Where this person is the one asked, and has not answered; oldest first."""
    rows = FormStage.objects.visible_to(user).filter(
        recipient__user=user, form__state=FormState.WAITING, number=F("form__stage")
    )
    rows = rows.select_related("form__family").prefetch_related("form__children")
    return list(rows.order_by("sent_at", "pk"))
