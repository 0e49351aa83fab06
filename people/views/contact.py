"""Confirm that a telephone number or email address is right and theirs."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.contrib.messages import success
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from people.domain.contact import confirm_contact, is_confirmed, require_may_confirm, value_of
from people.domain.reading import open_one
from people.enums import ContactWay
from people.forms.network import ConfirmContactForm
from people.forms.saving import saved
from people.models import Person
from people.views.opening import reader


@login_required
@require_http_methods(["GET", "POST"])
def contact(request: HttpRequest, pk: int) -> HttpResponse:
    """What is known, whether it was confirmed, and by whom."""
    user = reader(request)
    found: Person = open_one(Person.objects.all(), by=user, verb="people.contact", pk=pk)
    require_may_confirm(found, by=user)
    form = ConfirmContactForm(request.POST or None, person=found)
    if request.method == "POST" and form.is_valid():
        way, how = ContactWay(form.cleaned_data["way"]), form.cleaned_data["how"]
        if saved(form, lambda: confirm_contact(person=found, way=way, how=how, by=user)):
            success(request, "Confirmed.")
            return redirect("people:contact", pk)
    ways = [(way, value_of(found, way), is_confirmed(found, way)) for way in ContactWay]
    context = {
        "person": found,
        "form": form,
        "ways": ways,
        "anything": any(value for _, value, _ in ways),
        "confirmations": found.confirmations.select_related("by")[:10],
    }
    return render(request, "people/contact.html", context)
