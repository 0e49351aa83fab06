"""Screen requests, keep consultations, settle disagreements, and count all of it."""

from __future__ import annotations

from typing import Any

from dateutil.relativedelta import relativedelta
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.errors import DomainError, NotAllowed
from accounts.views.request import SignedInRequest
from bookings.optimiser import Offer, SlotChoice
from conferences import rules
from conferences.domain import screening as steps
from conferences.domain import slots
from conferences.domain.adding_child import conference_to_join
from conferences.domain.consulting import (
    follow_up,
    limits_of,
    record_consultation,
    to_follow_up,
)
from conferences.domain.queries import children_of, duty_queue, screening_funnel
from conferences.enums import ConferenceKind, ConferenceState, RequestState
from conferences.forms.screening import (
    ConsultationForm,
    FollowUpForm,
    ScreeningForm,
    SettleForm,
)
from conferences.models import Conference, ConferenceRequest, Screening
from conferences.presenters import requests as shown
from conferences.views.case_page import only_if, open_family, open_request
from people.domain.reading import list_all, open_one
from people.forms.saving import attempt
from people.models import Family
from timescales.domain import today_in_london
from timescales.presenters import why

LET_GO = (
    "The slot that was pencilled cannot be had any more, so it was let go. Business support has "
    "been told to book another."
)
FEW = 5  # slots shown beside a request


@login_required
@require_safe
def queue(request: SignedInRequest) -> HttpResponse:
    """Requests with the duty officer, each with its clock, and consultations to follow up."""
    _require_screener(request)
    rows = duty_queue(request.user)
    listed = list_all(
        rows, by=request.user, verb="conferences.duty_queue", children=children_of(rows)
    )
    waiting = to_follow_up(to=request.user)
    consultations = list_all(
        waiting,
        by=request.user,
        verb="conferences.to_follow_up",
        children=[child for row in waiting for child in row.children_concerned()],
    )
    return render(
        request,
        "conferences/screening/queue.html",
        {
            "requests": [(row, shown.earliest(shown.clocks(row))) for row in listed],
            "consultations": [(row, why(limit)) for row, limit in limits_of(consultations)],
            "colours": shown.STATE_COLOURS,
            "today": today_in_london(),
        },
    )


def _require_screener(request: SignedInRequest) -> None:
    message = "This page is for duty officers and heads of service."
    only_if(rules.may_screen(request.user), request, "conferences.screening_pages", message)


@login_required
@require_http_methods(["GET", "POST"])
def screen(request: SignedInRequest, pk: int) -> HttpResponse:
    """One page: the request, its clock and the safety plan; then the outcome."""
    _require_screener(request)
    asked = open_request(request, pk, "conferences.open_for_screening")
    if asked.state == RequestState.DISPUTED:
        return _settle(request, asked)
    form = ScreeningForm(request.POST or None)
    pencil = slots.pencilled_for(asked)
    if request.method == "POST" and attempt(
        form, lambda: steps.screen_request(request=asked, by=request.user, **form.answers())
    ):
        messages.success(request, "The outcome is recorded, and the team has been told.")
        if pencil and _has_no_date(request, asked):
            messages.warning(request, LET_GO)
        return redirect("conferences:duty_queue")
    context = _context(request, asked) | {"form": form}
    return render(request, "conferences/screening/screen.html", context)


def _has_no_date(request: SignedInRequest, asked: ConferenceRequest) -> bool:
    to_book = Conference.objects.visible_to(request.user).filter(state=ConferenceState.TO_BOOK)
    return to_book.filter(request=asked).exists()


def _settle(request: SignedInRequest, asked: ConferenceRequest) -> HttpResponse:
    form = SettleForm(request.POST or None)
    screening = asked.screenings.first()
    assert screening is not None, "a disputed request has been screened"
    if request.method == "POST" and attempt(
        form, lambda: steps.settle_diversion(screening=screening, by=request.user, **form.answers())
    ):
        messages.success(request, "Your decision is recorded.")
        return redirect("conferences:duty_queue")
    context = _context(request, asked) | {
        "form": form,
        "clock": steps.disagreement_clock(asked),
        "answer": screening.answers.filter(agreed=False).last(),
        "may_settle": rules.may_settle_diversion(request.user),
    }
    return render(request, "conferences/screening/settle.html", context)


def _context(request: SignedInRequest, asked: ConferenceRequest) -> dict[str, Any]:
    clocks = shown.clocks(asked)
    pencil = slots.pencilled_for(asked)
    waiting = asked.state in slots.PENCIL_WHILE
    offers: tuple[Offer, ...] = ()
    if waiting and pencil is None:
        offers = slots.slots_for(slots.need_of_request(asked), limit=FEW).in_time
    initial = waiting and asked.kind == ConferenceKind.INITIAL
    return {
        "asked": asked,
        "to_join": conference_to_join(asked.family, reader=request.user) if initial else None,
        "answers": shown.answers(asked),
        "clocks": clocks,
        "earliest": shown.earliest(clocks),
        "colour": shown.STATE_COLOURS[asked.state],
        "screenings": asked.screenings.select_related("by").prefetch_related("answers__by"),
        "waiting": asked.state == RequestState.SUBMITTED,
        "own": asked.requested_by_id == request.user.pk,
        "agreements": asked.agreements.select_related("recorded_by"),
        "pencil": pencil,
        "offers": offers,
        "today": today_in_london(),
    }


@login_required
@require_POST
def pencil(request: SignedInRequest, pk: int) -> HttpResponse:
    """Keep a slot while the request is looked at."""
    _require_screener(request)
    asked = open_request(request, pk, "conferences.pencil_for_request")
    try:
        choice = SlotChoice.parse(request.POST.get("choice", ""))
        slots.pencil_for_request(request=asked, choice=choice, by=request.user)
    except NotAllowed:
        raise
    except ValueError:
        messages.error(request, "Choose one of the slots.")
    except DomainError as objection:
        messages.error(request, objection.message)
    else:
        messages.success(request, "The slot is pencilled. It is let go if the request is diverted.")
    return redirect("conferences:screen", pk)


@login_required
@require_http_methods(["GET", "POST"])
def consult(request: SignedInRequest) -> HttpResponse:
    """Keep a consultation that came before any request."""
    _require_screener(request)
    families = list_all(
        Family.objects.visible_to(request.user),
        by=request.user,
        verb="conferences.choose_family",
        children=[],
    )
    form = ConsultationForm(request.POST or None, families=families)
    if request.method == "POST" and attempt(form, lambda: _keep_consultation(request, form)):
        messages.success(request, "The consultation is recorded and will be followed up.")
        return redirect("conferences:duty_queue")
    return render(request, "conferences/screening/consult.html", {"form": form})


def _keep_consultation(request: SignedInRequest, form: ConsultationForm) -> None:
    family = open_family(request, int(form.cleaned_data["family"]), "conferences.consult")
    record_consultation(family=family, by=request.user, **form.answers())


@login_required
@require_http_methods(["GET", "POST"])
def answer_follow_up(request: SignedInRequest, pk: int) -> HttpResponse:
    _require_screener(request)
    rows = Screening.objects.select_related("family", "by")
    screening = open_one(rows, by=request.user, verb="conferences.open_consultation", pk=pk)
    form = FollowUpForm(request.POST or None)
    if request.method == "POST" and attempt(
        form, lambda: follow_up(screening=screening, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "What became of it is recorded.")
        return redirect("conferences:duty_queue")
    context = {"screening": screening, "form": form}
    return render(request, "conferences/screening/follow_up.html", context)


@login_required
@require_safe
def counts(request: SignedInRequest) -> HttpResponse:
    """Consulted, requested, diverted, came back: this year and the twelve months before."""
    _require_screener(request)
    today = today_in_london()
    year_ago = today - relativedelta(years=1)
    funnels = [
        screening_funnel(request.user, year_ago + relativedelta(days=1), today),
        screening_funnel(
            request.user, year_ago - relativedelta(years=1) + relativedelta(days=1), year_ago
        ),
    ]
    return render(request, "conferences/screening/counts.html", {"funnels": funnels})
