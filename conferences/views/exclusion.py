"""Exclude somebody: every reason is asked for, and the chair decides."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.errors import WrongState
from conferences import rules
from conferences.domain import exclusion as steps
from conferences.domain.exclusion_letter import (
    NOT_TO_SEND,
    hindrance_of,
    send_letter,
    write_letter_again,
)
from conferences.forms.participants import ExclusionForm, LetterSentForm, NotExcludedForm
from conferences.models import Exclusion
from conferences.views.case_page import (
    CaseRequest,
    attempt,
    conference_for,
    only_if_about,
)
from people.domain.reading import open_one


@login_required
@require_http_methods(["GET", "POST"])
def exclude(request: CaseRequest, pk: int) -> HttpResponse:
    verb = "conferences.open_exclusion"
    conference = conference_for(request, pk, verb, rules.may_chair, steps.NOT_TO_EXCLUDE)
    form = ExclusionForm(request.POST or None, conference=conference)
    if request.method == "POST" and attempt(
        form,
        lambda: steps.exclude(conference=conference, reasons=form.reasons(), by=request.user),
    ):
        messages.success(request, "The exclusion is recorded. Send the letter with the reasons.")
        return redirect("conferences:participants", pk)
    asked = conference.request.exclusion_asked if conference.request else ""
    context = {"conference": conference, "form": form, "asked": asked}
    return render(request, "conferences/participants/exclude.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def refuse(request: CaseRequest, pk: int) -> HttpResponse:
    """Somebody asked for an exclusion, and the chair says no."""
    verb = "conferences.refuse_exclusion"
    conference = conference_for(request, pk, verb, rules.may_chair, steps.NOT_TO_EXCLUDE)
    form = NotExcludedForm(request.POST or None, conference=conference)
    if request.method == "POST" and attempt(
        form,
        lambda: steps.refuse_exclusion(
            conference=conference, answer=form.answer(), by=request.user
        ),
    ):
        messages.success(request, "Your answer is recorded.")
        return redirect("conferences:participants", pk)
    asked = conference.request.exclusion_asked if conference.request else ""
    context = {"conference": conference, "form": form, "asked": asked}
    return render(request, "conferences/participants/not_excluded.html", context)


def _open_exclusion(request: CaseRequest, pk: int) -> Exclusion:
    rows = Exclusion.objects.select_related("conference__booking", "person", "part", "decided_by")
    opened: Exclusion = open_one(rows, by=request.user, verb="conferences.open_exclusion", pk=pk)
    return opened


@login_required
@require_POST
def letter(request: CaseRequest, pk: int) -> HttpResponse:
    """Put the letter with those to print, after what stood in the way was put right."""
    opened = _open_exclusion(request, pk)
    try:
        write_letter_again(exclusion=opened, by=request.user)
    except WrongState as objection:
        messages.error(request, f"No letter can go. {objection.message}")
    else:
        messages.success(request, "The letter is with the letters to print.")
    return redirect("conferences:exclusion", pk)


@login_required
@require_http_methods(["GET", "POST"])
def letter_sent(request: CaseRequest, pk: int) -> HttpResponse:
    """One exclusion in full, and when its letter went."""
    opened = _open_exclusion(request, pk)
    if request.method == "POST":
        may = rules.may_invite(request.user, opened.conference)
        only_if_about(opened.conference, may, request, "conferences.exclusion_letter", NOT_TO_SEND)
    form = LetterSentForm(request.POST or None)
    if request.method == "POST" and attempt(
        form,
        lambda: send_letter(exclusion=opened, by=request.user, **form.cleaned_data),
    ):
        messages.success(request, "Recorded.")
        return redirect("conferences:participants", opened.conference_id)
    context = {
        "conference": opened.conference,
        "exclusion": opened,
        "form": form,
        "hindrance": hindrance_of(opened),
        "short_notice": steps.is_short_notice(opened),
        "may_invite": rules.may_invite(request.user, opened.conference),
        "may_print": rules.may_print_letters(request.user),
    }
    return render(request, "conferences/participants/exclusion.html", context)
