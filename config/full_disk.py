"""A full disk refuses a step in plain words and gives back what was typed (quality.md, F8).

PostgreSQL says so with a code of its own, the private store with an errno. Whatever was answered
as saved before is on disk; the step that met the full disk was rolled back whole.
"""

from __future__ import annotations

import errno
import logging
import sys
from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.defaults import server_error

DISK_FULL = "53100"  # PostgreSQL's code
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})
STATUS = 507  # Insufficient Storage
MESSAGE = (
    "Chairside’s disk is full, so this is not saved yet. Tell your system administrator now. "
    "Everything that was saved before is safe."
)
# Never written back onto a page.
SECRETS = ("csrfmiddlewaretoken", "password", "code")

logger = logging.getLogger(__name__)


class FullDiskMiddleware:
    """For what a page or a step raises; `or_server_error` for what is raised before it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return not_saved(request) if is_full(error) else None


def or_server_error(request: HttpRequest) -> HttpResponse:
    """The handler of status 500."""
    error = sys.exc_info()[1]
    return not_saved(request) if error and is_full(error) else server_error(request)


def is_full(error: BaseException) -> bool:
    return any(
        getattr(each, "pgcode", "") == DISK_FULL
        or (isinstance(each, OSError) and each.errno in NO_ROOM)
        for each in _causes(error)
    )


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def not_saved(request: HttpRequest) -> HttpResponse:
    """Asks the database nothing: a page that is read leaves an audit row, and there is no room."""
    logger.critical("The disk is full: %s %s was refused", request.method, request.path)
    if "application/json" in request.headers.get("Accept", "") or request.headers.get("HX-Request"):
        return JsonResponse({"message": MESSAGE}, status=STATUS)
    context = {
        "fields": _typed(request),
        "address": request.get_full_path(),
        "had_files": bool(request.FILES),
    }
    return render(request, "507.html", context, status=STATUS)


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, values in request.POST.lists()
        if not any(secret in name for secret in SECRETS)
        for value in values
    ]
