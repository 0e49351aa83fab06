"""The calendar of a year; adding a day (typed, looked at, confirmed) and putting one back."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.errors import DomainError
from accounts.views.request import SignedInRequest
from timescales.domain import calendar, current_clock, today_in_london
from timescales.due import EARLIEST, LATEST
from timescales.enums import DayKind
from timescales.forms import AddDayForm, WithdrawDayForm
from timescales.models import CalendarDay
from timescales.permissions import may_change_clocks
from timescales.presenters import calendar_year, moved_rows, moved_words
from timescales.views.guard import clock_changers_only


@require_GET
@login_required
def calendar_page(request: SignedInRequest) -> HttpResponse:
    year = _year(request)
    added = CalendarDay.objects.filter(day__year=year).select_related("added_by", "withdrawn_by")
    days = list(added.prefetch_related("redatings"))
    return render(
        request,
        "timescales/calendar.html",
        {
            "year": year,
            "years": [number for number in (year - 1, year + 1) if _has(number)],
            "days": calendar_year(current_clock().calendar, days, year),
            "withdrawn": [day for day in days if day.withdrawn_at],
            "may_change": may_change_clocks(request.user),
        },
    )


def _year(request: SignedInRequest) -> int:
    text = request.GET.get("year", "")
    if text.isascii() and text.isdigit() and _has(int(text)):
        return int(text)
    return today_in_london().year


def _has(year: int) -> bool:
    return EARLIEST.year <= year <= LATEST.year


@require_http_methods(["GET", "POST"])
@clock_changers_only
def add_day(request: SignedInRequest) -> HttpResponse:
    """Type the day. Nothing is written here: the next page shows what it would move."""
    form = AddDayForm(request.POST or None, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid() and _previewed(form):
        return HttpResponseRedirect(f"{reverse('timescales:check_day')}?{_query(form)}")
    return render(request, "timescales/add_day.html", {"form": form})


@require_http_methods(["GET", "POST"])
@clock_changers_only
def check_day(request: SignedInRequest) -> HttpResponse:
    """What the day would move; then confirm."""
    form = AddDayForm(request.POST if request.method == "POST" else request.GET)
    effect = _previewed(form) if form.is_valid() else None
    if request.method == "POST" and form.is_valid():
        return _add(request, form)
    if effect is None:
        return HttpResponseRedirect(f"{reverse('timescales:add_day')}?{request.GET.urlencode()}")
    context = {
        "given": form.cleaned_data,
        "kind": DayKind(form.cleaned_data["kind"]).label,
        "effect": effect,
        "moved": moved_rows(effect.moves, today_in_london()),
        "fields": _fields(form),
        "change_query": _query(form),
    }
    return render(request, "timescales/check_day.html", context)


def _previewed(form: AddDayForm) -> calendar.Effect | None:
    """What the day would move; None, with the reason on the form, when it cannot be added."""
    given = form.cleaned_data
    try:
        return calendar.preview_day(
            day=given["day"],
            kind=given["kind"],
            name=given["name"],
            moved_from=given["moved_from"],
        )
    except DomainError as error:
        form.add_error(error.field or None, error.message)
        return None


def _add(request: SignedInRequest, form: AddDayForm) -> HttpResponse:
    given = form.cleaned_data
    try:
        effect = calendar.add_day(by=request.user, **given)
    except DomainError as error:
        messages.error(request, error.message)
        return HttpResponseRedirect(reverse("timescales:calendar"))
    messages.success(request, f"{given['name']} is in the calendar. {moved_words(effect.moves)}")
    return _back_to(given["day"].year)


@require_http_methods(["GET", "POST"])
@clock_changers_only
def withdraw_day(request: SignedInRequest, pk: int) -> HttpResponse:
    day = get_object_or_404(CalendarDay.objects.in_force(), pk=pk)
    form = WithdrawDayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        effect = calendar.withdraw_day(day=day, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, f"{day.name} is put back. {moved_words(effect.moves)}")
        return _back_to(day.day.year)
    effect = calendar.preview_withdrawal(day)
    moved = moved_rows(effect.moves, today_in_london())
    return render(
        request,
        "timescales/withdraw_day.html",
        {"form": form, "day": day, "effect": effect, "moved": moved},
    )


def _back_to(year: int) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('timescales:calendar')}?{urlencode({'year': year})}")


def _fields(form: AddDayForm) -> list[tuple[str, str]]:
    """The cleaned answers, to carry to the next page."""
    return [(name, str(value)) for name, value in form.cleaned_data.items() if value]


def _query(form: AddDayForm) -> str:
    return urlencode(_fields(form))
