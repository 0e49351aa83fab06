"""One child's advocate: what was offered, who agreed, and what came of it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from conferences.domain.advocacy import latest_for, offers_to
from conferences.forms.advocacy import AdvocacyForm
from people.forms.saving import attempt
from people.rules import may_edit_family
from people.views.opening import open_child, require_may_edit


@login_required
@require_http_methods(["GET", "POST"])
def show(request: SignedInRequest, child_pk: int) -> HttpResponse:
    child = open_child(request, child_pk, "conferences.advocacy")
    if request.method == "POST":
        require_may_edit(request, child.family, "conferences.advocacy")
    form = AdvocacyForm(request.POST or None, child=child, latest=latest_for(child))
    if request.method == "POST" and attempt(form, form.act(request.user)):
        messages.success(request, "Recorded.")
        return redirect("conferences:advocacy", child.pk)
    context = {
        "child": child,
        "offers": offers_to(child),
        "form": form,
        "may_record": may_edit_family(request.user, child.family),
    }
    return render(request, "conferences/advocacy.html", context)
