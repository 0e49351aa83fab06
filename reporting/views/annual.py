"""The annual report of a year: read as a draft, written, added up, and frozen."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.views.request import SignedInRequest
from people.domain.permission import require
from people.domain.reading import Listing, list_visible
from people.forms.saving import attempt
from people.models import Area
from reporting import rules
from reporting.annual import layout
from reporting.annual.aims import aims_of
from reporting.annual.domain import commenting
from reporting.annual.domain.assembling import assemble, assemble_section, scope_of
from reporting.annual.domain.checking import names_backwards, recorded_backwards
from reporting.annual.domain.drawing import NOT_A_READER
from reporting.annual.domain.freezing import editions_of, freeze_year
from reporting.annual.sections import DETAILED, TITLES
from reporting.annual.tasks import draw_soon
from reporting.annual.years import file_year, parse_year, title_of
from reporting.asked import Asked as FiguresAsked
from reporting.domain.refresh import refresh_changed
from reporting.forms.annual import CommentaryForm, FreezeForm
from reporting.models import AnnualEdition, Fact
from reporting.period import Period, year_of
from reporting.presenters.annual_figures import Detail, details_of, rows_of
from timescales.domain import today_in_london

YEARS = 6  # offered: the one that runs, and those before it


@dataclass(frozen=True)
class Asked:
    """One year of the service or of an area, and its addresses."""

    year: Period
    area: Area | None

    @property
    def title(self) -> str:
        return title_of(self.year, self.area)

    @property
    def has_ended(self) -> bool:
        return self.year.last < today_in_london()

    def address(self, name: str, *args: str) -> str:
        query = f"?{urlencode({'area': self.area.pk})}" if self.area else ""
        return reverse(f"reporting:{name}", args=[file_year(self.year), *args]) + query

    @property
    def page(self) -> str:
        return self.address("annual_year")

    @property
    def sums(self) -> str:
        return self.address("annual_sums")

    @property
    def freezing(self) -> str:
        return self.address("annual_freeze")

    @property
    def editions(self) -> list[AnnualEdition]:
        return editions_of(self.year, self.area)

    @property
    def figures(self) -> FiguresAsked:
        """The same of a measure, as known now."""
        return FiguresAsked(self.year, scope_of(self.area))


def may_read(request: SignedInRequest) -> None:
    allowed = rules.reads_figures(request.user)
    require(allowed, "reporting.annual", by=request.user, message=NOT_A_READER)


def may_write(request: SignedInRequest) -> None:
    allowed = rules.writes_report(request.user)
    require(allowed, "reporting.annual.write", by=request.user, message=commenting.NOT_A_WRITER)


def _asked(request: SignedInRequest, written: str) -> Asked:
    try:
        year = parse_year(written, today=today_in_london())
    except ValueError as error:
        raise Http404(str(error)) from error
    return Asked(year, _area(request))


def _area(request: SignedInRequest) -> Area | None:
    """Raises Http404 for one there is not."""
    chosen = request.GET.get("area", "")
    if not chosen:
        return None
    found = Area.objects.filter(pk=chosen).first() if chosen.isdecimal() else None
    if found is None:
        raise Http404
    return found


@login_required
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    may_read(request)
    area, latest = _area(request), year_of(today_in_london())
    years = [Asked(latest, area)]
    while len(years) < YEARS:
        years.append(Asked(years[-1].year.before(), area))
    here = reverse("reporting:annual")
    areas = Area.objects.filter(in_use=True)
    tabs = [
        ("The whole service", here),
        *((each.name, f"{here}?{urlencode({'area': each.pk})}") for each in areas),
    ]
    return render(request, "reporting/annual/index.html", {"years": years, "tabs": tabs})


@login_required
@require_safe
def draft(request: SignedInRequest, year: str) -> HttpResponse:
    """The figures of the year, and beside them what managers write."""
    may_read(request)
    asked = _asked(request, year)
    refresh_changed()
    promised = commenting.promised_before(asked.year, asked.area)
    content = assemble(asked.year, asked.area, said_before=promised, in_detail=False)
    boxes = commenting.newest_of(asked.year, asked.area)
    sections = [
        {
            "section": section,
            "rows": rows_of(section, asked.figures, user=request.user),
            "aims": aims_of(section),
            "box": boxes.get(section.code),
            "said_before": layout.paragraphs(section.said_before),
            "write": asked.address("annual_write", section.code),
            "details": _details_address(asked, section.code),
        }
        for section in content.sections
    ]
    may = rules.writes_report(request.user)
    context = {
        "asked": asked,
        "sections": sections,
        "headings": layout.headings_of(content),
        "may_write": may,
    }
    return render(request, "reporting/annual/draft.html", context)


def _details_address(asked: Asked, code: str) -> str:
    """Empty where there is no more than the figures of the year."""
    return asked.address("annual_section", code) if code in DETAILED else ""


@login_required
@require_safe
def in_detail(request: SignedInRequest, year: str, section: str) -> HttpResponse:
    """The months, parts and charts of one section, as the files will have them."""
    may_read(request)
    asked = _asked(request, year)
    if section not in DETAILED:
        raise Http404
    context = {"asked": asked, "title": TITLES[section], "details": _details(asked, section)}
    return render(request, "reporting/annual/section.html", context)


def _details(asked: Asked, code: str) -> list[Detail]:
    if code not in DETAILED:
        return []
    refresh_changed()
    return details_of(assemble_section(code, asked.year, asked.area))


@login_required
@require_safe
def sums(request: SignedInRequest, year: str) -> HttpResponse:
    """Does it add up?"""
    may_read(request)
    asked = _asked(request, year)
    refresh_changed()
    checks = assemble(asked.year, asked.area).checks
    wrong = [check for check in checks if check.difference]
    context = {
        "asked": asked,
        "checks": checks,
        "wrong": wrong,
        "backwards": _backwards(asked, request.user) if names_backwards(wrong) else None,
    }
    return render(request, "reporting/annual/sums.html", context)


def _backwards(asked: Asked, user: User) -> Listing[Fact]:
    """The plans of that reason, and how many more this reader may not open."""
    rows = recorded_backwards(asked.figures.scope, None).select_related("child__person")
    verb = "reporting.annual.backwards"
    return list_visible(rows, by=user, verb=verb, children_of=Fact.children_concerned)


@login_required
@require_http_methods(["GET", "POST"])
def write(request: SignedInRequest, year: str, section: str) -> HttpResponse:
    may_write(request)
    asked = _asked(request, year)
    if section not in TITLES:
        raise Http404
    wordings = commenting.wordings_of(asked.year, asked.area, section)
    newest = wordings[0] if wordings else None
    kept = {"text": newest.text, "seen": newest.pk} if newest else {}
    form = CommentaryForm(request.POST if request.method == "POST" else None, initial=kept)
    context: dict[str, Any] = {
        "asked": asked,
        "title": TITLES[section],
        "form": form,
        "wordings": wordings,
        "meanwhile": None,
        "said_before": commenting.promised_before(asked.year, asked.area)
        if section == "did"
        else "",
    }
    if request.method == "POST" and _written(form, asked, section, request, context):
        messages.success(request, f"{TITLES[section]}: saved.")
        return redirect(f"{asked.page}#{section}")
    context["details"] = _details(asked, section)
    return render(request, "reporting/annual/write.html", context)


def _written(
    form: CommentaryForm,
    asked: Asked,
    section: str,
    request: SignedInRequest,
    context: dict[str, Any],
) -> bool:
    """What was typed stays on the screen when somebody else was quicker, beside their words."""

    def keep() -> None:
        try:
            commenting.write_commentary(
                year=asked.year,
                area=asked.area,
                section=section,
                text=form.cleaned_data["text"],
                seen=form.cleaned_data["seen"],
                by=request.user,
            )
        except commenting.WrittenMeanwhile as error:
            context["meanwhile"] = error.newest
            form.now_seen(error.newest.pk)
            raise

    return attempt(form, keep)


@login_required
@require_http_methods(["GET", "POST"])
def freeze(request: SignedInRequest, year: str) -> HttpResponse:
    may_write(request)
    asked = _asked(request, year)
    form = FreezeForm(request.POST if request.method == "POST" else None)
    made: list[AnnualEdition] = []
    if request.method == "POST" and attempt(
        form, lambda: made.append(freeze_year(year=asked.year, area=asked.area, by=request.user))
    ):
        draw_soon(made[0])
        return redirect("reporting:annual_edition", made[0].pk)
    empty = [
        title
        for code, title in TITLES.items()
        if code not in commenting.texts_of(asked.year, asked.area)
    ]
    context = {"asked": asked, "form": form, "empty": empty, "day_after": _day_after(asked)}
    return render(request, "reporting/annual/freeze.html", context)


def _day_after(asked: Asked) -> dt.date:
    return asked.year.last + dt.timedelta(days=1)
