"""Do a midpoint check with everything on one page, look at one, or say why it was not done."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.views.request import SignedInRequest
from conferences.models import Conference
from conferences.views.case_page import open_conference
from escalations.presenters.raised import raised_lines
from midpoints import rules
from midpoints.domain import checking as steps
from midpoints.domain.evidence import evidence_for
from midpoints.domain.queries import open_deadlines_of, raised_from
from midpoints.forms.check import CheckForm, NotDoneForm
from midpoints.models import MidpointCheck
from midpoints.presenters import checks as shown
from people.domain.permission import require
from people.domain.reading import open_one
from people.forms.saving import attempt
from timescales.domain import explain
from timescales.presenters import why


def _conference(request: SignedInRequest, pk: int, verb: str) -> Conference:
    conference = open_conference(request, pk, verb)
    allowed = rules.may_check(request.user, conference.family)
    subjects = [conference]
    require(allowed, verb, by=request.user, subjects=subjects, message=steps.MAY_NOT_CHECK)
    return conference


@login_required
@require_http_methods(["GET", "POST"])
def do(request: SignedInRequest, conference_pk: int) -> HttpResponse:
    """Visits, core groups, actions and the children's last views; then what the chair finds."""
    conference = _conference(request, conference_pk, "midpoints.do_page")
    deadlines = open_deadlines_of(conference)
    if not deadlines:
        messages.error(request, steps.MAY_NOT_BE_SAVED)
        return redirect("midpoints:due")
    children = [deadline.child for deadline in deadlines if deadline.child]
    evidence = evidence_for(conference, children, reader=request.user)
    form = CheckForm(request.POST or None, children=children, evidence=evidence)
    made: list[MidpointCheck] = []

    def act() -> None:
        made.append(steps.record_check(conference=conference, found=form.found(), by=request.user))

    if request.method == "POST" and attempt(form, act):
        messages.success(request, "The midpoint check is recorded.")
        return redirect("midpoints:check", made[0].pk)
    first = min(deadlines, key=lambda deadline: deadline.due_on)
    context = shown.evidence_context(evidence) | {
        "conference": conference,
        "form": form,
        "deadline": first,
        "why": why(explain(first), stored_due_on=first.due_on),
    }
    return render(request, "midpoints/do.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def not_done(request: SignedInRequest, conference_pk: int) -> HttpResponse:
    conference = _conference(request, conference_pk, "midpoints.not_done_page")
    form = NotDoneForm(request.POST or None)
    if request.method == "POST" and attempt(
        form,
        lambda: steps.record_not_done(conference=conference, by=request.user, **form.cleaned_data),
    ):
        messages.success(request, "It is recorded that the check was not done, and why.")
        return redirect("midpoints:due")
    return render(request, "midpoints/not_done.html", {"conference": conference, "form": form})


def open_check(request: SignedInRequest, pk: int, verb: str) -> MidpointCheck:
    rows = MidpointCheck.objects.select_related(
        "family", "conference", "chair__person", "by", "review_request"
    ).prefetch_related("children__child__person")
    opened: MidpointCheck = open_one(rows, by=request.user, verb=verb, pk=pk)
    return opened


@login_required
@require_safe
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    check = open_check(request, pk, "midpoints.check")
    context = {
        "check": check,
        "colour": shown.PROGRESS_COLOURS.get(check.progress, "grey"),
        "late": any(row.is_late(check.on) for row in check.children.all()),
        "raised": raised_lines(list(raised_from(check, reader=request.user))),
        "may_raise": check.state == "done" and rules.may_check(request.user, check.family),
    }
    return render(request, "midpoints/check.html", context)
