"""Record that an agency disagrees after the meeting; a senior chair answers."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from conferences import rules
from conferences.domain import late_dissent as steps
from conferences.enums import ConferenceState
from conferences.forms.late_dissent import DissentForm, DissentReviewForm
from conferences.models import ConferenceChild, LateDissent
from conferences.views.case_page import only_if_about
from people.domain.reading import open_one
from people.forms.saving import attempt
from timescales.presenters import why


@login_required
@require_http_methods(["GET", "POST"])
def dissent(request: SignedInRequest, child_id: int) -> HttpResponse:
    rows = ConferenceChild.objects.select_related("conference__chair", "child__person")
    child: ConferenceChild = open_one(
        rows, by=request.user, verb="conferences.open_dissent", pk=child_id
    )
    conference = child.conference
    allowed = rules.may_record(request.user, conference)
    verb = "conferences.raise_dissent"
    only_if_about(conference, allowed, request, verb, steps.NOT_TO_RECORD)
    if conference.state != ConferenceState.CLOSED or conference.closed_at is None:
        messages.error(request, "Record the dissent in the live room: it is not closed.")
        return redirect("conferences:conference", conference.pk)
    form = DissentForm(request.POST or None, child=child)
    if request.method == "POST" and attempt(
        form, lambda: steps.raise_dissent(child=child, by=request.user, **form.answers())
    ):
        messages.success(request, "The dissent is recorded. A senior chair reviews it.")
        return redirect("conferences:closed", conference.pk)
    limits = [why(steps.dissent_limit(conference))]
    context = {"conference": conference, "child": child, "form": form, "limits": limits}
    return render(request, "conferences/closing/late_dissent.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def review(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = LateDissent.objects.select_related(
        "child__conference__chair",
        "child__child__person",
        "participant__person",
        "participant__agency",
        "recorded_by",
    )
    raised: LateDissent = open_one(
        rows, by=request.user, verb="conferences.open_dissent_review", pk=pk
    )
    conference = raised.child.conference
    allowed = rules.may_review_dissent(request.user, conference)
    only_if_about(conference, allowed, request, "conferences.review_dissent", steps.NOT_TO_REVIEW)
    if raised.reviewed_at is not None:
        return redirect("conferences:closed", conference.pk)
    form = DissentReviewForm(request.POST or None)
    if request.method == "POST" and attempt(
        form, lambda: steps.review_dissent(dissent=raised, by=request.user, **form.answers())
    ):
        messages.success(request, "Your answer is recorded.")
        return redirect("conferences:closed", conference.pk)
    context = {"conference": conference, "dissent": raised, "form": form}
    return render(request, "conferences/closing/review_dissent.html", context)
