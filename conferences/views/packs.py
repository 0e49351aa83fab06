"""Choose who gets a pack, and see each one's pack on its way."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from conferences.domain.packs import (
    NOT_TO_MAKE_PACKS,
    chosen_recipients,
    distribute,
    packs_of,
    propose,
)
from conferences.enums import ConferenceState
from conferences.models import Conference
from conferences.rules import may_chair, may_record
from conferences.tasks import prepare_soon
from conferences.views.case_page import conference_for
from disclosure.forms.distribution import DistributionForm
from people.forms.saving import attempt


@login_required
@require_http_methods(["GET", "POST"])
def packs(request: SignedInRequest, conference_id: int) -> HttpResponse:
    verb = "conferences.packs_page"
    conference = conference_for(request, conference_id, verb, may_record, NOT_TO_MAKE_PACKS)
    form = DistributionForm(
        request.POST or None,
        proposals=propose(conference),
        chosen=chosen_recipients(conference),
    )
    if request.method == "POST" and attempt(form, lambda: _distribute(request, conference, form)):
        messages.success(request, "The packs are being made ready.")
        return redirect("conferences:packs", conference.pk)
    context = {
        "conference": conference,
        "form": form,
        "has_packs": bool(packs_of(conference)),
        "is_closed": conference.state == ConferenceState.CLOSED,
        "may_chair": may_chair(request.user, conference),
    }
    return render(request, "conferences/closing/packs.html", context)


def _distribute(request: SignedInRequest, conference: Conference, form: DistributionForm) -> None:
    distribute(
        conference=conference,
        choices=form.choices(),
        unticked=form.unticked(),
        by=request.user,
    )
    prepare_soon(conference)
