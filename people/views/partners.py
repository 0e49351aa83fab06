"""Partner professionals: find, add where one is needed, correct, say that one has left."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.contrib.messages import success
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from accounts.views.request import SignedInRequest
from audit.domain import record
from audit.enums import Action
from people.domain import partners
from people.domain.permission import require
from people.errors import PossiblySomebodyKnown
from people.forms.partners import ChangePartnerForm, ChangeWorkForm, FindPartnerForm, PartnerForm
from people.forms.saving import saved
from people.models import Professional
from people.rules import may_keep_partners, may_rename_partners

PAGE = 50


@login_required
@require_safe
def listed(request: SignedInRequest) -> HttpResponse:
    by = request.user
    form = FindPartnerForm(request.GET)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    page = Paginator(partners.partners(by=by, words=words), PAGE).get_page(request.GET.get("page"))
    record(Action.LISTED, "people.partners", by=by, subjects=list(page))
    context = {"form": form, "page_obj": page, "partners": list(page), "words": words}
    return render(request, "people/partners.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest) -> HttpResponse:
    """Whoever came from a page that asks for a professional goes back there, with this one."""
    by = request.user
    require(may_keep_partners(by), "people.add_partner", by=by)
    form = PartnerForm(request.POST or None)
    looked_at = [int(pk) for pk in request.POST.getlist("looked_at") if pk.isdecimal()]
    context: dict[str, Any] = {"form": form, "heading": "Add a partner professional"}
    context["back"] = _next(request)

    def act() -> Professional:
        return partners.add_partner(details=form.details(), looked_at=looked_at, by=by)

    if request.method == "POST" and form.is_valid():
        try:
            if made := saved(form, act):
                success(request, f"{made.person.name} is added.")
                return redirect(_with(_next(request), made.pk))
        except PossiblySomebodyKnown as found:
            context["alike"] = _alike(request, found)
    return render(request, "people/partner_form.html", context)


def _alike(
    request: SignedInRequest, found: PossiblySomebodyKnown
) -> list[tuple[Professional, str]]:
    """Each, with the address that goes back with them instead of somebody new."""
    rows = Professional.objects.filter(pk__in=found.alike)
    alike = list(rows.select_related("person", "agency"))
    record(Action.LISTED, "people.partners_alike", by=request.user, subjects=alike)
    return [(row, _with(_next(request), row.pk)) for row in alike]


@login_required
@require_http_methods(["GET", "POST"])
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    """Whoever came from a page that misses something goes back there."""
    by = request.user
    row = partners.open_partner(pk, by=by)
    renames = may_rename_partners(by)
    form = (ChangePartnerForm if renames else ChangeWorkForm)(request.POST or None, row=row)

    def act() -> Professional:
        left_on = form.cleaned_data["left_on"]
        return partners.change_partner(
            professional=row, details=form.details(), left_on=left_on, by=by
        )

    if request.method == "POST" and form.is_valid() and saved(form, act):
        success(request, "Saved.")
        return redirect(_next(request))
    heading = f"Change {row.person.name}"
    context = {"form": form, "heading": heading, "row": row, "renames": renames}
    context["back"] = _next(request)
    return render(request, "people/partner_form.html", context)


def _next(request: SignedInRequest) -> str:
    address = request.GET.get("next", "")
    here = url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure())
    return address if address and here else reverse("people:partners")


def _with(address: str, pk: int) -> str:
    return f"{address}{'&' if '?' in address else '?'}{urlencode({'chosen': pk})}"
