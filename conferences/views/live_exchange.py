"""What the live room's script talks to: JSON in, JSON out, and no page."""

from __future__ import annotations

import base64
import json
import uuid
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.errors import DomainError, NotAllowed
from audit.domain import record, refuse
from audit.enums import Action
from conferences import rules
from conferences.domain import devices, live, room
from conferences.models import Conference
from disclosure.domain.moments import clock_of
from disclosure.domain.queries import Changes, changes_since

MOST_AT_ONCE = 100  # operations in a batch

Exchange = Callable[[HttpRequest, Conference], HttpResponse]


def for_recorders(view: Exchange) -> Callable[[HttpRequest, int], HttpResponse]:
    """Answers in JSON: 401 signed out, 403 not theirs, 400 with the reason. Never a redirect.

    The script must be able to tell "sign in again" from "saved" without reading a page.
    """

    @wraps(view)
    def guarded(request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.is_authenticated:
            return JsonResponse({"message": "You are signed out."}, status=401)
        if request.headers.get("X-Chairside-Person", str(request.user.pk)) != str(request.user.pk):
            # The page belongs to somebody else, who was signed in on this device before.
            return JsonResponse({"message": "Somebody else has signed in here."}, status=409)
        conference = _visible(request, pk)
        if conference is None:
            refuse(f"conferences.{view.__name__}", by=request.user, reason="not a recorder of it")
            return JsonResponse({"message": "You may not open this conference."}, status=403)
        try:
            return view(request, conference)
        except NotAllowed as error:
            return JsonResponse({"message": error.message}, status=403)
        except DomainError as error:
            return JsonResponse({"message": error.message}, status=400)

    return guarded


def _visible(request: HttpRequest, pk: int) -> Conference | None:
    rows = Conference.objects.visible_to(request.user).select_related("record", "chair", "family")
    found: Conference | None = rows.filter(pk=pk).first()
    return found if found and rules.may_record(request.user, found) else None


@require_POST
@for_recorders
def operations(request: HttpRequest, conference: Conference) -> HttpResponse:
    """Apply a batch. The answer leaves only after the transaction has committed."""
    sent = _read(request.body)
    results = live.save(
        conference=conference,
        operations=_batch(sent),
        by=request.user,
        clock=clock_of(device_now=sent.get("device_now"), ahead_ms=sent.get("ahead_ms")),
    )
    told = {"me": request.user.pk, "at": _now(), "results": [r.as_json() for r in results]}
    return JsonResponse(told)


def _read(body: bytes) -> dict[str, Any]:
    try:
        sent = json.loads(body)
    except ValueError as error:
        raise DomainError(
            "This could not be read, so nothing was saved.", rule="unreadable"
        ) from error
    if not isinstance(sent, dict):
        raise DomainError("This could not be read, so nothing was saved.", rule="unreadable")
    return sent


def _now() -> str:
    """Our time, from which a device learns how far its own clock is off."""
    return timezone.now().isoformat()


def _batch(body: Mapping[str, Any]) -> list[dict[str, Any]]:
    sent = body.get("operations")
    if not isinstance(sent, list) or not all(isinstance(each, dict) for each in sent):
        raise DomainError("This could not be read, so nothing was saved.", rule="unreadable")
    if len(sent) > MOST_AT_ONCE:
        raise DomainError("Too many changes at once. Send fewer.", rule="too_many")
    return sent


@require_GET
@for_recorders
def changes(request: HttpRequest, conference: Conference) -> HttpResponse:
    """What is new since a number. Nothing new is nothing read: docs/adr/the-live-room.md."""
    asked = request.GET.get("since", "0")
    since = int(asked) if asked.isdecimal() else 0
    told: dict[str, Any] = {"me": request.user.pk, "seq": since, "state": conference.state}
    if since < conference.record.last_seq:
        told |= _news(request, conference, since)
    return JsonResponse(told)


def _news(request: HttpRequest, conference: Conference, since: int) -> dict[str, Any]:
    found = changes_since(conference.record, since, by=request.user)
    if not (found.passages or found.operations):
        return {}
    _audit_reading(request, conference, found)
    return {
        "seq": found.seq,
        "passages": found.passages,
        "room": room.snapshot(conference, by=request.user),
    }


def _audit_reading(request: HttpRequest, conference: Conference, found: Changes) -> None:
    record(
        Action.LISTED,
        "conferences.live_changes",
        by=request.user,
        subjects=[conference],
        children=conference.children_concerned(),
        detail={"seqs": [each["seq"] for each in [*found.passages, *found.operations]]},
    )


@require_GET
@for_recorders
def key(request: HttpRequest, conference: Conference) -> HttpResponse:
    """This person's key for words that wait on their device, and a fresh form token."""
    period = request.GET.get("period") or devices.this_period()
    secret = devices.key_for(request.user, period)
    return JsonResponse(
        {
            "me": request.user.pk,
            "period": period,
            "key": base64.b64encode(secret).decode(),
            "csrf": get_token(request),
            "at": _now(),
        }
    )


@require_POST
@for_recorders
def kept(request: HttpRequest, conference: Conference) -> HttpResponse:
    """A device says how many lines it still keeps: a number, never the lines."""
    try:
        device, lines = uuid.UUID(request.POST.get("device", "")), int(request.POST["lines"])
    except (ValueError, KeyError) as error:
        raise DomainError("This could not be read.", rule="unreadable") from error
    devices.note_kept_lines(
        conference=conference, device=device, lines=max(0, min(lines, 100_000)), by=request.user
    )
    return HttpResponse(status=204)
