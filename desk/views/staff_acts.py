"""What is done to somebody's sign-in: each asks why, on a page of its own, before it happens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.messages import success
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.domain.looking_after import check_not_oneself
from accounts.views.request import SignedInRequest
from desk.forms.staff import WhyForm
from people.domain import staff
from people.forms.saving import saved


@dataclass(frozen=True)
class Act:
    heading: str
    what_happens: str
    button: str
    do: Callable[..., None]
    done: str


ACTS = {
    "disable": Act(
        "Switch this account off",
        "They are signed out everywhere and cannot sign in. Their postings stay as they are.",
        "Switch it off",
        staff.disable,
        "The account is off.",
    ),
    "enable": Act(
        "Switch this account on again",
        "They can sign in again with their password and second step. They get an email.",
        "Switch it on",
        staff.enable,
        "The account is on.",
    ),
    "second-step": Act(
        "Take the second step away",
        "Make sure that it is they who ask: see them, or telephone a number you know. They are "
        "signed out everywhere, get an email, and set up a new one when they sign in.",
        "Take it away",
        staff.reset_second_step,
        "The second step is taken away.",
    ),
    "sign-out": Act(
        "Sign them out everywhere",
        "Every session ends at once. They can sign in again.",
        "Sign them out",
        staff.sign_out_everywhere,
        "They are signed out everywhere.",
    ),
}


@login_required
@require_http_methods(["GET", "POST"])
def act(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    by = request.user
    user = staff.open_staff(pk, by=by)
    chosen = ACTS.get(name)
    if chosen is None:
        raise Http404
    check_not_oneself(user, verb=f"people.{name}", by=by)
    form = WhyForm(request.POST or None)

    def do() -> bool:
        chosen.do(user=user, by=by, **form.cleaned_data)
        return True

    if request.method == "POST" and form.is_valid() and saved(form, do):
        success(request, chosen.done)
        return redirect("desk:staff_one", pk)
    context: dict[str, Any] = {"form": form, "of": user, "act": chosen}
    return render(request, "desk/staff/act.html", context)
