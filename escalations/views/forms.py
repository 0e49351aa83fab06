"""A Resolution Form: raise it, look at it, and every step of its life."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.views.request import SignedInRequest
from disclosure.views.guarded import try_step
from escalations import rules
from escalations.domain import answering, settling, stepping_up
from escalations.domain.form_steps import current_stage
from escalations.domain.raising_form import promote_concern, raise_form
from escalations.domain.reasons import reasons_on
from escalations.domain.recipients import why_unreached
from escalations.forms import resolution_form as asking
from escalations.models import ResolutionForm
from escalations.presenters import raised as shown
from escalations.stages import LAST
from escalations.views.concerns import (
    asked_from,
    concern_to_settle,
    family_to_raise_about,
    require_settler,
)
from people.domain.reading import open_one
from people.forms.saving import attempt
from timescales.domain import today_in_london


@login_required
@require_http_methods(["GET", "POST"])
def raise_one(request: SignedInRequest, family_pk: int) -> HttpResponse:
    family = family_to_raise_about(request, family_pk, "escalations.raise_form_page")
    form = asking.RaiseForm(
        request.POST or None,
        reasons=reasons_on(today_in_london()),
        **asked_from(request, family),
    )
    raised: list[ResolutionForm] = []

    def act() -> None:
        raised.append(
            raise_form(origin=form.origin(), what=form.what(), danger=form.told(), by=request.user)
        )

    if request.method == "POST" and attempt(form, act):
        return _sent(request, raised[0])
    return render(request, "escalations/raise_form.html", {"family": family, "form": form})


@login_required
@require_http_methods(["GET", "POST"])
def promote(request: SignedInRequest, pk: int) -> HttpResponse:
    """The concern comes with everything already in it; only what is asked is new."""
    concern = concern_to_settle(request, pk, "escalations.promote_concern_page")
    form = asking.PromoteForm(
        request.POST or None, concern=concern, reasons=reasons_on(today_in_london())
    )
    raised: list[ResolutionForm] = []

    def act() -> None:
        raised.append(
            promote_concern(concern=concern, what=form.what(), danger=form.told(), by=request.user)
        )

    if request.method == "POST" and attempt(form, act):
        return _sent(request, raised[0])
    return render(request, "escalations/promote.html", {"concern": concern, "form": form})


def _sent(request: SignedInRequest, form: ResolutionForm) -> HttpResponse:
    asked = current_stage(form).recipient.person
    messages.success(request, f"The Resolution Form is sent to {asked}.")
    return redirect("escalations:form", form.pk)


def open_form(request: SignedInRequest, pk: int, verb: str) -> ResolutionForm:
    rows = ResolutionForm.objects.select_related(
        "family", "agency", "professional__person", "raised_by", "area", "team", "concern"
    ).prefetch_related("children__person")
    opened: ResolutionForm = open_one(rows, by=request.user, verb=verb, pk=pk)
    return opened


def form_to_settle(request: SignedInRequest, pk: int, verb: str) -> ResolutionForm:
    form = open_form(request, pk, verb)
    require_settler(request, form, verb)
    return form


@login_required
@require_safe
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    """The whole story on one page, and what this person may do next."""
    form = open_form(request, pk, "escalations.form")
    context = {
        "raised": form,
        "colour": shown.FORM_COLOURS[form.state],
        "reasons": shown.reason_labels(form.reasons),
        "lines": shown.stage_lines(form),
        "timeline": shown.timeline(form),
        "noticed_at": shown.noticed_at(form.raised_from),
        "calls": form.danger_calls.select_related("by"),
        "may_settle": form.is_live and rules.may_settle(request.user, form),
        "may_answer": form.state == "waiting"
        and rules.may_answer(request.user, current_stage(form)),
        "is_last": form.stage == LAST,
        "unreached": why_unreached(form),
    }
    return render(request, "escalations/form.html", context)


def _step(
    request: SignedInRequest,
    resolution: ResolutionForm,
    form: BaseForm,
    act: Callable[[], Any],
    *,
    title: str,
    button: str,
    done: str,
) -> HttpResponse:
    """One question, one step; back to the form with what came of it."""
    if request.method == "POST" and attempt(form, act):
        messages.success(request, done)
        return redirect("escalations:form", resolution.pk)
    context = {"raised": resolution, "form": form, "title": title, "button_text": button}
    context |= {"line": shown.stage_lines(resolution)[0]}
    return render(request, "escalations/form_step.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """For the person asked; or, for whoever raised it, an answer given another way."""
    resolution = open_form(request, pk, "escalations.answer_page")
    asked = rules.may_answer(request.user, current_stage(resolution))
    if not asked:
        require_settler(request, resolution, "escalations.answer_page")
    form = (asking.AnswerForm if asked else asking.RecordedAnswerForm)(request.POST or None)
    step = answering.answer_form if asked else answering.record_answer
    return _step(
        request,
        resolution,
        form,
        lambda: step(form=resolution, by=request.user, **form.cleaned_data),
        title="Answer" if asked else "Record an answer",
        button="Send the answer" if asked else "Record the answer",
        done="The answer is recorded.",
    )


@login_required
@require_http_methods(["GET", "POST"])
def step_up(request: SignedInRequest, pk: int) -> HttpResponse:
    resolution = form_to_settle(request, pk, "escalations.step_up_page")
    form = asking.StepUpForm(request.POST or None, form=resolution)
    return _step(
        request,
        resolution,
        form,
        lambda: stepping_up.step_up(form=resolution, by=request.user, **form.answers()),
        title="Step it up",
        button="Step it up",
        done="The form is stepped up, and the next person has been told.",
    )


@login_required
@require_http_methods(["GET", "POST"])
def resolve(request: SignedInRequest, pk: int) -> HttpResponse:
    resolution = form_to_settle(request, pk, "escalations.resolve_page")
    form = asking.ResolveForm(request.POST or None)
    return _step(
        request,
        resolution,
        form,
        lambda: settling.resolve_form(form=resolution, by=request.user, **form.cleaned_data),
        title="Resolve the form",
        button="Resolve",
        done="The Resolution Form is resolved.",
    )


@login_required
@require_http_methods(["GET", "POST"])
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    resolution = form_to_settle(request, pk, "escalations.withdraw_page")
    form = asking.WithdrawForm(request.POST or None)
    return _step(
        request,
        resolution,
        form,
        lambda: settling.withdraw_form(form=resolution, by=request.user, **form.cleaned_data),
        title="Withdraw the form",
        button="Withdraw",
        done="The Resolution Form is withdrawn.",
    )


@login_required
@require_http_methods(["GET", "POST"])
def note(request: SignedInRequest, pk: int) -> HttpResponse:
    resolution = form_to_settle(request, pk, "escalations.note_page")
    form = asking.NoteForm(request.POST or None)
    return _step(
        request,
        resolution,
        form,
        lambda: settling.add_note(form=resolution, by=request.user, **form.cleaned_data),
        title="Add a note",
        button="Add the note",
        done="The note stands in the timeline.",
    )


@login_required
@require_http_methods(["GET", "POST"])
def danger(request: SignedInRequest, pk: int) -> HttpResponse:
    """It has become dangerous: telephone, then say who was told."""
    resolution = form_to_settle(request, pk, "escalations.danger_page")
    form = asking.DangerForm(request.POST or None)
    return _step(
        request,
        resolution,
        form,
        lambda: settling.tell_of_danger(form=resolution, told=form.call(), by=request.user),
        title="A child is in danger now",
        button="Record the call",
        done="The call is recorded.",
    )


@login_required
@require_POST
def send_again(request: SignedInRequest, pk: int) -> HttpResponse:
    resolution = form_to_settle(request, pk, "escalations.send_again")
    try_step(
        request,
        lambda: stepping_up.send_again(form=resolution, by=request.user),
        f"Sent again to {current_stage(resolution).recipient.person}.",
    )
    return redirect("escalations:form", pk)
