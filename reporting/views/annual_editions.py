"""A frozen edition: its files, and what has changed since."""

from __future__ import annotations

from dataclasses import replace

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.views.request import SignedInRequest
from people.forms.saving import attempt
from reporting.annual import layout
from reporting.annual.aims import aims_of
from reporting.annual.domain.drawing import draw_again, hand_out
from reporting.annual.domain.earlier import hidden_in
from reporting.annual.domain.freezing import content_of, has_public_edition, revisions_of
from reporting.annual.enums import DrawingState
from reporting.annual.files import FILES, file_name
from reporting.annual.hiding import numbers_said
from reporting.annual.tasks import draw_soon
from reporting.asked import Asked as FiguresAsked
from reporting.domain.refresh import refresh_changed
from reporting.forms.annual import WORDS, TakeOutForm
from reporting.models import AnnualDrawing, AnnualEdition
from reporting.period import year_of
from reporting.presenters.annual_figures import revised_row, rows_of
from reporting.rules import writes_report
from reporting.views.annual import Asked, may_read, may_write


def _edition(pk: int) -> AnnualEdition:
    rows = AnnualEdition.objects.select_related("area", "frozen_by")
    found: AnnualEdition = get_object_or_404(rows, pk=pk)
    return found


@login_required
@require_safe
def edition(request: SignedInRequest, pk: int) -> HttpResponse:
    may_read(request)
    found = _edition(pk)
    refresh_changed()
    drawings = found.drawings.all()
    there = {
        (file.drawing_id, file.kind) for each in drawings for file in each.files.defer("content")
    }
    whole = next(each for each in drawings if not each.is_public)
    content = content_of(found, is_public=False)
    asked = Asked(year_of(found.year_ending), found.area)
    frozen = _as_frozen(found, asked)
    under_way = {DrawingState.WAITING, DrawingState.DRAWING}
    context = {
        "edition": found,
        "asked": asked,
        "done": len(there),
        "of": len(drawings) * len(FILES),
        "is_under_way": any(each.state in under_way for each in drawings),
        "has_failed": any(each.state == DrawingState.FAILED for each in drawings),
        "files": [(kind, WORDS[kind]) for kind in WORDS if (whole.pk, kind) in there],
        "is_published": has_public_edition(found.area),
        "has_public": any(each.is_public and each.drawn_at for each in drawings),
        "revisions": [
            revised_row(each, frozen, asked.figures, user=request.user)
            for each in revisions_of(found)
        ],
        "may_write": writes_report(request.user),
        "known": layout.counted_from(content),
        "sections": [
            {
                "section": section,
                "rows": rows_of(section, frozen, user=request.user),
                "aims": aims_of(section),
            }
            for section in content.sections
            if layout.has_something(section)
        ],
        "headings": layout.headings_of(content),
    }
    return render(request, "reporting/annual/edition.html", context)


def _as_frozen(found: AnnualEdition, asked: Asked) -> FiguresAsked:
    """Of its measures, as known at the very moment it was counted."""
    moment = found.frozen_at
    return replace(asked.figures, known_day=timezone.localdate(moment), known_at=moment)


@login_required
@require_POST
def full(request: SignedInRequest, pk: int, kind: str) -> HttpResponse:
    """A file of the full edition, which stays in the service."""
    may_read(request)
    return _file(request, _edition(pk), kind, is_public=False)


@login_required
@require_http_methods(["GET", "POST"])
def public(request: SignedInRequest, pk: int) -> HttpResponse:
    """The public edition leaves the building: it is confirmed first."""
    may_write(request)
    found, form = _edition(pk), TakeOutForm(request.POST if request.method == "POST" else None)
    get_object_or_404(AnnualDrawing, edition=found, is_public=True)
    taken: list[HttpResponse] = []
    if request.method == "POST" and attempt(
        form,
        lambda: taken.append(_file(request, found, form.cleaned_data["kind"], is_public=True)),
    ):
        return taken[0]
    said = numbers_said(content_of(found, is_public=False), hidden_in(found))
    context = {"edition": found, "form": form, "said": said}
    return render(request, "reporting/annual/public.html", context)


@login_required
@require_POST
def again(request: SignedInRequest, pk: int) -> HttpResponse:
    """Draw what failed."""
    may_read(request)
    found = _edition(pk)
    for each in found.drawings.filter(state=DrawingState.FAILED):
        draw_again(drawing=each, by=request.user)
    draw_soon(found)
    return redirect("reporting:annual_edition", found.pk)


def _file(
    request: SignedInRequest, found: AnnualEdition, kind: str, *, is_public: bool
) -> HttpResponse:
    drawing = get_object_or_404(AnnualDrawing, edition=found, is_public=is_public)
    content = hand_out(drawing=drawing, kind=kind, by=request.user)
    response = HttpResponse(content, content_type=FILES[kind][0])
    name = file_name(kind) if is_public else f"full_{file_name(kind)}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
