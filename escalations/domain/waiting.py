"""Whom each concern, form and complaint waits for: by name, for the morning email of everybody."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F

from escalations.domain.complaint_steps import occasion
from escalations.domain.queries import FOR_HEADS
from escalations.enums import ComplaintState, ConcernState, FormState
from escalations.models import Complaint, Concern, FormStage, ResolutionForm
from people.domain.queries import posted
from people.enums import Role
from people.start_page import Owed


def owed() -> Iterator[Owed]:
    """What the lists of these people show. Partners without a sign-in are chased by their link."""
    for concern in Concern.objects.filter(state=ConcernState.OPEN):
        yield Owed(concern.raised_by_id, concern.about, concern.family_id, concern.about)
    for stage in FormStage.objects.filter(
        form__state=FormState.WAITING, number=F("form__stage"), recipient__user__isnull=False
    ).select_related("form", "recipient"):
        yield Owed(stage.recipient.user_id, stage.about, stage.form.family_id, stage.about)
    for form in ResolutionForm.objects.filter(state=FormState.ANSWERED):
        yield Owed(form.raised_by_id, form.about, form.family_id)
    yield from _complaints()


def _complaints() -> Iterator[Owed]:
    rows = Complaint.objects.filter(state__in=(ComplaintState.WITH_CHAIR, *FOR_HEADS))
    heads = [head.pk for head in posted(Role.HEAD_OF_SERVICE)]
    for row in rows.select_related("conference__chair", "family"):
        about = occasion(row, row.state).about
        chair = row.conference.chair.user_id if row.conference.chair else None
        with_chair = row.state == ComplaintState.WITH_CHAIR
        for reader in [chair] if with_chair else heads:
            if reader is not None:
                yield Owed(reader, about, row.family_id, about)
