"""Find a slot, pencil it, confirm it, move it, give it up; the lists of what needs a date."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.errors import DomainError, NotAllowed
from accounts.views.request import SignedInRequest
from bookings.domain import why_not_now
from bookings.optimiser import SlotChoice
from conferences import rules
from conferences.domain import booking as steps
from conferences.domain import cancelling, slots
from conferences.domain.adjourning import adjourn_conference, by_nearest_day
from conferences.domain.limits import limit_now
from conferences.domain.queries import (
    children_of,
    conferences_on,
    conferences_to_book,
    in_lines,
    red_list,
    why_red,
)
from conferences.domain.quorate import quorum_of
from conferences.domain.refused_slots import refused_slots
from conferences.enums import ConferenceKind, ConferenceState
from conferences.forms.booking import (
    AdjournForm,
    CancelForm,
    ChoiceForm,
    GiveUpForm,
    WhyNotForm,
    WishesForm,
)
from conferences.models import Conference
from conferences.presenters.conference import STATE_COLOURS, slot_words
from conferences.presenters.to_book import rows as to_book_rows
from conferences.views.case_page import only_if, only_if_about, open_conference
from people.domain.reading import list_all
from people.forms.saving import attempt
from timescales.domain import current_clock, today_in_london
from timescales.working_days import add_working_days

MOVABLE = (ConferenceState.BOOKED, ConferenceState.PENCILLED)
BOOKABLE = (
    ConferenceState.TO_BOOK,
    ConferenceState.PENCILLED,
    ConferenceState.BOOKED,
    ConferenceState.VACATED,
    ConferenceState.ADJOURNED,
)


def _require_booker(request: SignedInRequest) -> None:
    message = "Only business support and duty officers book conferences."
    only_if(rules.may_book(request.user), request, "conferences.booking_pages", message)


@login_required
@require_safe
def to_book(request: SignedInRequest) -> HttpResponse:
    """Everything without a firm date, the nearest limit first."""
    _require_booker(request)
    shown = _waiting(request, conferences_to_book(request.user), "conferences.to_book")
    context = {"rows": list(to_book_rows(shown, why={}))}
    return render(request, "conferences/booking/to_book.html", context)


@login_required
@require_safe
def red(request: SignedInRequest) -> HttpResponse:
    """What lost its date or is about to be late; it stays here until it has one."""
    _require_booker(request)
    shown = _waiting(request, red_list(request.user), "conferences.red_list")
    context = {"rows": list(to_book_rows(shown, why=why_red(request.user)))}
    return render(request, "conferences/booking/red_list.html", context)


@login_required
@require_safe
def today(request: SignedInRequest) -> HttpResponse:
    day = today_in_london()
    rows = conferences_on(request.user, day)
    shown = list_all(rows, by=request.user, verb="conferences.today", children=children_of(rows))
    context = {
        "conferences": [(row, STATE_COLOURS[row.state]) for row in shown],
        "today": day,
        "next_day": add_working_days(day, 1, current_clock().calendar),
        "may_print": rules.may_print_bundles(request.user),
    }
    return render(request, "conferences/booking/today.html", context)


def _waiting(request: SignedInRequest, rows: QuerySet[Conference], verb: str) -> list[Any]:
    shown: list[Any] = list(in_lines(rows))
    children = {child for row in shown for child in row.child_ids}
    listed = list_all(shown, by=request.user, verb=verb, children=children)
    return by_nearest_day(listed)


def _to_be_booked(request: SignedInRequest, pk: int) -> Conference:
    """With the limit that its booking will be measured by."""
    _require_booker(request)
    conference = open_conference(request, pk, "conferences.open_booking")
    conference.due_on = limit_now(conference)
    return conference


@login_required
@require_safe
def book(request: SignedInRequest, pk: int) -> HttpResponse:
    """Offers, best first, each with what it gives and costs; and why not another slot."""
    conference = _to_be_booked(request, pk)
    if conference.state not in BOOKABLE:
        return redirect("conferences:conference", conference.pk)
    asked = WishesForm(request.GET if "duration" in request.GET else None)
    why_not = WhyNotForm(request.GET if "session" in request.GET else None)
    need = slots.need_of_conference(conference, asked.wishes())
    found = slots.slots_for(need, moving=conference.booking)
    context = {
        "conference": conference,
        "need": need,
        "wishes": asked,
        "found": found,
        "in_time": found.in_time[:12],
        "late": found.late[:8],
        "why_not": why_not,
        "refused": refused_slots(conference),
        "obstacles": _obstacles(conference, why_not, need),
        "holds": steps.holds_its_slot(conference),
        "moves": conference.state in MOVABLE and steps.holds_its_slot(conference),
        "colour": STATE_COLOURS[conference.state],
        "query": request.GET.urlencode(),
    }
    return render(request, "conferences/booking/book.html", context)


def _obstacles(conference: Conference, form: WhyNotForm, need: Any) -> list[str] | None:
    """Why not that slot, in words; empty when it is free; None when nobody asked."""
    if not form.is_bound or not form.is_valid():
        return None
    without = [conference.booking.pk] if conference.booking else []
    return [o.words for o in why_not_now(need, form.choice(), without=without)]


@login_required
@require_http_methods(["GET", "POST"])
def choose(request: SignedInRequest, pk: int) -> HttpResponse:
    """One slot in full: pencil it, or move there, with the reasons it needs."""
    conference = _to_be_booked(request, pk)
    try:
        choice = SlotChoice.parse(request.POST.get("choice") or request.GET.get("choice", ""))
    except ValueError:
        messages.error(request, "Choose one of the slots.")
        return redirect("conferences:book", pk)
    wishes = WishesForm(request.GET if "duration" in request.GET else None).wishes()
    moves = conference.state in MOVABLE and steps.holds_its_slot(conference)
    late = conference.due_on is not None and choice.day > conference.due_on
    review = conference.kind == ConferenceKind.REVIEW
    data = request.POST if request.method == "POST" else None
    form = ChoiceForm(data, late=late, moves=moves, review=review)

    def act() -> None:
        shared = {"conference": conference, "choice": choice, "wishes": wishes, "by": request.user}
        if moves:
            steps.move_conference(lateness=form.lateness(), **shared, **form.move())
        else:
            steps.pencil_slot(lateness=form.lateness(), **shared)

    if request.method == "POST" and attempt(form, act):
        words = "The conference has its new date." if moves else "The slot is kept."
        messages.success(request, words)
        return redirect("conferences:conference", pk)
    context = {
        "conference": conference,
        "choice": choice,
        "form": form,
        "words": slot_words(choice),
        "late": late,
        "moves": moves,
    }
    return render(request, "conferences/booking/choose.html", context)


@login_required
@require_POST
def confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    conference = open_conference(request, pk, "conferences.confirm")
    return _act(
        request,
        pk,
        lambda: steps.confirm_slot(conference=conference, by=request.user),
        "The conference is booked. Now invite people.",
    )


@login_required
@require_POST
def rub_out(request: SignedInRequest, pk: int) -> HttpResponse:
    conference = open_conference(request, pk, "conferences.rub_out_pencil")
    return _act(
        request,
        pk,
        lambda: steps.rub_out_pencil(conference=conference, by=request.user),
        "The pencilled slot has been let go.",
    )


def _act(request: SignedInRequest, pk: int, act: Any, done: str) -> HttpResponse:
    try:
        act()
    except NotAllowed:
        raise
    except DomainError as objection:
        messages.error(request, objection.message)
    else:
        messages.success(request, done)
    return redirect("conferences:conference", pk)


@login_required
@require_http_methods(["GET", "POST"])
def vacate(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give the slot up. Everybody who was invited is told."""
    _require_booker(request)
    conference = open_conference(request, pk, "conferences.open_vacate")
    form = GiveUpForm(request.POST or None)
    if request.method == "POST" and attempt(
        form,
        lambda: steps.vacate_conference(conference=conference, by=request.user, **form.answers()),
    ):
        messages.success(request, "The slot is given up. The conference is on the red list.")
        return redirect("conferences:conference", pk)
    context = {"conference": conference, "form": form}
    return render(request, "conferences/booking/vacate.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def adjourn(request: SignedInRequest, pk: int) -> HttpResponse:
    """The chair stops a meeting that cannot go on. It counts as not held."""
    conference = open_conference(request, pk, "conferences.open_adjourn")
    message = "Only the chair can adjourn this conference."
    only_if(rules.may_chair(request.user, conference), request, "conferences.adjourn", message)
    form = AdjournForm(request.POST or None)
    if request.method == "POST" and attempt(
        form,
        lambda: adjourn_conference(conference=conference, by=request.user, **form.answers()),
    ):
        messages.success(request, "The conference is adjourned and on the red list.")
        return redirect("conferences:conference", pk)
    context = {"conference": conference, "form": form, "quorum": quorum_of(conference)}
    return render(request, "conferences/booking/adjourn.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    """End it before it was held. What was screened to be held takes a manager who agreed."""
    conference = open_conference(request, pk, "conferences.open_cancel")
    may, verb = rules.may_cancel(request.user, conference), "conferences.cancel"
    only_if_about(conference, may, request, verb, cancelling.NOT_TO_CANCEL)
    form = CancelForm(request.POST or None, needs_a_manager=cancelling.needs_a_manager(conference))
    if request.method == "POST" and attempt(
        form,
        lambda: cancelling.cancel_conference(
            conference=conference, by=request.user, **form.cleaned_data
        ),
    ):
        messages.success(request, "The conference is cancelled. Those it concerns are told.")
        return redirect("conferences:conference", pk)
    context = {"conference": conference, "form": form}
    return render(request, "conferences/booking/cancel.html", context)
