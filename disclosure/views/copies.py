"""Copies on paper: another way when the printer failed; how many reprints, how many left lying."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.views.request import SignedInRequest
from disclosure.domain.copies import (
    REPRINTS,
    UNCOLLECTED,
    by_month_and_hub,
    children_in,
    copies_behind,
)
from disclosure.domain.failed_prints import choose_instead, is_open
from disclosure.domain.handing_over import NOT_TO_GIVE, address_to_check
from disclosure.forms.printing import InsteadForm
from disclosure.rules import may_count_copies, may_give
from disclosure.views.guarded import pack_for
from people.domain.permission import require
from people.domain.reading import NotFound, list_all
from people.forms.saving import attempt
from timescales.domain import today_in_london

FOR_MANAGERS = "These numbers are for managers, duty officers and the data officer."
KINDS = {REPRINTS: "Reprints", UNCOLLECTED: "Left uncollected"}


@login_required
@require_http_methods(["GET", "POST"])
def failed(request: SignedInRequest, pk: int, copy_number: int) -> HttpResponse:
    """The printer failed: shown on screen, secure link, or post the next working day."""
    pack = pack_for(request, pk, "disclosure.choose_instead", may_give, NOT_TO_GIVE)
    copy = pack.copies.select_related("job").filter(copy_number=copy_number).first()
    if copy is None:
        raise NotFound("There is no such copy")
    form = InsteadForm(request.POST or None, address=address_to_check(pack, by=request.user))
    link = request.build_absolute_uri(reverse("guest:open", args=["TOKEN"]))

    def act() -> None:
        chosen = link.replace("TOKEN", "{token}")
        choose_instead(copy, by=request.user, link=chosen, **form.answers())

    if request.method == "POST" and attempt(form, act):
        messages.success(request, f"{pack.number}: {copy.get_instead_display().lower()}.")
        return redirect("packs:record", pack.record_id)
    context = {"pack": pack, "copy": copy, "form": form, "is_open": is_open(copy)}
    return render(request, "disclosure/print_failed.html", context)


@login_required
@require_safe
def counts(request: SignedInRequest) -> HttpResponse:
    """By month and hub for a year; behind each number, the copies it counts."""
    user, verb = request.user, "disclosure.copies"
    require(may_count_copies(user), verb, by=user, message=FOR_MANAGERS)
    today = today_in_london()
    since = today.replace(year=today.year - 1, day=1)
    kind, month = request.GET.get("what", ""), _month(request.GET.get("month", ""))
    context: dict[str, Any] = {
        "rows": by_month_and_hub(by=user, since=since),
        "kind": KINDS.get(kind, ""),
    }
    if kind in KINDS and month is not None:
        place = request.GET.get("hub", "")
        found = list(copies_behind(by=user, kind=kind, month=month, place=place))
        listed = list_all(found, by=user, verb=verb, children=children_in(found))
        context |= {"copies": listed, "month": month}
    return render(request, "disclosure/copies.html", context)


def _month(text: str) -> dt.date | None:
    """Its first day, from words such as 2026-11."""
    try:
        return dt.date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
