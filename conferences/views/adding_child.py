"""Add a child to a conference that waits: say who and why, see what it does, confirm."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from conferences import rules
from conferences.domain import adding_child as steps
from conferences.forms.adding_child import AddChildForm
from conferences.models import Conference
from conferences.views.case_page import only_if_about, open_conference
from people.forms.saving import attempt
from timescales.presenters import why

CONFIRM = "confirm"


@login_required
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, pk: int) -> HttpResponse:
    """Sent once it shows what would happen; confirmed, it happens."""
    verb = "conferences.open_add_child"
    conference = open_conference(request, pk, verb)
    may = rules.may_screen(request.user)
    only_if_about(conference, may, request, verb, steps.NOT_TO_ADD)
    form = AddChildForm(request.POST or None, children=steps.children_to_add(conference))
    seen: list[steps.WouldBe] = []
    if request.method == "POST" and attempt(
        form, lambda: seen.append(steps.preview(conference=conference, adding=form.adding()))
    ):
        confirmed = request.POST.get("action") == CONFIRM
        if confirmed and attempt(form, lambda: _add(request, conference, form)):
            return redirect("conferences:participants", pk)
    context = {
        "conference": conference,
        "hindrance": steps.why_not(conference),
        "form": form,
        "seen": seen[0] if seen else None,
        "why": why(seen[0].limit) if seen else None,
    }
    return render(request, "conferences/conference/add_child.html", context)


def _add(request: SignedInRequest, conference: Conference, form: AddChildForm) -> None:
    added = steps.add_child(conference=conference, adding=form.adding(), by=request.user)
    messages.success(
        request,
        f"The conference is about {added.child} too. Check that whoever must be asked because of "
        "this child is on the list.",
    )
