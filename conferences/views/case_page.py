"""What every page about a case shares: signed in, opened through the audit, refused plainly."""

from __future__ import annotations

from collections.abc import Callable

from accounts.errors import NotAllowed
from accounts.models import User
from accounts.views.request import SignedInRequest
from conferences.models import Conference, ConferenceRequest
from people.domain.permission import require
from people.domain.reading import open_one
from people.models import Family


def require_page(allowed: bool) -> None:
    """For a page that is about no one case. The refusal is audited where it becomes a page."""
    if not allowed:
        raise NotAllowed("You do not have permission to open this page.")


def only_if(allowed: bool, request: SignedInRequest, verb: str, message: str) -> None:
    """Go on only if allowed; the refusal is kept in the audit."""
    require(allowed, verb, by=request.user, reason=message, message=message)


def open_request(request: SignedInRequest, pk: int, verb: str) -> ConferenceRequest:
    rows = ConferenceRequest.objects.select_related("family", "requested_by", "agreed_by")
    opened: ConferenceRequest = open_one(rows, by=request.user, verb=verb, pk=pk)
    return opened


def open_conference(request: SignedInRequest, pk: int, verb: str) -> Conference:
    rows = Conference.objects.select_related(
        "family", "chair__person", "booking__room__hub", "booking__session", "request"
    )
    opened: Conference = open_one(rows, by=request.user, verb=verb, pk=pk)
    return opened


def conference_for(
    request: SignedInRequest,
    pk: int,
    verb: str,
    may: Callable[[User, Conference], bool],
    message: str,
) -> Conference:
    """The conference, for a step that this person may take; nobody else is shown its form."""
    conference = open_conference(request, pk, verb)
    only_if_about(conference, may(request.user, conference), request, verb, message)
    return conference


def only_if_about(
    conference: Conference, allowed: bool, request: SignedInRequest, verb: str, message: str
) -> None:
    require(
        allowed,
        verb,
        by=request.user,
        subjects=[conference],
        children=conference.children_concerned(),
        reason=message,
        message=message,
    )


def open_family(request: SignedInRequest, pk: int, verb: str) -> Family:
    opened: Family = open_one(
        Family.objects.select_related("area"), by=request.user, verb=verb, pk=pk
    )
    return opened
