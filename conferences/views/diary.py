"""The diary: by room or by chair, for a day or a week."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.views.request import SignedInRequest
from bookings.domain import queries
from bookings.models import SessionTime
from bookings.rules import may_book, may_see_diary, may_see_why_absent
from conferences.presenters import diary as presenter
from conferences.presenters.diary_labels import labels_for
from conferences.views.case_page import require_page
from govuk.forms import GovukDateField, GovukForm

CHOICES = {"span": ("week", "day"), "by": ("room", "chair")}


class GoToForm(GovukForm):
    mark_optional = False
    on = GovukDateField(label="Go to a date", required=False)


@login_required
@require_safe
def diary(request: SignedInRequest) -> HttpResponse:
    require_page(may_see_diary(request.user))
    form = GoToForm(request.GET if _asks_a_date(request) else None)
    asked = form.cleaned_data["on"] if form.is_bound and form.is_valid() else None
    on = asked or timezone.localdate()
    span, by = (_chosen(request, name) for name in CHOICES)
    first = on if span == "day" else on - timedelta(days=on.weekday())
    last = first if span == "day" else first + timedelta(days=6)
    context = {
        "form": form,
        "table": _table(request, first, last, span=span, by=by),
        "span": span,
        "by": by,
        "first": first,
        "last": last,
        "links": _links(span=span, by=by, on=on),
        "may_book": may_book(request.user),
    }
    return render(request, "conferences/diary/diary.html", context)


def _table(
    request: SignedInRequest, first: date, last: date, *, span: str, by: str
) -> presenter.DiaryTable:
    found = queries.diary(first, last)
    labels = labels_for(found.bookings, request.user, verb="conferences.diary")
    if span == "day":
        sessions = list(SessionTime.objects.filter(in_use=True))
        columns = presenter.session_columns(found, sessions)
    else:
        columns = presenter.day_columns(found)
    if by == "room":
        return presenter.by_room(found, columns, labels)
    why = may_see_why_absent(request.user)
    return presenter.by_chair(found, columns, labels, say_why_away=why)


def _asks_a_date(request: SignedInRequest) -> bool:
    return any(name == "on" or name.startswith("on_") for name in request.GET)


def _chosen(request: SignedInRequest, name: str) -> str:
    """What was asked for, or the first of the choices."""
    asked = request.GET.get(name, "")
    return asked if asked in CHOICES[name] else CHOICES[name][0]


def _links(*, span: str, by: str, on: date) -> dict[str, Any]:
    def to(**changed: object) -> str:
        return "?" + urlencode({"span": span, "by": by, "on": on.isoformat(), **changed})

    step = timedelta(days=1 if span == "day" else 7)
    return {
        "earlier": to(on=on - step),
        "later": to(on=on + step),
        "today": to(on=timezone.localdate()),
        "other_span": to(span="week" if span == "day" else "day"),
        "other_by": to(by="chair" if by == "room" else "room"),
    }
