"""After the close: reopen, correct a decision, sign the record off."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.views.request import SignedInRequest
from conferences import rules
from conferences.domain.correcting import (
    NOT_TO_CORRECT,
    NOT_TO_REOPEN,
    answer_correction,
    propose_correction,
    reopen_conference,
    sign_off_record,
)
from conferences.domain.late_dissent import dissents_of
from conferences.domain.ready_to_close import core_group_limit, review_limit
from conferences.domain.waiting_corrections import open_corrections
from conferences.forms.correcting import CorrectionForm, ReopenForm
from conferences.models import Conference, ConferenceChild, DecisionCorrection
from conferences.presenters.correction import what_changes
from conferences.views.case_page import conference_for, only_if_about, open_conference
from disclosure.domain.records import packs_have_left
from people.domain.reading import open_one
from people.forms.saving import attempt
from timescales.presenters import WhyThisDate, why


@login_required
@require_GET
def closed(request: SignedInRequest, conference_id: int) -> HttpResponse:
    """What the conference made true, and what the chair may do next."""
    conference = open_conference(request, conference_id, "conferences.closed_page")
    children = conference.children.select_related("child__person", "decision", "plan")
    return render(
        request,
        "conferences/closing/closed.html",
        {
            "conference": conference,
            "children": children.prefetch_related("corrections"),
            "waiting": [
                (each, list(what_changes(each)), rules.may_answer_correction(request.user, each))
                for each in open_corrections(conference)
            ],
            "left": packs_have_left(conference.record),
            "dissents": dissents_of(conference),
            "may_record": rules.may_record(request.user, conference),
            "may_review": rules.may_review_dissent(request.user, conference),
            "may_chair": rules.may_chair(request.user, conference),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def reopen(request: SignedInRequest, conference_id: int) -> HttpResponse:
    verb = "conferences.reopen_page"
    conference = conference_for(request, conference_id, verb, rules.may_chair, NOT_TO_REOPEN)
    form = ReopenForm(request.POST or None)
    if request.method == "POST" and attempt(
        form,
        lambda: reopen_conference(
            conference=conference, reason=form.cleaned_data["reason"], by=request.user
        ),
    ):
        messages.success(request, "The conference is open again.")
        return redirect("conferences:close", conference.pk)
    context = {
        "conference": conference,
        "form": form,
        "left": packs_have_left(conference.record),
    }
    return render(request, "conferences/closing/reopen.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def correct(request: SignedInRequest, child_id: int) -> HttpResponse:
    """The chair proposes what one child's decision should have said."""
    each: ConferenceChild = open_one(
        ConferenceChild.objects.select_related("conference", "child__person", "decision"),
        by=request.user,
        verb="conferences.correct_page",
        pk=child_id,
    )
    may = rules.may_chair(request.user, each.conference)
    only_if_about(each.conference, may, request, "conferences.correct_page", NOT_TO_CORRECT)
    form = CorrectionForm(request.POST or None, each=each)
    if request.method == "POST" and attempt(
        form,
        lambda: propose_correction(
            each=each,
            after=form.after(),
            dates=form.dates(),
            reason=form.cleaned_data["reason"],
            by=request.user,
        ),
    ):
        messages.success(request, "The correction waits for a head of service to agree.")
        return redirect("conferences:closed", each.conference_id)
    context = {"each": each, "form": form, "limits": _limits(each.conference, form)}
    return render(request, "conferences/closing/correct.html", context)


def _limits(conference: Conference, form: CorrectionForm) -> list[WhyThisDate]:
    """Why each date that is asked for has its limit."""
    asked = {"next_review_on": review_limit, "core_group_on": core_group_limit}
    return [why(limit(conference)) for name, limit in asked.items() if name in form.fields]


@login_required
@require_POST
def answer(request: SignedInRequest, correction_id: int) -> HttpResponse:
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
def sign_off(request: SignedInRequest, conference_id: int) -> HttpResponse:
    conference = open_conference(request, conference_id, "conferences.sign_off_page")
    sign_off_record(conference=conference, by=request.user)
    messages.success(request, "The record is signed off. Now give each person their copy.")
    return redirect("conferences:closed", conference.pk)
