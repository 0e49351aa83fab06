"""Ask again after a conference was cancelled: what was answered once is not typed again.

Nothing that was answered then is taken to be true now. Every step of the new draft opens with the
old answers and is gone through once more, and the team manager agrees anew.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from accounts.errors import WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from conferences.domain import request_steps as steps
from conferences.domain.requesting import start_request
from conferences.enums import TO_BE_HELD, WAITING_REQUESTS, ConferenceKind, ConferenceState
from conferences.models import (
    ConferenceChild,
    ConferenceRequest,
    ConferenceStep,
    RequestedChild,
    Transfer,
)

# What belongs to the occasion: it is decided anew, and whether it is late depends on that day.
OF_ITS_TIME = frozenset({"decided_on", "wanted_by", "late_reason", "late_note"})
COPIED = [name for names in steps.FIELDS.values() for name in names if name not in OF_ITS_TIME]


@transaction.atomic
def ask_again(*, request: ConferenceRequest, by: User) -> ConferenceRequest:
    """A new draft with the answers of a request whose conference was cancelled.

    Raises `NotAllowed`, and `WrongState` for any other request, once it was asked again, or while
    this person has a draft of the same kind for the family: nothing is written over.
    """
    if objection := why_not_again(request):
        raise WrongState(objection, rule="not_to_copy")
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


def why_not_again(request: ConferenceRequest) -> str:
    """Why a request cannot be copied, in words; empty when it can."""
    if cancelled_step(request) is None:
        return "Only a request whose conference was cancelled is copied."
    children = [row.child_id for row in _still_to_ask_for(request)]
    if not children:
        return "There is no child left to ask for a conference about."
    about = {"child__in": children}
    meetings = ConferenceChild.objects.filter(**about, conference__state__in=TO_BE_HELD)
    asked = RequestedChild.objects.filter(**about, request__state__in=WAITING_REQUESTS)
    if meetings.exists() or asked.exists():
        return "Another conference about these children is to be held, or has been asked for."
    return ""


def _still_to_ask_for(request: ConferenceRequest) -> QuerySet[RequestedChild]:
    rows: QuerySet[RequestedChild] = request.children.filter(child__person__died_on=None)
    return rows.select_related("added")


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
    children = list(_still_to_ask_for(request))
    added = [row.added.reason for row in children if hasattr(row, "added")]
    draft.reason = "\n\n".join([draft.reason, *added])
    draft.save()
    draft.children.all().delete()
    for row in (*children, *request.left_out.all(), *request.people_to_invite.all()):
        row.pk, row.request = None, draft
        row.save()
    for transfer in Transfer.objects.filter(request=request):
        transfer.request = draft
        transfer.save(force_insert=True)
