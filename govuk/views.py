"""The component gallery: every part on one page, to look at and to test. Holds no case data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from govuk.gallery import FilterExample, GalleryForm

View = Callable[[HttpRequest], HttpResponse]


def rehearsal_only(view: View) -> View:
    def guarded(request: HttpRequest) -> HttpResponse:
        if not (settings.REHEARSAL or settings.DEBUG):
            raise Http404
        return view(request)

    return guarded


def examples(request: HttpRequest) -> dict[str, Any]:
    return {
        "steps": ["Request", "Screening", "Booking", "Conference"],
        "sections": [("Parts", request.path), ("Wide page", "wide/"), ("Board", "board/")],
        "page": Paginator(range(95), 10).get_page(request.GET.get("page")),
        "at": dt.datetime(2026, 3, 25, 14, 30, tzinfo=dt.UTC),
        "filter": FilterExample(request.GET or None),
    }


@rehearsal_only
def gallery(request: HttpRequest) -> HttpResponse:
    form = GalleryForm(request.POST or None)
    if request.method == "POST":
        form.is_valid()
    return render(request, "govuk/gallery.html", {"form": form, **examples(request)})


@rehearsal_only
def wide(request: HttpRequest) -> HttpResponse:
    hours = [f"{hour}:00" for hour in range(9, 18)]
    rooms = [f"Room {number}" for number in range(1, 7)]
    return render(request, "govuk/gallery_wide.html", {"hours": hours, "rooms": rooms})


@rehearsal_only
def board(request: HttpRequest) -> HttpResponse:
    return render(request, "govuk/gallery_board.html")
