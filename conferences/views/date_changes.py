"""Ask for another day for a review; the chair answers."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.views.request import SignedInRequest
from conferences import rules
from conferences.domain import date_changes as steps
from conferences.forms.date_changes import AnotherDayForm, DateAnswerForm
from conferences.models import DateChange
from conferences.views.case_page import conference_for, only_if_about
from people.domain.reading import open_one
from people.forms.saving import attempt


@login_required
@require_http_methods(["GET", "POST"])
def ask(request: SignedInRequest, pk: int) -> HttpResponse:
    verb = "conferences.ask_for_another_day"
    conference = conference_for(request, pk, verb, steps.may_ask, steps.NOT_TO_ASK)
    form = AnotherDayForm(request.POST or None, conference=conference)
    decides = rules.may_change_review_date(request.user, conference)
    if request.method == "POST" and attempt(
        form,
        lambda: steps.ask_for_another_day(
            conference=conference, wanted=form.wanted(), by=request.user
        ),
    ):
        words = "The other day is agreed. Now find the slot." if decides else "The chair is asked."
        messages.success(request, words)
        return redirect("conferences:conference", pk)
    context = {"conference": conference, "form": form, "decides": decides}
    return render(request, "conferences/booking/another_day.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = DateChange.objects.select_related("conference__family", "conference__chair", "asked_by")
    change: DateChange = open_one(rows, by=request.user, verb="conferences.open_date_change", pk=pk)
    conference = change.conference
    if change.answered_at is not None:
        return redirect("conferences:conference", conference.pk)
    decides = rules.may_change_review_date(request.user, conference)
    if request.method == "POST":
        verb = "conferences.answer_date_change"
        only_if_about(conference, decides, request, verb, steps.NOT_TO_DECIDE)
    form = DateAnswerForm(request.POST or None)
    if request.method == "POST" and attempt(
        form,
        lambda: steps.answer_date_change(change=change, by=request.user, **form.answers()),
    ):
        messages.success(request, "Your answer is recorded.")
        return redirect("conferences:conference", conference.pk)
    context = {
        "conference": conference,
        "change": change,
        "form": form,
        "decides": decides,
    }
    return render(request, "conferences/booking/answer_another_day.html", context)
