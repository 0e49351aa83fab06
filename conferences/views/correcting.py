"""After the close: reopen, correct a decision, sign the record off."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.errors import DomainError
from conferences import rules
from conferences.domain.correcting import (
    answer_correction,
    packs_that_left,
    propose_correction,
    reopen_conference,
    sign_off_record,
)
from conferences.forms.correcting import CorrectionForm, ReopenForm
from conferences.models import Conference, ConferenceChild, DecisionCorrection
from people.domain.reading import open_one


def _open(request: HttpRequest, conference_id: int, verb: str) -> Conference:
    conference: Conference = open_one(
        Conference.objects.select_related("family", "chair__person"),
        by=request.user,
        verb=verb,
        pk=conference_id,
    )
    return conference


@login_required
@require_GET
def closed(request: HttpRequest, conference_id: int) -> HttpResponse:
    """What the conference made true, and what the chair may do next."""
    conference = _open(request, conference_id, "conferences.closed_page")
    children = conference.children.select_related("child__person", "decision", "plan")
    waiting = DecisionCorrection.objects.filter(
        child__conference=conference, answered_at__isnull=True
    ).select_related("child__child__person", "proposed_by")
    return render(
        request,
        "conferences/closing/closed.html",
        {
            "conference": conference,
            "children": children.prefetch_related("corrections"),
            "waiting": waiting,
            "left": packs_that_left(conference),
            "may_chair": rules.may_chair(request.user, conference),
            "may_correct": rules.may_correct(request.user),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def reopen(request: HttpRequest, conference_id: int) -> HttpResponse:
    conference = _open(request, conference_id, "conferences.reopen_page")
    form = ReopenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reopen_conference(
                conference=conference, reason=form.cleaned_data["reason"], by=request.user
            )
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, "The conference is open again.")
            return redirect("conferences:close", conference.pk)
    context = {"conference": conference, "form": form, "left": packs_that_left(conference)}
    return render(request, "conferences/closing/reopen.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, child_id: int) -> HttpResponse:
    """The chair proposes what one child's decision should have said."""
    each: ConferenceChild = open_one(
        ConferenceChild.objects.select_related("conference", "child__person", "decision"),
        by=request.user,
        verb="conferences.correct_page",
        pk=child_id,
    )
    form = CorrectionForm(request.POST or None, decision=each.decision)
    if request.method == "POST" and form.is_valid():
        try:
            propose_correction(
                each=each, after=form.after(), reason=form.cleaned_data["reason"], by=request.user
            )
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, "The correction waits for a head of service to agree.")
            return redirect("conferences:closed", each.conference_id)
    return render(request, "conferences/closing/correct.html", {"each": each, "form": form})


@login_required
@require_POST
def answer(request: HttpRequest, correction_id: int) -> HttpResponse:
    """A head of service agrees to a correction, or declines it."""
    correction: DecisionCorrection = open_one(
        DecisionCorrection.objects.select_related("child__conference", "child__child"),
        by=request.user,
        verb="conferences.answer_correction",
        pk=correction_id,
    )
    agreed = request.POST.get("answer") == "agree"
    _, recall = answer_correction(correction=correction, agreed=agreed, by=request.user)
    if recall:
        numbers = ", ".join(pack.number for pack in recall)
        messages.warning(request, f"The decision is corrected. Recall these packs: {numbers}.")
    else:
        words = "The decision is corrected." if agreed else "The correction was declined."
        messages.success(request, words)
    return redirect("conferences:closed", correction.child.conference_id)


@login_required
@require_POST
def sign_off(request: HttpRequest, conference_id: int) -> HttpResponse:
    conference = _open(request, conference_id, "conferences.sign_off_page")
    sign_off_record(conference=conference, by=request.user)
    messages.success(request, "The record is signed off.")
    return redirect("conferences:closed", conference.pk)
