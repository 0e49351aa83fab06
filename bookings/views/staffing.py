"""Chairs, minute-takers and their working hours."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.errors import DomainError, NotAllowed
from bookings import domain
from bookings.domain.queries import hours_now
from bookings.forms.staffing import ChairForm, HoursForm, MinuteTakerForm
from bookings.models import Chair, MinuteTaker
from bookings.views.access import keeper_page
from people.models import Professional


@keeper_page
@require_GET
def staffing(request: HttpRequest) -> HttpResponse:
    chairs = Chair.objects.select_related("professional__person", "hub")
    takers = MinuteTaker.objects.select_related("professional__person", "hub")
    hours = hours_now(timezone.localdate())
    context = {
        "chairs": [(chair, hours.get(chair.pk, "")) for chair in chairs],
        "minute_takers": [(taker, hours.get(taker.pk, "")) for taker in takers],
    }
    return render(request, "bookings/staffing.html", context)


@keeper_page
@require_http_methods(["GET", "POST"])
def chair(request: HttpRequest, chair_id: int | None = None) -> HttpResponse:
    row = get_object_or_404(Chair, pk=chair_id) if chair_id else None
    start = {"fte": row.fte if row else 1, **_start(row)}
    form = ChairForm(request.POST or None, row=row, initial=start)
    if request.method == "POST" and form.is_valid():
        kept = row or Chair(professional=form.cleaned_data["professional"])
        kept.fte = form.cleaned_data["fte"]
        _take(form, kept)
        if _saved(request, form, lambda: domain.save_chair(chair=kept, by=request.user)):
            return redirect("bookings:staffing" if row else "bookings:hours", *_next(row, kept))
    return _page(request, form, f"Change {row}" if row else "Add a chair")


@keeper_page
@require_http_methods(["GET", "POST"])
def minute_taker(request: HttpRequest, minute_taker_id: int | None = None) -> HttpResponse:
    row = get_object_or_404(MinuteTaker, pk=minute_taker_id) if minute_taker_id else None
    form = MinuteTakerForm(request.POST or None, row=row, initial=_start(row))
    if request.method == "POST" and form.is_valid():
        kept = row or MinuteTaker(professional=form.cleaned_data["professional"])
        _take(form, kept)
        save = lambda: domain.save_minute_taker(minute_taker=kept, by=request.user)  # noqa: E731
        if _saved(request, form, save):
            return redirect("bookings:staffing" if row else "bookings:hours", *_next(row, kept))
    return _page(request, form, f"Change {row}" if row else "Add a minute-taker")


@keeper_page
@require_http_methods(["GET", "POST"])
def hours(request: HttpRequest, professional_id: int) -> HttpResponse:
    person = get_object_or_404(Professional.objects.select_related("person"), pk=professional_id)
    today = timezone.localdate()
    now = person.working_patterns.filter(from_on__lte=today).exclude(to_on__lt=today)
    form = HoursForm(request.POST or None, patterns=list(now))
    if request.method == "POST" and form.is_valid():
        given = {"from_on": form.cleaned_data["from_on"], "stretches": form.stretches()}
        save = lambda: domain.set_hours(professional=person, **given, by=request.user)  # noqa: E731
        if _saved(request, form, save):
            return redirect("bookings:staffing")
    return _page(request, form, f"Working hours of {person.person.name}")


def _start(row: Chair | MinuteTaker | None) -> dict[str, Any]:
    return {"hub": row.hub_id if row else None, "in_use": row.in_use if row else True}


def _take(form: MinuteTakerForm, row: Chair | MinuteTaker) -> None:
    row.hub, row.in_use = form.cleaned_data["hub"], form.cleaned_data["in_use"]


def _next(row: object | None, kept: Chair | MinuteTaker) -> list[int]:
    """Somebody new is asked for their hours next."""
    return [] if row else [kept.pk]


def _saved(request: HttpRequest, form: Any, save: Any) -> bool:
    try:
        save()
    except NotAllowed:
        raise
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
        return False
    messages.success(request, "Saved.")
    return True


def _page(request: HttpRequest, form: Any, heading: str) -> HttpResponse:
    context = {"form": form, "heading": heading, "button": "Save"}
    return render(request, "bookings/edit.html", context)
