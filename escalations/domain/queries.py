"""What pages of this and other rooms ask. Nothing here writes."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, F, OuterRef, Q

from accounts.models import User
from escalations.domain.clocks import due_dates
from escalations.enums import ComplaintState, ConcernState, FormState
from escalations.models import Complaint, Concern, FormStage, ResolutionForm
from escalations.rules import may_run_panels, who_answers
from people.enums import CaseRoleKind
from people.models import CaseRole
from timescales.domain import today_in_london

IS_WAITING = Q(form__state=FormState.WAITING, number=F("form__stage"))
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


def late_stages_of(user: User) -> list[FormStage]:
    """Which nobody has answered in time, of forms this person raised or of families they chair;
    oldest first."""
    chairs = CaseRole.objects.current().filter(
        family=OuterRef("form__family"), kind=CaseRoleKind.CHAIR, professional__user=user
    )
    mine = Q(form__raised_by=user) | Exists(chairs)
    rows = FormStage.objects.visible_to(user).filter(mine, IS_WAITING)
    rows = rows.select_related("form__family").prefetch_related("form__children")
    return past_their_limit(rows.order_by("sent_at", "pk"))


def past_their_limit(stages: Iterable[FormStage]) -> list[FormStage]:
    """Those whose clock still runs and was due before today; one question for all."""
    known, today = list(stages), today_in_london()
    due = due_dates(known)
    return [stage for stage in known if due.get(stage.about, today) < today]


def complaints_waiting_for(user: User) -> list[Complaint]:
    """Which this person answers as the chair of the conference, or as a head of service, also in
    the place of a chair who cannot."""
    mine = Q(state=ComplaintState.WITH_CHAIR, conference__chair__user=user)
    if may_run_panels(user):
        mine |= Q(state__in=(ComplaintState.WITH_CHAIR, *FOR_HEADS))
    rows = Complaint.objects.visible_to(user).filter(mine)
    rows = rows.select_related("family", "conference__chair__user").prefetch_related("children")
    return [
        row
        for row in rows.order_by("received_on", "pk")
        if row.state != ComplaintState.WITH_CHAIR or (who_answers(row) or user) == user
    ]


def stages_to_answer(user: User) -> list[FormStage]:
    """Where this person is the one asked, and has not answered; oldest first."""
    rows = FormStage.objects.visible_to(user).filter(IS_WAITING, recipient__user=user)
    rows = rows.select_related("form__family").prefetch_related("form__children")
    return list(rows.order_by("sent_at", "pk"))
