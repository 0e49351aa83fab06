"""Choose who gets a pack, and see each one's pack on its way."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.errors import DomainError
from conferences.domain.packs import distribute, propose
from conferences.enums import ConferenceState
from conferences.forms.packs import DistributionForm
from conferences.models import Conference
from conferences.tasks import prepare_soon
from disclosure.models import Pack, Recipient
from people.domain.reading import open_one


@login_required
@require_http_methods(["GET", "POST"])
def packs(request: HttpRequest, conference_id: int) -> HttpResponse:
    conference: Conference = open_one(
        Conference.objects.select_related(
            "family", "chair__person", "record", "booking__room__hub"
        ),
        by=request.user,
        verb="conferences.packs_page",
        pk=conference_id,
    )
    chosen = {
        recipient.person_id: recipient
        for recipient in Recipient.objects.filter(record=conference.record)
    }
    form = DistributionForm(request.POST or None, proposals=propose(conference), chosen=chosen)
    if request.method == "POST" and form.is_valid():
        try:
            built = distribute(conference=conference, choices=form.choices(), by=request.user)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            prepare_soon(conference)
            messages.success(request, f"{len(built)} packs are being made ready.")
            return redirect("conferences:packs", conference.pk)
    context = {
        "conference": conference,
        "form": form,
        "packs": _packs(conference),
        "is_closed": conference.state == ConferenceState.CLOSED,
    }
    return render(request, "conferences/closing/packs.html", context)


def _packs(conference: Conference) -> list[Pack]:
    rows = Pack.objects.filter(record=conference.record).exclude(state="void")
    return list(rows.select_related("recipient__person").order_by("recipient", "pk"))
