"""Every refusal as a problem document (RFC 9457) that names the field and the rule.

{"type": "/api/v1/#wrong-state", "title": "Not now", "status": 409, "detail": "This plan has
 ended.", "errors": [{"field": "held_on", "rule": "plan_ended", "detail": "This plan ..."}]}
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, RequestDataTooBig
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, JsonResponse
from rest_framework import exceptions
from rest_framework.response import Response

from accounts.errors import DomainError, NotAllowed, WrongState
from api.domain.kept_answers import KeyUsedForAnother
from audit.domain import refuse
from bookings.domain.errors import SlotNotPossible, SlotTaken
from conferences.domain.closing import NotReadyToClose
from conferences.domain.requesting import NotComplete
from people.errors import PossibleDuplicates, Refused

logger = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"
HERE = "/api/v1/"


@dataclass(frozen=True)
class Kind:
    """One kind of problem: what it is called, its title, its status, and what to do."""

    name: str
    title: str
    status: int
    what_to_do: str

    @property
    def address(self) -> str:
        return f"{HERE}#{self.name}"


KINDS = {
    kind.name: kind
    for kind in (
        Kind("not-valid", "Not valid", 400, "Mend the fields named in “errors”."),
        Kind("no-token", "No token that works", 401, "Send a token that works."),
        Kind("not-allowed", "Not allowed", 403, "The scope or the role does not allow it."),
        Kind("not-found", "Not found", 404, "There is nothing at this address."),
        Kind("method-not-allowed", "Not this way", 405, "Use a method of this address."),
        Kind("not-acceptable", "No such form", 406, "Accept application/json."),
        Kind("wrong-state", "Not now", 409, "Look what has happened meanwhile, then decide."),
        Kind("too-big", "Too big", 413, "Send less at once."),
        Kind("unsupported-media-type", "Not JSON", 415, "Send application/json."),
        Kind("rule-broken", "Against a rule", 422, "Mend the fields named in “errors”."),
        Kind("key-used", "Key already used", 422, "Send each new request with a new key."),
        Kind("too-many-requests", "Too many requests", 429, "Wait as long as Retry-After says."),
        Kind("fault", "A fault of ours", 500, "Nothing was changed. Ask again with the same key."),
    )
}
BY_STATUS = {kind.status: kind for kind in reversed(KINDS.values())}


def answer_problem(error: Exception, context: dict[str, Any]) -> Response:
    """REST framework asks this for every error that a view raises."""
    kind, detail, errors = _read(error, context)
    body = {
        "type": kind.address,
        "title": kind.title,
        "status": kind.status,
        "detail": detail,
        "errors": errors,
    }
    headers = {}
    if challenge := getattr(error, "auth_header", ""):
        headers["WWW-Authenticate"] = challenge
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = str(round(wait))
    return Response(body, status=kind.status, headers=headers, content_type=MEDIA_TYPE)


def _read(error: Exception, context: dict[str, Any]) -> tuple[Kind, str, list[dict[str, str]]]:
    if isinstance(error, DomainError):
        _leave_a_trace(error, context)
        return _kind_of(error), error.message, list(_rules_of(error))
    if isinstance(error, Http404 | ObjectDoesNotExist):
        return KINDS["not-found"], "There is nothing with this number.", []
    if isinstance(error, exceptions.ValidationError):
        return KINDS["not-valid"], "Some of what was sent is not valid.", list(_fields(error))
    if isinstance(error, exceptions.APIException) and error.status_code in BY_STATUS:
        return BY_STATUS[error.status_code], str(error.detail), []
    if isinstance(error, RequestDataTooBig):
        return KINDS["too-big"], "This is more than can be taken at once.", []
    logger.exception("Fault while answering the API", exc_info=error)
    got_request_exception.send(sender=answer_problem, request=context["request"]._request)
    return KINDS["fault"], "Something went wrong here. Nothing was changed.", []


def _kind_of(error: DomainError) -> Kind:
    if isinstance(error, NotAllowed):
        return KINDS["not-allowed"]
    if isinstance(error, KeyUsedForAnother):
        return KINDS["key-used"]
    if isinstance(error, WrongState | SlotTaken | PossibleDuplicates):
        return KINDS["wrong-state"]
    return KINDS["rule-broken"]


def _rules_of(error: DomainError) -> Iterator[dict[str, str]]:
    """One line for each reason where there are several: obstacles to closing, to a slot."""
    rule = error.rule
    if isinstance(error, NotReadyToClose):
        for found in error.obstacles:
            yield {"field": found.where, "rule": rule, "detail": found.message}
    elif isinstance(error, NotComplete):
        for gap in error.missing:
            yield {"field": gap.step, "rule": rule, "detail": gap.message}
    elif isinstance(error, SlotNotPossible):
        for obstacle in error.obstacles:
            yield {"field": error.field, "rule": rule, "detail": obstacle.words}
    else:
        yield {"field": error.field, "rule": rule, "detail": error.message}


def _fields(error: exceptions.ValidationError) -> Iterator[dict[str, str]]:
    yield from _walk(error.detail, "")


def _walk(detail: Any, path: str) -> Iterator[dict[str, str]]:
    """`{"minutes": {"came": [{"member": ["..."]}]}}` is about the field minutes.came.0.member."""
    if isinstance(detail, dict):
        for name, inner in detail.items():
            own = path if name == "non_field_errors" else f"{path}.{name}".lstrip(".")
            yield from _walk(inner, own)
    elif isinstance(detail, list):
        for place, inner in enumerate(detail):
            is_words = isinstance(inner, str)
            yield from _walk(inner, path if is_words else f"{path}.{place}".lstrip("."))
    else:
        yield {"field": path, "rule": getattr(detail, "code", "invalid"), "detail": str(detail)}


def _leave_a_trace(error: DomainError, context: dict[str, Any]) -> None:
    """Every refusal is audited; one that was not where it was raised, here."""
    if isinstance(error, NotAllowed) and not isinstance(error, Refused):
        verb = f"api.{getattr(context['view'], 'area', '')}"
        refuse(verb, by=context["request"].user, reason=error.message)


def nothing_here(request: HttpRequest, **kwargs: Any) -> JsonResponse:
    """For every address under /api/ that is none: no page of HTML, not even then."""
    kind = KINDS["not-found"]
    words = "There is nothing at this address."
    body = {"type": kind.address, "title": kind.title, "status": 404, "detail": words, "errors": []}
    return JsonResponse(body, status=404, content_type=MEDIA_TYPE)
