"""What every page about packs shares: signed in, opened through the audit, refused plainly."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages

from accounts.errors import DomainError, NotAllowed
from accounts.models import User
from accounts.views.request import SignedInRequest
from disclosure.domain.steps import allow
from disclosure.models import Pack, Record
from people.domain.permission import require
from people.domain.reading import open_one


def open_pack(request: SignedInRequest, pk: int, verb: str) -> Pack:
    rows = Pack.objects.select_related("recipient__person", "record__family", "upload")
    opened: Pack = open_one(rows, by=request.user, verb=verb, pk=pk)
    return opened


def pack_for(
    request: SignedInRequest, pk: int, verb: str, may: Callable[[User, Pack], bool], message: str
) -> Pack:
    """The pack, for a step that this person may take; nobody else is shown its form."""
    pack = open_pack(request, pk, verb)
    allow(may(request.user, pack), verb=verb, pack=pack, by=request.user, message=message)
    return pack


def open_record(request: SignedInRequest, pk: int, verb: str) -> Record:
    rows = Record.objects.select_related("family")
    opened: Record = open_one(rows, by=request.user, verb=verb, pk=pk)
    return opened


def record_for(
    request: SignedInRequest, pk: int, verb: str, may: Callable[[User, Record], bool], message: str
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


def try_step(request: SignedInRequest, act: Callable[[], Any], done: str) -> bool:
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
