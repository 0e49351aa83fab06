"""Relatives and carers; where people live."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.errors import NotAllowed
from accounts.views.request import SignedInRequest
from people.domain.network import (
    add_relative,
    births_told,
    change_person,
    change_relationship,
    people_alike,
    require_may_change,
)
from people.domain.queries import families_of, network_of
from people.domain.reading import open_one
from people.domain.residence import confirm_home, move_in, move_out, protect_home
from people.domain.stop_writing import VERB, asked_of, stop_writing
from people.domain.versions import version_of
from people.forms.network import HomeForm, PersonForm, RelationshipForm, RelativeForm
from people.forms.saving import saved
from people.models import Child, Family, Person, Relationship, Residence
from people.rules import may_edit_family, may_edit_person, may_see_family
from people.views.opening import family_to_edit, require_may_edit


@login_required
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, pk: int) -> HttpResponse:
    family = family_to_edit(request, pk, "people.add_relative")
    user = request.user
    name = f"{request.POST.get('given_names', '')} {request.POST.get('family_name', '')}"
    alike = people_alike(name=name, by=user) if request.method == "POST" else []
    form = RelativeForm(
        request.POST or None,
        children=Child.objects.visible_to(user).filter(family=family).select_related("person"),
        alike=alike,
        births=births_told(alike, by=user),
    )
    if request.method == "POST" and form.is_valid():
        if not form.looked:
            form.add_error("known", "Say whether it is one of these people.")
        elif saved(
            form,
            lambda: add_relative(
                children=form.cleaned_data["children"],
                person=form.person,
                details=form.details(),
                by=user,
            ),
        ):
            success(request, "Added.")
            return redirect(family)
    context = {"form": form, "family": family, "heading": "Add a relative or carer"}
    return render(request, "people/network_form.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = Relationship.objects.select_related("child__family", "child__person", "person")
    row: Relationship = open_one(rows, by=request.user, verb="people.change_relationship", pk=pk)
    family = row.child.family
    require_may_edit(request, family, "people.change_relationship")
    initial = RelationshipForm.about(row) | {"seen": version_of(row)}
    form = RelationshipForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        user, seen = request.user, form.cleaned_data["seen"]
        if saved(
            form,
            lambda: change_relationship(
                relationship=row, details=form.details(), seen=seen, by=user
            ),
        ):
            success(request, "Saved.")
            return redirect(family)
    # Each name keeps its own direction (Unicode's isolates), in the title and the breadcrumbs too.
    heading = f"\u2068{row.person}\u2069 and \u2068{row.child}\u2069"
    return render(
        request,
        "people/network_form.html",
        {
            "form": form,
            "family": family,
            "heading": heading,
            "person": row.person,
            "relationship": row,
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def person(request: SignedInRequest, pk: int) -> HttpResponse:
    found: Person = open_one(
        Person.objects.all(), by=request.user, verb="people.change_person", pk=pk
    )
    family = _family_they_share(request, found)
    require_may_change(found, by=request.user)
    form = PersonForm(
        request.POST or None, initial=PersonForm.about(found) | {"seen": version_of(found)}
    )
    if request.method == "POST" and form.is_valid():
        user, seen = request.user, form.cleaned_data["seen"]
        if saved(
            form,
            lambda: change_person(
                person=found, details=form.person_details(found), seen=seen, by=user
            ),
        ):
            success(request, "Saved.")
            return redirect(family)
    context = {"form": form, "family": family, "heading": found.name, "person": found}
    return render(request, "people/network_form.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def stop(request: SignedInRequest, pk: int) -> HttpResponse:
    """Stop writing to somebody; and, to whom that was told, who asked for it. It shows nothing of
    how they are reached."""
    user = request.user
    found: Person = open_one(Person.objects.all(), by=user, verb=VERB, pk=pk)
    family = _family_they_share(request, found)
    if request.method == "POST":
        stop_writing(person=found, by=user)
        success(request, f"Nothing more is sent to {found}.")
        return redirect(family)
    context = {
        "person": found,
        "family": family,
        "told": asked_of(user, found),
        "may_change": may_edit_person(user, found),
    }
    return render(request, "people/stop_writing.html", context)


def _family_they_share(request: SignedInRequest, person: Person) -> Family:
    """A family through which the reader may change this person; professionals are not changed
    here."""
    user, families = request.user, families_of(person)
    for family in families:
        if may_edit_family(user, family):
            return family
    for family in families:
        if may_see_family(user, family):
            require_may_edit(request, family, "people.change_person")
    raise NotAllowed("This person’s details are looked after by their own agency.")


@login_required
@require_http_methods(["GET", "POST"])
def add_home(request: SignedInRequest, pk: int) -> HttpResponse:
    family = family_to_edit(request, pk, "people.move_in")
    everybody = [somebody.pk for somebody in network_of(family)]
    user = request.user
    kept = Person.objects.kept_from(user).order_by().values("pk")
    people = Person.objects.visible_to(user).filter(pk__in=everybody).exclude(pk__in=kept)
    form = HomeForm(request.POST or None, people=people)

    def act() -> list[Residence]:
        return move_in(by=user, **form.cleaned_data)

    if request.method == "POST" and form.is_valid() and saved(form, act):
        success(request, "The address is recorded.")
        return redirect(family)
    context = {"form": form, "family": family, "heading": "Add an address"}
    return render(request, "people/network_form.html", context)


@login_required
@require_POST
def home(request: SignedInRequest, pk: int) -> HttpResponse:
    """Confirm an address, protect it or lift that, or say that they moved out."""
    rows = Residence.objects.select_related("person", "address")
    residence = open_one(rows, by=request.user, verb="people.home", pk=pk)
    family = _family_they_share(request, residence.person)
    user, step = request.user, request.POST.get("step")
    if step == "confirm":
        confirm_home(residence=residence, by=user)
    elif step in {"protect", "unprotect"}:
        protect_home(residence=residence, is_protected=step == "protect", by=user)
    elif step == "move_out":
        move_out(residence=residence, by=user)
    return redirect(family)
