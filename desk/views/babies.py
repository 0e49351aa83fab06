"""There are more babies than were thought, or fewer."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from desk.domain.babies import record_fewer_babies, record_more_babies
from desk.forms.bereavement import FewerBabiesForm, MoreBabiesForm
from people.domain.permission import require
from people.forms.saving import saved
from people.rules import may_merge
from people.views.opening import child_to_edit, open_child


@login_required
@require_http_methods(["GET", "POST"])
def more(request: SignedInRequest, pk: int) -> HttpResponse:
    child = child_to_edit(request, pk, "desk.more_babies")
    form = MoreBabiesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        number, user = form.cleaned_data["number"], request.user
        if saved(form, lambda: record_more_babies(child=child, number=number, by=user)):
            success(request, "Each baby has a record now, with the same plan, dates and meetings.")
            return redirect(child.family)
    context = {"form": form, "child": child, "family": child.family, "heading": "More babies"}
    return render(request, "desk/babies.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def fewer(request: SignedInRequest, pk: int) -> HttpResponse:
    child = open_child(request, pk, "desk.fewer_babies")
    user = request.user
    require(may_merge(user), "desk.fewer_babies", by=user, subjects=[child])
    form = FewerBabiesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if saved(form, lambda: record_fewer_babies(child=child, reason=reason, by=user)):
            success(request, "There is one baby fewer now. The plan and dates of the other stay.")
            return redirect(child.family)
    heading = "A baby was counted by mistake"
    context = {"form": form, "child": child, "family": child.family, "heading": heading}
    return render(request, "desk/babies.html", context)
