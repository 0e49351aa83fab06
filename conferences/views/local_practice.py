"""Local practice of meetings: a head of service sets it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from conferences import rules
from conferences.domain.local_practice import set_local_practice
from conferences.forms.local_practice import LocalPracticeForm
from conferences.models import LocalPractice
from conferences.views.case_page import require_page
from people.forms.saving import attempt


@login_required
@require_http_methods(["GET", "POST"])
def local_practice(request: SignedInRequest) -> HttpResponse:
    require_page(rules.may_set_local_practice(request.user))
    practice = LocalPractice.current()
    form = LocalPracticeForm(request.POST or None, practice=practice)
    if request.method == "POST" and attempt(
        form, lambda: set_local_practice(by=request.user, **form.answers())
    ):
        messages.success(request, "Local practice is saved.")
        return redirect("conferences:local_practice")
    return render(request, "conferences/local_practice.html", {"form": form})
