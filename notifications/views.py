"""Where GOV.UK Notify says what became of a message. A bearer token, no sign-in, no case."""

from __future__ import annotations

import json
from hmac import compare_digest
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from notifications.channels.notify import report
from notifications.domain import take_receipt

MOST_BYTES = 10_000


@csrf_exempt  # a machine calls, with its token instead of a cookie
@require_POST
def notify_receipt(request: HttpRequest) -> HttpResponse:
    """204 for any receipt, known or not: Notify calls again while it gets anything else."""
    if not settings.NOTIFY_RECEIPT_TOKEN:
        raise Http404
    if not _has_token(request):
        return HttpResponse(status=401)
    receipt = _receipt(request)
    if receipt is None:
        return HttpResponse(status=400)
    take_receipt(reference=str(receipt.get("reference") or ""), report=report(receipt))
    return HttpResponse(status=204)


def _has_token(request: HttpRequest) -> bool:
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return compare_digest(given.encode(), settings.NOTIFY_RECEIPT_TOKEN.encode())


def _receipt(request: HttpRequest) -> dict[str, Any] | None:
    if len(request.body) > MOST_BYTES:
        return None
    try:
        found = json.loads(request.body)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
