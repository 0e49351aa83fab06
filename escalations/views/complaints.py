"""A complaint about a conference: take it, answer it, panel, conference held again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.views.request import SignedInRequest
from conferences.domain.complaining import last_day_to_complain
from conferences.views.case_page import open_conference
from escalations import rules
from escalations.domain import complaint_panels as panels
from escalations.domain import complaints as steps
from escalations.forms import complaints as asking
from escalations.models import Complaint
from escalations.presenters import complaints as shown
from people.domain.permission import require
from people.domain.reading import open_one
from people.forms.saving import attempt
from people.presenters.person import long_date


@login_required
@require_http_methods(["GET", "POST"])
def receive(request: SignedInRequest, conference_pk: int) -> HttpResponse:
    verb = "escalations.receive_complaint_page"
    conference = open_conference(request, conference_pk, verb)
    allowed = rules.may_take_complaint_about(request.user, conference.family)
    require(allowed, verb, by=request.user, subjects=[conference], message=steps.MAY_NOT_TAKE)
    last_day = last_day_to_complain(conference)
    form = asking.ReceiveForm(
        request.POST or None, conference=conference, last_day=long_date(last_day)
    )
    taken: list[Complaint] = []

    def act() -> None:
        taken.append(steps.receive_complaint(received=form.received(), by=request.user))

    if request.method == "POST" and attempt(form, act):
        messages.success(request, "The complaint is recorded, and its chair has been told.")
        return redirect("escalations:complaint", taken[0].pk)
    context = {"conference": conference, "form": form, "last_day": last_day}
    return render(request, "escalations/complaints/receive.html", context)


def open_complaint(request: SignedInRequest, pk: int, verb: str) -> Complaint:
    rows = Complaint.objects.select_related(
        "family",
        "conference__chair__person",
        "conference__family",
        "made_by",
        "passed_to",
        "reconvened",
        "recorded_by",
    ).prefetch_related("children__person")
    opened: Complaint = open_one(rows, by=request.user, verb=verb, pk=pk)
    return opened


@login_required
@require_safe
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    complaint = open_complaint(request, pk, "escalations.complaint")
    context = {
        "complaint": complaint,
        "colour": shown.COMPLAINT_COLOURS[complaint.state],
        "clock": shown.complaint_clock(complaint),
        "is_barred": shown.must_not_be_told(complaint),
        "panel": complaint.panel.select_related("agency"),
        "steps": complaint.steps.select_related("by").order_by("-at", "-pk"),
        "actions": shown.complaint_actions(complaint, request.user),
    }
    return render(request, "escalations/complaints/complaint.html", context)


def _step(
    request: SignedInRequest,
    pk: int,
    make: Callable[[Complaint], BaseForm],
    act: Callable[[Complaint, Any], Any],
    *,
    title: str,
    done: str,
    may: Callable[[User, Complaint], bool] = rules.may_answer_complaint,
) -> HttpResponse:
    """One question, one step; back to the complaint with what came of it."""
    verb = "escalations.complaint_step"
    complaint = open_complaint(request, pk, verb)
    children = complaint.children_concerned()
    allowed = may(request.user, complaint)
    require(allowed, verb, by=request.user, subjects=[complaint], children=children)
    form = make(complaint)
    if request.method == "POST" and attempt(form, lambda: act(complaint, form)):
        messages.success(request, done)
        return redirect("escalations:complaint", complaint.pk)
    context = {"complaint": complaint, "form": form, "title": title}
    return render(request, "escalations/complaints/step.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    return _step(
        request,
        pk,
        lambda complaint: asking.AnswerComplaintForm(request.POST or None),
        lambda complaint, form: steps.answer_complaint(
            complaint=complaint, by=request.user, **form.cleaned_data
        ),
        title="Answer the complaint",
        done="The answer is recorded.",
    )


@login_required
@require_http_methods(["GET", "POST"])
def pass_on(request: SignedInRequest, pk: int) -> HttpResponse:
    return _step(
        request,
        pk,
        lambda complaint: asking.PassOnForm(request.POST or None),
        lambda complaint, form: steps.pass_on(
            complaint=complaint, by=request.user, **form.cleaned_data
        ),
        title="Pass it on to an agency",
        done="The complaint is passed on.",
    )


@login_required
@require_http_methods(["GET", "POST"])
def ask_for_panel(request: SignedInRequest, pk: int) -> HttpResponse:
    return _step(
        request,
        pk,
        lambda complaint: asking.AskForPanelForm(request.POST or None),
        lambda complaint, form: panels.ask_for_panel(
            complaint=complaint, by=request.user, **form.cleaned_data
        ),
        title="Send it to a panel",
        done="The complaint goes to a panel, and the head of service has been told.",
    )


@login_required
@require_http_methods(["GET", "POST"])
def record_panel(request: SignedInRequest, pk: int) -> HttpResponse:
    return _step(
        request,
        pk,
        lambda complaint: asking.PanelForm(request.POST or None),
        lambda complaint, form: panels.record_panel(
            complaint=complaint, by=request.user, **form.answers()
        ),
        title="What the panel found",
        may=lambda user, complaint: rules.may_run_panels(user),
        done="What the panel found is recorded.",
    )


@login_required
@require_http_methods(["GET", "POST"])
def reconvene(request: SignedInRequest, pk: int) -> HttpResponse:
    return _step(
        request,
        pk,
        lambda complaint: asking.ReconveneForm(request.POST or None, complaint=complaint),
        lambda complaint, form: panels.reconvene(
            complaint=complaint, at=form.chosen(), by=request.user
        ),
        title="Hold the conference again",
        may=lambda user, complaint: rules.may_run_panels(user),
        done="The conference that looks at it again is recorded.",
    )


@login_required
@require_http_methods(["GET", "POST"])
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    return _step(
        request,
        pk,
        lambda complaint: asking.CloseComplaintForm(request.POST or None),
        lambda complaint, form: panels.close_complaint(
            complaint=complaint, by=request.user, **form.cleaned_data
        ),
        title="Close the complaint",
        done="The complaint is closed.",
    )


@login_required
@require_http_methods(["GET", "POST"])
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    return _step(
        request,
        pk,
        lambda complaint: asking.WithdrawComplaintForm(request.POST or None),
        lambda complaint, form: panels.withdraw_complaint(
            complaint=complaint, by=request.user, **form.cleaned_data
        ),
        title="They take it back",
        done="The complaint is withdrawn.",
    )
