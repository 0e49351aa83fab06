"""What every page about packs shares: signed in, opened through the audit, refused plainly."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse

from accounts.errors import DomainError, NotAllowed
from accounts.models import User
from disclosure.domain.steps import allow
from disclosure.models import Pack, Record
from people.domain.permission import require
from people.domain.reading import NotFound, open_one

View = Callable[..., HttpResponse]


class StaffRequest(HttpRequest):
    """For type checkers: behind `guarded` somebody is signed in."""

    user: User


def guarded(view: View) -> View:
    """Signed in; a refusal is a 403 with its reason, a row that is not there a 404."""

    @login_required
    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotAllowed as refusal:
            raise PermissionDenied(refusal.message) from refusal
        except NotFound as missing:
            raise Http404(str(missing)) from missing

    return inner


def open_pack(request: StaffRequest, pk: int, verb: str) -> Pack:
    rows = Pack.objects.select_related("recipient__person", "record__family", "upload")
    opened: Pack = open_one(rows, by=request.user, verb=verb, pk=pk)
    return opened


def pack_for(
    request: StaffRequest, pk: int, verb: str, may: Callable[[User, Pack], bool], message: str
) -> Pack:
    """The pack, for a step that this person may take; nobody else is shown its form."""
    pack = open_pack(request, pk, verb)
    allow(may(request.user, pack), verb=verb, pack=pack, by=request.user, message=message)
    return pack


def open_record(request: StaffRequest, pk: int, verb: str) -> Record:
    rows = Record.objects.select_related("family")
    opened: Record = open_one(rows, by=request.user, verb=verb, pk=pk)
    return opened


def record_for(
    request: StaffRequest, pk: int, verb: str, may: Callable[[User, Record], bool], message: str
) -> Record:
    """The same for a record."""
    record = open_record(request, pk, verb)
    require(
        may(request.user, record),
        verb,
        by=request.user,
        subjects=[record],
        children=record.children_concerned(),
        message=message,
    )
    return record


def attempt(form: BaseForm, act: Callable[[], Any]) -> bool:
    """Take a step for a valid form; the step's own objection becomes the form's error."""
    if not form.is_valid():
        return False
    try:
        act()
    except NotAllowed:
        raise
    except DomainError as objection:
        form.add_error(
            objection.field if objection.field in form.fields else None, objection.message
        )
        return False
    return True


def try_step(request: StaffRequest, act: Callable[[], Any], done: str) -> bool:
    """Take a step that asks nothing; say what came of it at the head of the next page."""
    try:
        act()
    except NotAllowed:
        raise
    except DomainError as objection:
        messages.error(request, objection.message)
        return False
    messages.success(request, done)
    return True
