"""Fill in a request: one page for each step, then check the answers and send them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from accounts.errors import DomainError, NotAllowed
from accounts.views.request import SignedInRequest
from conferences import rules
from conferences.domain import request_steps as steps
from conferences.domain import requesting
from conferences.enums import ConferenceKind
from conferences.forms.request import StepForm
from conferences.forms.steps import STEP_FORMS
from conferences.models import ConferenceRequest
from conferences.presenters import requests as shown
from conferences.views.case_page import only_if, open_request
from conferences.views.expired import keeps_what_was_typed, mark_for, typed_before_sign_in
from people.forms.saving import attempt
from people.rules import may_change_family
from plans.domain.queries import open_plan_for

ADD_PARTNER = "partner"  # the button that leads to the page for somebody not in the list
NOT_TYPED = ("csrfmiddlewaretoken", "shown_to")


@keeps_what_was_typed
@login_required
@require_http_methods(["GET", "POST"])
def step(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    """One page of the request. Every POST is kept, right or wrong."""
    asked = _to_change(request, pk, "conferences.open_request_step")
    if asked.state not in requesting.CAN_CHANGE:
        return redirect("conferences:request", asked.pk)
    if name not in {each.name for each in steps.steps_for(asked)}:
        return redirect("conferences:request", asked.pk)
    form_class = STEP_FORMS[name]
    if request.method == "POST":
        form = form_class(request.POST, request=asked)
        if attempt(form, lambda: form.keep(by=request.user)):
            return _after(request, asked, form)
        requesting.keep_typed(request=asked, step=name, typed=_typed(request.POST), by=request.user)
    else:
        if typed := typed_before_sign_in(request):
            requesting.keep_typed(request=asked, step=name, typed=typed, by=request.user)
            messages.info(request, "You were signed out as you saved. What you typed is below.")
        form = form_class(_kept(asked, name), request=asked)
        form.initial["another"] = request.GET.get("chosen", "")  # added on the way, see `_after`
    context = _step_context(asked, name, form) | {"mark": mark_for(request)}
    context["may_set_team"] = may_change_family(request.user, asked.family)
    return render(request, "conferences/requests/step.html", context)


def _to_change(request: SignedInRequest, pk: int, verb: str) -> ConferenceRequest:
    asked = open_request(request, pk, verb)
    may = rules.may_ask_for(request.user, asked.kind)
    only_if(may, request, verb, "You may not change this request.")
    return asked


def _typed(posted: QueryDict) -> dict[str, list[str]]:
    return {name: values for name, values in posted.lists() if name not in NOT_TYPED}


def _kept(asked: ConferenceRequest, name: str) -> QueryDict | None:
    """What was typed here before and could not be taken, so that nothing is lost."""
    waiting = requesting.typed_on(asked, name)
    if not waiting:
        return None
    typed = QueryDict(mutable=True)
    for field, values in waiting.items():
        typed.setlist(field, values)
    return typed


def _after(request: SignedInRequest, asked: ConferenceRequest, form: StepForm) -> HttpResponse:
    asked.refresh_from_db()
    if form.data.get("action") == ADD_PARTNER:
        here = shown.step_url(asked, form.step)
        return redirect(f"{reverse('people:add_partner')}?{urlencode({'next': here})}")
    if form.stays:
        return redirect(shown.step_url(asked, form.step))
    if form.step == steps.CHILDREN:
        for clock in shown.clocks(asked):
            if clock.doubt:
                messages.warning(request, f"{clock.child}: {clock.doubt}")
    following = steps.step_after(asked, form.step)
    if following is None:
        return redirect("conferences:request_check", asked.pk)
    return redirect(shown.step_url(asked, following.name))


def _step_context(asked: ConferenceRequest, name: str, form: StepForm) -> dict[str, Any]:
    on_plan = []
    if name == steps.CHILDREN and asked.kind != ConferenceKind.REVIEW:
        on_plan = [c for c in asked.family.children.all() if open_plan_for(c) is not None]
    return {
        "asked": asked,
        "form": form,
        "step": steps.BY_NAME[name],
        "discussions": asked.family.strategy_discussions.all(),
        "on_plan": on_plan,
        "clocks": shown.clocks(asked) if name == steps.EARLY else [],
        "limits": shown.limits_of_step(asked, name),
        "template": f"conferences/requests/steps/{name}.html",
    }


@login_required
@require_http_methods(["GET", "POST"])
def check(request: SignedInRequest, pk: int) -> HttpResponse:
    """Check the answers, and send them."""
    asked = _to_change(request, pk, "conferences.check_request")
    if asked.state not in requesting.CAN_CHANGE:
        return redirect("conferences:request", asked.pk)
    missing, objection = steps.missing(asked), ""
    if request.method == "POST":
        try:
            requesting.submit_request(request=asked, by=request.user)
        except requesting.NotComplete as gaps:
            missing = gaps.missing
        except NotAllowed:
            raise
        except DomainError as refused:
            objection = refused.message
        else:
            messages.success(request, "Sent to the duty officer.")
            return redirect("conferences:request", asked.pk)
    context = {
        "asked": asked,
        "answers": [(a, shown.step_url(asked, a.step)) for a in shown.answers(asked)],
        "clocks": shown.clocks(asked),
        "missing": [(gap.message, shown.step_url(asked, gap.step)) for gap in missing],
        "objection": objection,
        "tried": request.method == "POST",
        "is_late": steps.is_late(asked),
    }
    return render(request, "conferences/requests/check.html", context)
