"""Find a child or a family one works with."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from desk.forms.search import SearchForm
from people.domain.permission import require
from people.domain.search import search
from people.forms.saving import saved
from people.presenters.person import born_or_expected
from people.rules import is_staff


@login_required
@require_safe
def results(request: SignedInRequest) -> HttpResponse:
    user = request.user
    require(is_staff(user), "desk.search", by=user)
    form = SearchForm(request.GET if "text" in request.GET else None)
    context: dict[str, object] = {"form": form, "found": None}
    if form.is_bound and form.is_valid():
        found = saved(form, lambda: search(text=form.cleaned_data["text"], by=user))
        if found is not None:
            lines = [(child, born_or_expected(child)) for child in found.children]
            context |= {"found": found, "lines": lines}
    return render(request, "desk/search.html", context)
