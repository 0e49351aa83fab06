"""Whom each concern, form and complaint waits for: by name, for the morning email of everybody."""

from __future__ import annotations

from collections.abc import Iterator

from escalations.domain.complaint_steps import occasion
from escalations.domain.queries import FOR_HEADS, IS_WAITING, past_their_limit
from escalations.enums import ComplaintState, ConcernState, FormState
from escalations.models import Complaint, Concern, FormStage, ResolutionForm
from escalations.rules import who_answers
from people.domain.queries import posted
from people.enums import CaseRoleKind, Role
from people.models import CaseRole
from people.start_page import Owed


def owed() -> Iterator[Owed]:
    """What the lists of these people show. Partners without a sign-in are chased by their link."""
    for concern in Concern.objects.filter(state=ConcernState.OPEN):
        yield Owed(concern.raised_by_id, concern.about, concern.family_id, concern.about)
    yield from _stages()
    for form in ResolutionForm.objects.filter(state=FormState.ANSWERED):
        yield Owed(form.raised_by_id, form.about, form.family_id)
    yield from _complaints()


def _stages() -> Iterator[Owed]:
    """For whoever is asked; once it is past its limit, for whoever raised it and the chair too."""
    rows = FormStage.objects.filter(IS_WAITING).select_related("form__family", "recipient")
    stages = list(rows)
    late = past_their_limit(stages)
    chairs = _chairs_of({stage.form.family_id for stage in late})
    waits = [(stage, {stage.recipient.user_id}) for stage in stages]
    waits += [(each, {each.form.raised_by_id, *chairs[each.form.family_id]}) for each in late]
    for stage, readers in waits:
        for reader in readers:
            if reader is not None:
                yield Owed(reader, stage.about, stage.form.family_id, stage.about)


def _chairs_of(families: set[int]) -> dict[int, list[int]]:
    roles = CaseRole.objects.current().filter(family__in=families, kind=CaseRoleKind.CHAIR)
    found: dict[int, list[int]] = {family: [] for family in families}
    for family, user in roles.values_list("family", "professional__user"):
        found[family].append(user)
    return found


def _complaints() -> Iterator[Owed]:
    rows = Complaint.objects.filter(state__in=(ComplaintState.WITH_CHAIR, *FOR_HEADS))
    heads = [head.pk for head in posted(Role.HEAD_OF_SERVICE)]
    for row in rows.select_related("conference__chair__user", "family"):
        about = occasion(row, row.state).about
        chair = who_answers(row) if row.state == ComplaintState.WITH_CHAIR else None
        for reader in [chair.pk] if chair else heads:
            yield Owed(reader, about, row.family_id, about)
