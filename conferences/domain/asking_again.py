"""Ask again after a conference was cancelled: what was answered once is not typed again.

Nothing that was answered then is taken to be true now. Every step of the new draft opens with the
old answers and is gone through once more, and the team manager agrees anew.
"""

from __future__ import annotations

from django.db import transaction

from accounts.errors import WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from conferences.domain import request_steps as steps
from conferences.domain.requesting import start_request
from conferences.enums import ConferenceKind, ConferenceState
from conferences.models import ConferenceRequest, ConferenceStep, Transfer

# What belongs to the occasion: it is decided anew, and whether it is late depends on that day.
OF_ITS_TIME = frozenset({"decided_on", "wanted_by", "late_reason", "late_note"})
COPIED = [name for names in steps.FIELDS.values() for name in names if name not in OF_ITS_TIME]


@transaction.atomic
def ask_again(*, request: ConferenceRequest, by: User) -> ConferenceRequest:
    """A new draft with the answers of a request whose conference was cancelled.

    Raises `NotAllowed`, and `WrongState` for any other request, or while this person has a draft
    of the same kind for the family: nothing is written over.
    """
    if cancelled_step(request) is None:
        raise WrongState(
            "Only a request whose conference was cancelled is copied.", rule="not_cancelled"
        )
    draft = start_request(family=request.family, kind=ConferenceKind(request.kind), by=by)
    if draft.steps_done or draft.unfinished.exists() or draft.reason:
        raise WrongState(
            "You have a draft of this already. Go on with it under “My requests”, or throw it "
            "away first.",
            rule="draft_waits",
        )
    _copy(request, draft)
    record(
        Action.CHANGED,
        "conferences.ask_again",
        by=by,
        subjects=[draft],
        children=draft.children_concerned(),
        detail={"copied_from": request.pk},
    )
    return draft


def cancelled_step(request: ConferenceRequest) -> ConferenceStep | None:
    """How the conference of this request was cancelled; None while it was not."""
    found: ConferenceStep | None = (
        ConferenceStep.objects.filter(
            conference__request=request, to_state=ConferenceState.CANCELLED
        )
        .select_related("by")
        .last()
    )
    return found


def _copy(request: ConferenceRequest, draft: ConferenceRequest) -> None:
    for name in (*COPIED, "invitees"):
        setattr(draft, name, getattr(request, name))
    draft.save()
    draft.children.all().delete()
    for rows in (request.children, request.left_out, request.people_to_invite):
        for row in rows.all():
            row.pk, row.request = None, draft
            row.save()
    for transfer in Transfer.objects.filter(request=request):
        transfer.request = draft
        transfer.save(force_insert=True)
