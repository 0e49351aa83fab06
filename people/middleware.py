"""Turns the errors of domain functions into plain pages: 403, 404, or why a step cannot be taken;
and an address of a step, opened like a page, into one that says so.

Every refusal leaves a trace: one that was not audited where it was raised is audited here.
"""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render

from accounts.errors import DomainError, NotAllowed
from audit.domain import refuse
from people.domain.permission import MESSAGE
from people.errors import Refused
from people.rules import may_break_glass


class PlainErrorsMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and request.method == "GET":
            return _nothing_to_read(request, response)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, PermissionDenied):
            cause = error.__cause__
            error = cause if isinstance(cause, NotAllowed) else NotAllowed(str(error) or MESSAGE)
        if isinstance(error, NotAllowed):
            return not_allowed(request, error)
        if isinstance(error, ObjectDoesNotExist):
            return render(request, "404.html", status=404)
        if isinstance(error, DomainError):
            return render(request, "people/cannot.html", {"message": error.message}, status=409)
        return None


def _nothing_to_read(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """After a form with a mistake the browser stands at the address of the step: whoever opens it
    again would see an empty page. What the API says stays as it is."""
    if response.content:
        return response
    page = render(request, "405.html", status=response.status_code)
    page["Allow"] = response["Allow"]
    return page


def not_allowed(request: HttpRequest, error: NotAllowed) -> HttpResponse:
    """The same words whether the record is restricted, elsewhere or shut by a conflict."""
    if not isinstance(error, Refused):
        match = request.resolver_match
        who = request.user if request.user.is_authenticated else None
        refuse(match.view_name if match else request.path, by=who, reason=error.message)
    family_id = getattr(error, "family_id", None)
    context = {
        "message": error.message,
        "family_id": family_id if family_id and may_break_glass(request.user) else None,
    }
    return render(request, "people/not_allowed.html", context, status=403)
