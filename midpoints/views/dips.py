"""Dip samples: draw one, grade its cases, moderate, close it; keep the headings."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.views.request import SignedInRequest
from midpoints import rules
from midpoints.domain import drawing, grading, headings
from midpoints.domain.dip_results import cases_of, results_of
from midpoints.enums import Grade, Round
from midpoints.forms import dip as asking
from midpoints.models import DipCase, DipSample
from midpoints.presenters import checks as shown
from midpoints.presenters.dips import case_lines, grade_rows
from people.domain.permission import require
from people.domain.reading import list_all, open_one
from people.forms.saving import attempt
from timescales.domain import today_in_london


def _require_grader(request: SignedInRequest) -> None:
    allowed = rules.may_grade(request.user)
    require(allowed, "midpoints.dips", by=request.user, message=grading.MAY_NOT_GRADE)


def _require_head(request: SignedInRequest) -> None:
    allowed = rules.may_draw(request.user)
    require(allowed, "midpoints.dips", by=request.user, message=drawing.NOT_A_HEAD)


@login_required
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    _require_grader(request)
    context = {
        "tabs": shown.tabs(request.user),
        "samples": DipSample.objects.select_related("drawn_by"),
        "headings": headings.headings_on(today_in_london()),
        "may_draw": rules.may_draw(request.user),
    }
    return render(request, "midpoints/dips/index.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def draw(request: SignedInRequest) -> HttpResponse:
    _require_head(request)
    form = asking.DrawForm(request.POST or None)
    drawn: list[DipSample] = []

    def act() -> None:
        drawn.append(drawing.draw_sample(by=request.user, **form.cleaned_data))

    if request.method == "POST" and attempt(form, act):
        messages.success(request, "The sample is drawn.")
        return redirect("midpoints:sample", drawn[0].pk)
    return render(request, "midpoints/dips/draw.html", {"form": form})


def _sample(pk: int) -> DipSample:
    found = DipSample.objects.select_related("drawn_by").filter(pk=pk).first()
    if found is None:
        raise Http404("There is no such sample.")
    return found


@login_required
@require_safe
def sample(request: SignedInRequest, pk: int) -> HttpResponse:
    """The cases and the grades; those of families this person does not see are counted only."""
    _require_grader(request)
    found = _sample(pk)
    cases = cases_of(found, reader=request.user)
    children = [case.child_id for case in cases]
    list_all(cases, by=request.user, verb="midpoints.sample", children=children)
    context = {
        "sample": found,
        "cases": case_lines(cases, request.user),
        "hidden": found.cases.count() - len(cases),
        "results": results_of(cases),
        "grades": Grade.labels,
        "drawn_again": drawing.drawn_again(found),
        "of": len(found.population),
        "may_close": rules.may_draw(request.user) and found.closed_at is None,
    }
    return render(request, "midpoints/dips/sample.html", context)


def _case(request: SignedInRequest, pk: int, verb: str) -> DipCase:
    rows = DipCase.objects.select_related(
        "sample", "child__person", "child__family", "chair__person", "area"
    ).prefetch_related("judgements__grades", "judgements__by")
    opened: DipCase = open_one(rows, by=request.user, verb=verb, pk=pk)
    allowed = rules.may_read_case(request.user, opened)
    subjects, children = [opened], [opened.child_id]
    require(allowed, verb, by=request.user, subjects=subjects, children=children)
    return opened


@login_required
@require_safe
def case(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was graded and why; the second grader is not shown the first grade."""
    found = _case(request, pk, "midpoints.dip_case")
    turn = grading.next_round(found)
    may_grade = rules.may_grade_case(request.user, found) and found.sample.closed_at is None
    rows = grade_rows(found, reader=request.user)
    context = {
        "case": found,
        "rows": rows,
        "may_see_sample": rules.may_grade(request.user),
        "next": turn.label if turn else "",
        "may_grade": may_grade and turn is not None and not rows.is_own_turn_over,
    }
    return render(request, "midpoints/dips/case.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def grade(request: SignedInRequest, pk: int) -> HttpResponse:
    verb = "midpoints.grade_page"
    found = _case(request, pk, verb)
    allowed = rules.may_grade_case(request.user, found)
    message = grading.MAY_NOT_GRADE
    require(allowed, verb, by=request.user, subjects=[found], message=message)
    turn = grading.next_round(found) or Round.AGREED
    known = headings.all_headings()
    form = asking.GradeForm(
        request.POST or None, headings=[known[code] for code in found.sample.headings]
    )
    if request.method == "POST" and attempt(
        form,
        lambda: grading.grade_case(case=found, graded=form.graded(), round=turn, by=request.user),
    ):
        messages.success(request, f"{turn.label} recorded.")
        return redirect("midpoints:dip_case", found.pk)
    rows = grade_rows(found, reader=request.user)
    context = {"case": found, "form": form, "turn": turn, "rows": rows}
    return render(request, "midpoints/dips/grade.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    _require_head(request)
    found = _sample(pk)
    form = asking.CloseSampleForm(request.POST or None)
    if request.method == "POST" and attempt(
        form,
        lambda: drawing.close_sample(sample=found, by=request.user, **form.cleaned_data),
    ):
        messages.success(request, "The sample is closed.")
        return redirect("midpoints:sample", found.pk)
    return render(request, "midpoints/dips/close.html", {"sample": found, "form": form})


@login_required
@require_http_methods(["GET", "POST"])
def add_heading(request: SignedInRequest) -> HttpResponse:
    _require_head(request)
    form = asking.AddHeadingForm(request.POST or None, initial={"from_on": today_in_london()})
    if request.method == "POST" and attempt(
        form, lambda: headings.add_heading(by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "The heading is in the list.")
        return redirect("midpoints:dips")
    return render(request, "midpoints/dips/heading.html", {"form": form, "title": "Add a heading"})


@login_required
@require_http_methods(["GET", "POST"])
def end_heading(request: SignedInRequest, code: str) -> HttpResponse:
    _require_head(request)
    known = headings.all_headings().get(code)
    if known is None:
        raise Http404("There is no such heading.")
    form = asking.EndHeadingForm(request.POST or None)
    if request.method == "POST" and attempt(
        form, lambda: headings.end_heading(code=code, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, "The heading ends on that day.")
        return redirect("midpoints:dips")
    title = f"End “{known.label}”"
    return render(request, "midpoints/dips/heading.html", {"form": form, "title": title})
