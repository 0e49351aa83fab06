"""How somebody is reached, as family or at work, and who confirmed it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.messages import success
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from people.domain.contact import (
    confirm_contact,
    is_confirmed,
    open_at_work,
    require_may_confirm,
    value_of,
)
from people.domain.reading import open_one
from people.enums import ContactWay
from people.forms.network import ConfirmContactForm
from people.forms.saving import saved
from people.models import Person


@login_required
@require_http_methods(["GET", "POST"])
def contact(request: SignedInRequest, pk: int) -> HttpResponse:
    """What is known of a relative, whether it was confirmed, and by whom."""
    user = request.user
    found: Person = open_one(Person.objects.all(), by=user, verb="people.contact", pk=pk)
    require_may_confirm(found, at_work=False, by=user)
    return _page(request, found, at_work=False, here=reverse("people:contact", args=[pk]))


@login_required
@require_http_methods(["GET", "POST"])
def work_contact(request: SignedInRequest, pk: int) -> HttpResponse:
    """The same of a professional at work: nothing of what is theirs alone."""
    found = open_at_work(pk, by=request.user)
    return _page(request, found, at_work=True, here=reverse("people:work_contact", args=[pk]))


def _page(request: SignedInRequest, found: Person, *, at_work: bool, here: str) -> HttpResponse:
    form = ConfirmContactForm(request.POST or None, person=found, at_work=at_work)
    if request.method == "POST" and form.is_valid():
        asked: dict[str, Any] = {"person": found, "at_work": at_work, "by": request.user}
        way, how = ContactWay(form.cleaned_data["way"]), form.cleaned_data["how"]
        if saved(form, lambda: confirm_contact(way=way, how=how, **asked)):
            success(request, "Confirmed.")
            return redirect(here)
    ways = [
        (
            way,
            value_of(found, way, at_work=at_work),
            is_confirmed(found, way, at_work=at_work),
        )
        for way in ContactWay
    ]
    confirmations = found.confirmations.filter(at_work=at_work)
    context = {
        "person": found,
        "at_work": at_work,
        "heading": "Work telephone and email" if at_work else "Telephone and email",
        "form": form,
        "ways": ways,
        "anything": any(value for _, value, _ in ways),
        "confirmations": confirmations.select_related("by")[:10],
    }
    return render(request, "people/contact.html", context)
