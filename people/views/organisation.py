"""Areas, teams and agencies: one list, and a page for each to add, rename, close and open again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.views.request import SignedInRequest
from people.domain import organisation
from people.domain.permission import require
from people.forms.organisation import AgencyForm, AreaForm, PlaceForm, TeamForm
from people.forms.saving import saved
from people.models import Agency, Area, Team
from people.rules import may_keep_organisation


@login_required
@require_safe
def listed(request: SignedInRequest) -> HttpResponse:
    by = request.user
    context = {
        "areas": organisation.areas_with_teams(by=by),
        "agencies": organisation.agencies(by=by),
    }
    return render(request, "people/organisation.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def area(request: SignedInRequest, pk: int | None = None) -> HttpResponse:
    row = _opened(request, Area, pk)
    form = AreaForm(request.POST or None, row=row)
    return _edit(request, form, organisation.save_area, "area", row)


@login_required
@require_http_methods(["GET", "POST"])
def team(request: SignedInRequest, pk: int | None = None) -> HttpResponse:
    row = _opened(request, Team, pk)
    form = TeamForm(request.POST or None, row=row)
    families = organisation.families_with(row) if row else 0
    return _edit(request, form, organisation.save_team, "team", row, families=families)


@login_required
@require_http_methods(["GET", "POST"])
def agency(request: SignedInRequest, pk: int | None = None) -> HttpResponse:
    row = _opened(request, Agency, pk)
    form = AgencyForm(request.POST or None, row=row)
    return _edit(request, form, organisation.save_agency, "agency", row)


def _opened(request: SignedInRequest, model: Any, pk: int | None) -> Any:
    by = request.user
    if pk is None:
        require(may_keep_organisation(by), "people.organisation", by=by)
        return None
    return organisation.open_place(model.objects.all(), pk, by=by)


def _edit(
    request: SignedInRequest,
    form: PlaceForm,
    save: Callable[..., Any],
    what: str,
    row: Any,
    **more: Any,
) -> HttpResponse:
    def act() -> Any:
        return save(**{what: row}, by=request.user, **form.cleaned_data)

    if request.method == "POST" and form.is_valid() and saved(form, act):
        success(request, f"The {what} is saved.")
        return redirect("people:organisation")
    article = "an" if what[0] in "aeiou" else "a"
    heading = f"Change this {what}" if row else f"Add {article} {what}"
    context = {"form": form, "heading": heading, "row": row, **more}
    return render(request, "people/place_form.html", context)
