"""Remembers the request's number and address, so that every audit event carries them."""

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from audit.context import RequestContext, during


class RequestContextMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        context = RequestContext(
            request_id=str(uuid.uuid4()), address=request.META.get("REMOTE_ADDR") or None
        )
        with during(context):
            return self.get_response(request)
