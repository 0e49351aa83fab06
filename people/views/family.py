"""Add a family; change its name, area and team."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from people.domain.family import add_family, change_family
from people.domain.permission import require
from people.forms.family import FamilyForm
from people.forms.saving import saved
from people.models import Family
from people.rules import may_add_family, may_change_family
from people.views.opening import open_family


@login_required
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest) -> HttpResponse:
    user = request.user
    require(may_add_family(user), "people.add_family", by=user)
    form = FamilyForm(request.POST or None, initial=FamilyForm.of_team_of(user))
    if request.method == "POST" and form.is_valid():
        family = saved(form, lambda: add_family(by=user, **form.cleaned_data))
        if family:
            success(request, "The family is added. Now add each child.")
            return redirect(family)
    return render(request, "people/family_form.html", {"form": form, "heading": "Add a family"})


@login_required
@require_http_methods(["GET", "POST"])
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    family = open_family(request, pk, "people.change_family")
    user = request.user
    require(may_change_family(user, family), "people.change_family", by=user, subjects=[family])
    form = FamilyForm(request.POST or None, initial=FamilyForm.about(family))

    def act() -> Family:
        return change_family(family=family, by=user, **form.cleaned_data)

    if request.method == "POST" and form.is_valid() and saved(form, act):
        success(request, "The family is changed.")
        return redirect(family)
    context = {"form": form, "family": family, "heading": "Change this family"}
    return render(request, "people/family_form.html", context)
