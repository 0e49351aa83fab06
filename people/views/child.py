"""Add a child or an unborn baby, change what is known."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from audit.domain import record
from audit.enums import Action
from people.domain.child import add_child, add_unborn, change_child
from people.domain.versions import version_of
from people.errors import PossibleDuplicates
from people.forms.child import ChangeChildForm, ChildForm, UnbornForm
from people.forms.saving import saved
from people.models import Child, Family, Person
from people.views.opening import child_to_edit, family_to_edit


@login_required
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, pk: int) -> HttpResponse:
    family = family_to_edit(request, pk, "people.add_child")
    form = ChildForm(request.POST or None, initial={"family_name": family.surname})

    def act() -> Child:
        return add_child(
            family=family,
            person=form.person_details(),
            child=form.child_details(),
            by=request.user,
            **_looked(request),
        )

    context = {"form": form, "family": family, "heading": "Add a child"}
    return _add(request, form, family, act, context)


@login_required
@require_http_methods(["GET", "POST"])
def add_unborn_baby(request: SignedInRequest, pk: int) -> HttpResponse:
    family = family_to_edit(request, pk, "people.add_unborn")
    mothers = Person.objects.visible_to(request.user).filter(relationships__child__family=family)
    form = UnbornForm(
        request.POST or None,
        initial={"family_name": family.surname, "number": 1},
        mothers=mothers.distinct(),
    )

    def act() -> list[Child]:
        return add_unborn(family=family, by=request.user, **form.cleaned_data, **_looked(request))

    context = {"form": form, "family": family, "heading": "Add an unborn baby"}
    return _add(request, form, family, act, context)


def _add(
    request: SignedInRequest,
    form: forms.Form,
    family: Family,
    act: Callable[[], Any],
    context: dict[str, Any],
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            if saved(form, act):
                success(request, "Added. Say who is related to them and where they live.")
                return redirect(family)
        except PossibleDuplicates as found:
            context |= _duplicates(request, found)
    return render(request, "people/child_form.html", context)


def _looked(request: SignedInRequest) -> dict[str, Any]:
    """Which possible duplicates the typist has said are other children."""
    looked_at = [int(pk) for pk in request.POST.getlist("looked_at") if pk.isdecimal()]
    return {"looked_at": looked_at, "hidden_accepted": "hidden_accepted" in request.POST}


def _duplicates(request: SignedInRequest, found: PossibleDuplicates) -> dict[str, Any]:
    user = request.user
    alike = list(
        Child.objects.visible_to(user)
        .filter(pk__in=found.visible)
        .select_related("person", "family")
    )
    ids = [child.pk for child in alike]
    record(Action.LISTED, "people.possible_duplicates", by=user, subjects=alike, children=ids)
    return {"alike": alike, "hidden": found.hidden}


@login_required
@require_http_methods(["GET", "POST"])
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    child = child_to_edit(request, pk, "people.change_child")
    versions = {"seen": version_of(child), "seen_person": version_of(child.person)}
    initial = ChangeChildForm.about(child) | versions
    form = ChangeChildForm(request.POST or None, initial=initial, child=child)
    if request.method == "POST" and form.is_valid():
        if saved(form, lambda: _change(request, child, form)):
            success(request, "Saved.")
            return redirect(child)
        form.data = typed = request.POST.copy()
        typed.update({name: str(value) for name, value in versions.items()})
    context = {"form": form, "child": child, "family": child.family, "heading": "Change details"}
    return render(request, "people/child_form.html", context)


def _change(request: SignedInRequest, child: Child, form: ChangeChildForm) -> Child:
    return change_child(
        child=child,
        person=form.person_details(child.person),
        details=form.child_details(child),
        seen=form.cleaned_data["seen"],
        seen_person=form.cleaned_data["seen_person"],
        upn_was_wrong=form.cleaned_data.get("upn_was_wrong", False),
        by=request.user,
    )
