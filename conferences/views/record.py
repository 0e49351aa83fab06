"""Read the record of a conference, and put a correction beside what was recorded."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.views.request import SignedInRequest
from conferences import rules
from conferences.domain.correcting import add_addendum
from conferences.domain.live import NOT_TO_WRITE
from conferences.domain.reading_record import record_by_heading
from conferences.enums import ConferenceState
from conferences.forms.correcting import AddendumForm
from conferences.models import Conference
from conferences.tasks import prepare_soon
from conferences.views.case_page import only_if_about, open_conference
from disclosure.models import Passage
from disclosure.rules import may_seal_anything_of
from people.domain.reading import open_one
from people.forms.saving import attempt


@login_required
@require_GET
def record(request: SignedInRequest, conference_id: int) -> HttpResponse:
    conference = open_conference(request, conference_id, "conferences.record_page")
    context = {
        "conference": conference,
        "headings": record_by_heading(conference, by=request.user),
        "may_correct": conference.state == ConferenceState.CLOSED
        and rules.may_record(request.user, conference),
        "may_seal": may_seal_anything_of(request.user, conference.family),
    }
    return render(request, "conferences/closing/record.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def addendum(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    passage: Passage = open_one(
        Passage.objects.live().select_related("record__conference__chair__person"),
        by=request.user,
        verb="conferences.addendum_page",
        uuid=uuid,
    )
    conference: Conference = passage.record.conference
    may = rules.may_record(request.user, conference)
    only_if_about(conference, may, request, "conferences.addendum_page", NOT_TO_WRITE)
    form = AddendumForm(request.POST or None)
    if request.method == "POST" and attempt(
        form,
        lambda: add_addendum(
            conference=conference, to=passage, text=form.cleaned_data["text"], by=request.user
        ),
    ):
        prepare_soon(conference)
        messages.success(request, "The correction stands beside the words.")
        return redirect("conferences:record", conference.pk)
    context = {"conference": conference, "passage": passage, "form": form}
    return render(request, "conferences/closing/addendum.html", context)
