"""What every page about packs shares: signed in, opened through the audit, refused plainly."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest

from accounts.errors import DomainError, NotAllowed
from accounts.models import User
from disclosure.domain.steps import allow
from disclosure.models import Pack, Record
from people.domain.permission import require
from people.domain.reading import open_one


class StaffRequest(HttpRequest):
    """For type checkers: behind `login_required` somebody is signed in."""

    user: User


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
