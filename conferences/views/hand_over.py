"""Hand a chair's caseload over: choose, see what would happen, confirm, take back."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from conferences.domain import caseload_hand_over as steps
from conferences.forms.hand_over import HandOverForm, TakeBackForm, WhoLeavesForm
from conferences.models import CaseloadHandOver
from people.domain.reading import list_all
from people.forms.saving import attempt
from people.models import Professional

CONFIRM = "confirm"


@login_required
@require_http_methods(["GET", "POST"])
def choose(request: SignedInRequest) -> HttpResponse:
    steps.may_hand_over(request.user)
    form = WhoLeavesForm(request.POST or None, chairs=steps.chairs_to_give_to())
    if request.method == "POST" and form.is_valid():
        return redirect("conferences:hand_over_caseload", int(form.cleaned_data["leaving"]))
    made = CaseloadHandOver.objects.select_related("leaving__person", "by", "undone_by")[:20]
    context = {"form": form, "made": made}
    return render(request, "conferences/hand_over/choose.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def hand_over(request: SignedInRequest, pk: int) -> HttpResponse:
    """Sent once it shows what would happen; confirmed, it happens."""
    steps.may_hand_over(request.user)
    leaving = get_object_or_404(Professional.objects.select_related("person"), pk=pk)
    families = steps.caseload_of(leaving, reader=request.user)
    chairs = steps.chairs_to_give_to(leaving)
    form = HandOverForm(request.POST or None, families=families, chairs=chairs)
    seen = None
    if request.method == "POST" and form.is_valid():
        if request.POST.get("action") == CONFIRM and attempt(
            form, lambda: _hand_over(request, leaving, form)
        ):
            made = CaseloadHandOver.objects.filter(leaving=leaving, by=request.user).latest("at")
            messages.success(request, "The caseload is handed over.")
            return redirect("conferences:handed_over", made.pk)
        seen = steps.preview(leaving=leaving, to=form.to_of(), by=request.user)
    context = {"leaving": leaving, "form": form, "families": families, "seen": seen}
    return render(request, "conferences/hand_over/hand_over.html", context)


def _hand_over(request: SignedInRequest, leaving: Professional, form: HandOverForm) -> None:
    answers = form.cleaned_data
    steps.hand_over_caseload(
        leaving=leaving,
        to=form.to_of(),
        from_on=answers["from_on"],
        reason=answers["reason"],
        by=request.user,
    )


@login_required
@require_http_methods(["GET", "POST"])
def handed_over(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was done, what is left to do in the diary, and the way back."""
    steps.may_hand_over(request.user)
    made = get_object_or_404(
        CaseloadHandOver.objects.select_related("leaving__person", "by", "undone_by"), pk=pk
    )
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and attempt(
        form,
        lambda: steps.take_back(made=made, by=request.user, **form.cleaned_data),
    ):
        messages.success(request, "The hand-over is taken back.")
        return redirect("conferences:handed_over", pk)
    rows = made.families.visible_to(request.user).select_related("family", "to__person")
    children = [child for row in rows for child in row.family.children_concerned()]
    verb = "conferences.open_hand_over"
    context = {
        "made": made,
        "rows": list_all(rows, by=request.user, verb=verb, children=children),
        "booked": steps.still_booked(made, reader=request.user),
        "form": form,
    }
    return render(request, "conferences/hand_over/done.html", context)
