"""Hubs, rooms, sessions, closures and local practice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from psycopg2.extras import DateTimeTZRange

from accounts.errors import DomainError, NotAllowed
from bookings import domain
from bookings.forms.places import ClosureForm, HubForm, LocalPracticeForm, RoomForm, SessionForm
from bookings.models import Closure, ConferenceRoom, Hub, LocalPractice, SessionTime
from bookings.rules import may_set_local_practice
from bookings.views.access import head_page, keeper_page
from govuk.forms import GovukModelForm


@keeper_page
@require_GET
def places(request: HttpRequest) -> HttpResponse:
    to_come = DateTimeTZRange(timezone.now(), None)
    context = {
        "hubs": Hub.objects.prefetch_related("rooms"),
        "sessions": SessionTime.objects.all(),
        "closures": Closure.objects.during(to_come).select_related("hub", "room__hub"),
        "practice": LocalPractice.current(),
        "may_set_local_practice": may_set_local_practice(request.user),
    }
    return render(request, "bookings/places.html", context)


@keeper_page
@require_http_methods(["GET", "POST"])
def hub(request: HttpRequest, hub_id: int | None = None) -> HttpResponse:
    row = get_object_or_404(Hub, pk=hub_id) if hub_id else None
    form = HubForm(request.POST or None, instance=row)
    return _edit(request, form, lambda: domain.save_hub(hub=form.instance, by=request.user), "hub")


@keeper_page
@require_http_methods(["GET", "POST"])
def room(request: HttpRequest, room_id: int | None = None) -> HttpResponse:
    row = get_object_or_404(ConferenceRoom, pk=room_id) if room_id else None
    form = RoomForm(request.POST or None, instance=row)
    save = lambda: domain.save_room(room=form.instance, by=request.user)  # noqa: E731
    return _edit(request, form, save, "room")


@keeper_page
@require_http_methods(["GET", "POST"])
def session(request: HttpRequest, session_id: int | None = None) -> HttpResponse:
    row = get_object_or_404(SessionTime, pk=session_id) if session_id else None
    form = SessionForm(request.POST or None, instance=row)
    save = lambda: domain.save_session(session=form.instance, by=request.user)  # noqa: E731
    return _edit(request, form, save, "session")


@head_page
@require_http_methods(["GET", "POST"])
def local_practice(request: HttpRequest) -> HttpResponse:
    form = LocalPracticeForm(request.POST or None, instance=LocalPractice.current())
    save = lambda: domain.save_local_practice(practice=form.instance, by=request.user)  # noqa: E731
    return _edit(request, form, save, "local practice")


@keeper_page
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest) -> HttpResponse:
    form = ClosureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            closed = domain.close_place(
                place=form.chosen_place,
                starts_at=form.starts_at,
                ends_at=form.ends_at,
                reason=form.cleaned_data["reason"],
                by=request.user,
            )
        except NotAllowed:
            raise
        except DomainError as error:
            form.add_error(error.field or None, error.message)
        else:
            messages.success(request, _closed_words(len(closed.hit)))
            return redirect("bookings:places")
    context = {"form": form, "heading": "Close a room or hub", "button": "Close it"}
    return render(request, "bookings/edit.html", context)


@keeper_page
@require_POST
def reopen(request: HttpRequest, closure_id: int) -> HttpResponse:
    try:
        row = get_object_or_404(Closure, pk=closure_id)
        domain.withdraw_closure(closure=row, by=request.user)
    except NotAllowed:
        raise
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, "It is open again.")
    return redirect("bookings:places")


def _closed_words(hit: int) -> str:
    if not hit:
        return "The closure is recorded. No meeting is booked there then."
    meetings = "1 meeting is" if hit == 1 else f"{hit} meetings are"
    words = "booked there then, and not moved. See the red list."
    return f"The closure is recorded. {meetings} {words}"


def _edit(
    request: HttpRequest, form: GovukModelForm, save: Callable[[], Model], what: str
) -> HttpResponse:
    """Show the form, or save what it holds and go back to the list."""
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except NotAllowed:
            raise
        except DomainError as error:
            form.add_error(error.field or None, error.message)
        else:
            messages.success(request, f"The {what} is saved.")
            return redirect("bookings:places")
    verb = "Change" if form.instance.pk else "Add"
    article = "" if what == "local practice" else "this " if form.instance.pk else "a "
    heading = f"{verb} {article}{what}"
    context: dict[str, Any] = {"form": form, "heading": heading, "button": "Save"}
    return render(request, "bookings/edit.html", context)
