"""An expected baby was born."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from conferences.domain.birth import record_birth
from conferences.domain.limits import due_in_words
from conferences.domain.next_review import standing_review_of
from people.forms.child import BirthForm
from people.forms.saving import attempt
from people.views.opening import child_to_edit


@login_required
@require_http_methods(["GET", "POST"])
def birth(request: SignedInRequest, pk: int) -> HttpResponse:
    """The birth, and what it does to the next review."""
    child = child_to_edit(request, pk, "conferences.record_birth")
    form = BirthForm(request.POST or None, initial={"family_name": child.person.family_name})
    if request.method == "POST" and attempt(
        form, lambda: record_birth(child=child, by=request.user, **form.cleaned_data)
    ):
        review = standing_review_of(child)
        words = "The birth is recorded."
        if review is not None and review.due_on is not None:
            words += f" The review is now due by {due_in_words(review)}."
        messages.success(request, words)
        return redirect(child)
    context = {"form": form, "child": child, "family": child.family, "heading": "Record the birth"}
    return render(request, "people/child_form.html", context)
