"""Ask for a conference: the requests listed, begun and shown; the team manager's answers.

Its pages to fill in are `request_steps.py`.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.errors import DomainError, NotAllowed
from accounts.views.request import SignedInRequest
from conferences import rules
from conferences.domain import asking_again, requesting
from conferences.domain.queries import children_of, my_requests, requests_to_agree
from conferences.domain.screening import answer_diversion
from conferences.enums import CAME_TO_NOTHING, ConferenceKind, RequestState
from conferences.forms.choosing import ChooseFamilyForm
from conferences.forms.screening import DiversionAnswerForm
from conferences.models import ConferenceRequest, StrategyDiscussion
from conferences.presenters import requests as shown
from conferences.views.case_page import only_if, open_family, open_request
from people.domain.reading import list_all
from people.forms.saving import attempt
from people.models import Family


@login_required
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
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
    request: SignedInRequest, rows: QuerySet[ConferenceRequest], name: str
) -> list[ConferenceRequest]:
    verb = f"conferences.{name}"
    return list_all(rows, by=request.user, verb=verb, children=children_of(rows))


@login_required
@require_http_methods(["GET", "POST"])
def choose_family(request: SignedInRequest) -> HttpResponse:
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
def start(request: SignedInRequest, family_pk: int) -> HttpResponse:
    return _begin(request, family_pk, request.POST.get("kind", ConferenceKind.INITIAL))


def _begin(request: SignedInRequest, family_pk: int, kind: str) -> HttpResponse:
    if kind not in ConferenceKind.values:
        raise Http404("There is no such kind of conference to ask for.")
    family = open_family(request, family_pk, "conferences.start_request")
    draft = requesting.start_request(family=family, kind=ConferenceKind(kind), by=request.user)
    return redirect("conferences:request", draft.pk)


@login_required
@require_safe
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    """The task list while it can be changed; afterwards what was sent, and what became of it."""
    asked = open_request(request, pk, "conferences.open_request")
    if asked.state in requesting.CAN_CHANGE and rules.may_ask_for(request.user, asked.kind):
        return render(request, "conferences/requests/tasks.html", _task_context(request, asked))
    return render(request, "conferences/requests/sent.html", _sent_context(request, asked))


def _task_context(request: SignedInRequest, asked: ConferenceRequest) -> dict[str, Any]:
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


def _sent_context(request: SignedInRequest, asked: ConferenceRequest) -> dict[str, Any]:
    cancelled = asking_again.cancelled_step(asked)
    over = cancelled is not None or asked.state in CAME_TO_NOTHING
    return {
        "asked": asked,
        "answers": shown.answers(asked),
        "clocks": [] if over else shown.clocks(asked),
        "colour": shown.STATE_COLOURS[asked.state],
        "agreements": asked.agreements.select_related("recorded_by"),
        "screenings": asked.screenings.select_related("by").prefetch_related("answers__by"),
        "conference": getattr(asked, "conference", None),
        "cancelled": cancelled,
        "may_ask_again": rules.may_ask_for(request.user, asked.kind)
        and not asking_again.why_not_again(asked),
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


@login_required
@require_POST
def agree(request: SignedInRequest, pk: int) -> HttpResponse:
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
def discard(request: SignedInRequest, pk: int) -> HttpResponse:
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
@require_POST
def ask_again(request: SignedInRequest, pk: int) -> HttpResponse:
    """A new draft with the answers of this request, whose conference was cancelled."""
    asked = open_request(request, pk, "conferences.ask_again")
    may = rules.may_ask_for(request.user, asked.kind)
    only_if(may, request, "conferences.ask_again", "You may not ask for a conference.")
    try:
        draft = asking_again.ask_again(request=asked, by=request.user)
    except NotAllowed:
        raise
    except DomainError as objection:
        messages.error(request, objection.message)
        return redirect("conferences:request", pk)
    words = "This is a new draft with the answers from before. Go through each step once more."
    messages.success(request, words)
    return redirect("conferences:request", draft.pk)


@login_required
@require_http_methods(["GET", "POST"])
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
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
