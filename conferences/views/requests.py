"""Ask for a conference: task list, steps, check, send; and the team manager's answers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.errors import DomainError, NotAllowed
from conferences import rules
from conferences.domain import request_steps as steps
from conferences.domain import requesting
from conferences.domain.queries import children_of, my_requests, requests_to_agree
from conferences.domain.screening import answer_diversion
from conferences.enums import ConferenceKind, RequestState
from conferences.forms.choosing import ChooseFamilyForm
from conferences.forms.request import StepForm
from conferences.forms.screening import DiversionAnswerForm
from conferences.forms.steps import STEP_FORMS
from conferences.models import ConferenceRequest, StrategyDiscussion
from conferences.presenters import requests as shown
from conferences.views.case_page import (
    CaseRequest,
    attempt,
    only_if,
    open_family,
    open_request,
)
from conferences.views.expired import keeps_what_was_typed, mark_for, typed_before_sign_in
from people.domain.reading import list_all
from people.models import Family
from plans.domain.queries import open_plan_for

NOT_TYPED = ("csrfmiddlewaretoken", "shown_to")


@login_required
@require_safe
def mine(request: CaseRequest) -> HttpResponse:
    to_agree = requests_to_agree(request.user)
    return render(
        request,
        "conferences/requests/mine.html",
        {
            "requests": _listed(request, my_requests(request.user), "my_requests"),
            "to_agree": _listed(request, to_agree, "requests_to_agree")
            if rules.may_answer_diversion(request.user)
            else [],
            "colours": shown.STATE_COLOURS,
            "may_request": rules.may_request(request.user),
        },
    )


def _listed(
    request: CaseRequest, rows: QuerySet[ConferenceRequest], name: str
) -> list[ConferenceRequest]:
    verb = f"conferences.{name}"
    return list_all(rows, by=request.user, verb=verb, children=children_of(rows))


@login_required
@require_http_methods(["GET", "POST"])
def choose_family(request: CaseRequest) -> HttpResponse:
    """Which family is it about? Only the families this person may see are offered."""
    message = "You may not ask for a conference."
    only_if(rules.may_request(request.user), request, "conferences.choose_family", message)
    families = Family.objects.visible_to(request.user)
    offered = list_all(families, by=request.user, verb="conferences.choose_family", children=[])
    form = ChooseFamilyForm(request.POST or None, families=offered)
    if request.method == "POST" and form.is_valid():
        return _begin(request, int(form.cleaned_data["family"]), form.cleaned_data["kind"])
    return render(request, "conferences/requests/choose_family.html", {"form": form})


@login_required
@require_POST
def start(request: CaseRequest, family_pk: int) -> HttpResponse:
    return _begin(request, family_pk, request.POST.get("kind", ConferenceKind.INITIAL))


def _begin(request: CaseRequest, family_pk: int, kind: str) -> HttpResponse:
    if kind not in ConferenceKind.values:
        raise Http404("There is no such kind of conference to ask for.")
    family = open_family(request, family_pk, "conferences.start_request")
    draft = requesting.start_request(family=family, kind=ConferenceKind(kind), by=request.user)
    return redirect("conferences:request", draft.pk)


@login_required
@require_safe
def show(request: CaseRequest, pk: int) -> HttpResponse:
    """The task list while it can be changed; afterwards what was sent, and what became of it."""
    asked = open_request(request, pk, "conferences.open_request")
    if asked.state in requesting.CAN_CHANGE and rules.may_ask_for(request.user, asked.kind):
        return render(request, "conferences/requests/tasks.html", _task_context(request, asked))
    return render(request, "conferences/requests/sent.html", _sent_context(request, asked))


def _task_context(request: CaseRequest, asked: ConferenceRequest) -> dict[str, Any]:
    groups = shown.task_groups(asked)
    tasks = [task for _, group in groups for task in group]
    clocks = shown.clocks(asked)
    return {
        "asked": asked,
        "groups": groups,
        "done": sum(task.status == "Completed" for task in tasks),
        "total": len(tasks),
        "earliest": shown.earliest(clocks),
        "clocks": clocks,
        "agreements": asked.agreements.select_related("recorded_by"),
        "may_agree": rules.may_answer_diversion(request.user)
        and asked.requested_by_id != request.user.pk,
        "may_discard": asked.state == RequestState.DRAFT
        and asked.requested_by_id == request.user.pk,
        "sent_back": asked.screenings.first() if asked.state == RequestState.MORE_WORK else None,
    }


def _sent_context(request: CaseRequest, asked: ConferenceRequest) -> dict[str, Any]:
    return {
        "asked": asked,
        "answers": shown.answers(asked),
        "clocks": shown.clocks(asked),
        "colour": shown.STATE_COLOURS[asked.state],
        "agreements": asked.agreements.select_related("recorded_by"),
        "screenings": asked.screenings.select_related("by").prefetch_related("answers__by"),
        "conference": getattr(asked, "conference", None),
        "may_answer": asked.state == RequestState.DIVERTING
        and rules.may_answer_diversion(request.user),
        "may_screen": rules.may_screen(request.user),
        "may_correct": rules.may_ask_for(request.user, asked.kind),
        "discussions": _discussions_of(asked),
    }


def _discussions_of(asked: ConferenceRequest) -> list[StrategyDiscussion]:
    """Those from which a child's clock of this request runs."""
    rows = asked.children.exclude(initiating_discussion=None)
    used = asked.family.strategy_discussions.filter(pk__in=rows.values("initiating_discussion"))
    return list(used)


@keeps_what_was_typed
@login_required
@require_http_methods(["GET", "POST"])
def step(request: CaseRequest, pk: int, name: str) -> HttpResponse:
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
    context = _step_context(asked, name, form) | {"mark": mark_for(request)}
    return render(request, "conferences/requests/step.html", context)


def _to_change(request: CaseRequest, pk: int, verb: str) -> ConferenceRequest:
    asked = open_request(request, pk, verb)
    only_if(rules.may_request(request.user), request, verb, "You may not change this request.")
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


def _after(request: CaseRequest, asked: ConferenceRequest, form: StepForm) -> HttpResponse:
    asked.refresh_from_db()
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
        "template": f"conferences/requests/steps/{name}.html",
    }


@login_required
@require_http_methods(["GET", "POST"])
def check(request: CaseRequest, pk: int) -> HttpResponse:
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


@login_required
@require_POST
def agree(request: CaseRequest, pk: int) -> HttpResponse:
    asked = open_request(request, pk, "conferences.agree_request")
    try:
        requesting.agree_request(request=asked, by=request.user)
    except NotAllowed:
        raise
    except DomainError as objection:
        messages.error(request, objection.message)
    else:
        messages.success(request, "Your agreement is recorded.")
    return redirect("conferences:request", pk)


@login_required
@require_POST
def discard(request: CaseRequest, pk: int) -> HttpResponse:
    asked = open_request(request, pk, "conferences.discard_draft")
    try:
        requesting.discard_draft(request=asked, by=request.user)
    except NotAllowed:
        raise
    except DomainError as objection:
        messages.error(request, objection.message)
        return redirect("conferences:request", pk)
    messages.success(request, "The draft has been thrown away.")
    return redirect("conferences:my_requests")


@login_required
@require_http_methods(["GET", "POST"])
def answer(request: CaseRequest, pk: int) -> HttpResponse:
    """The team manager agrees to a diversion, or disagrees and names who will settle it."""
    asked = open_request(request, pk, "conferences.open_diversion")
    may = rules.may_answer_diversion(request.user)
    only_if(may, request, "conferences.open_diversion", "A team manager answers a diversion.")
    screening = asked.screenings.first()
    if screening is None or asked.state != RequestState.DIVERTING:
        return redirect("conferences:request", asked.pk)
    form = DiversionAnswerForm(request.POST or None)
    if request.method == "POST" and attempt(
        form,
        lambda: answer_diversion(screening=screening, by=request.user, **form.answers()),
    ):
        messages.success(request, "Your answer is recorded.")
        return redirect("conferences:request", asked.pk)
    context = {"asked": asked, "screening": screening, "form": form}
    return render(request, "conferences/requests/answer.html", context)
