"""The live room's pages: start the conference, run it, key one in from paper."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.enums import Action
from conferences import rules
from conferences.domain import devices, room, session
from conferences.domain.kept_apart import would_meet
from conferences.domain.standing_in import says_who_chairs
from conferences.domain.steps import require
from conferences.domain.taking_chair import NOT_TO_TAKE, take_the_chair
from conferences.enums import ConferenceState
from conferences.forms.live import PaperForm, StartForm, TakeChairForm
from conferences.models import Conference
from conferences.presenters import live_choices
from conferences.presenters.days import day_warning
from disclosure.domain.queries import changes_since
from people.domain.reading import open_one
from people.forms.saving import attempt
from people.models import Professional

NOT_STARTED = frozenset({ConferenceState.BOOKED, ConferenceState.PENCILLED})


def conference_for(
    request: HttpRequest, pk: int, verb: str, action: Action = Action.OPENED
) -> Conference:
    """The conference, its opening audited, for somebody who runs or minutes it; else 404 or 403."""
    rows = Conference.objects.select_related("record", "family", "chair__person")
    try:
        conference: Conference = open_one(rows, by=request.user, verb=verb, action=action, pk=pk)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    require(
        rules.may_record(request.user, conference),
        verb,
        by=request.user,
        about=conference,
        message="Only the chair or the minute-taker may open the live room.",
    )
    return conference


@login_required
@require_safe
def live_room(request: HttpRequest, pk: int) -> HttpResponse:
    conference = conference_for(request, pk, "conferences.live")
    if conference.state in NOT_STARTED:
        context = _start_context(request, conference, _start_form(request, conference))
        return render(request, "conferences/live/start.html", context)
    context = {
        "conference": conference,
        "room_data": _room_data(request, conference),
        "may_chair": rules.may_chair(request.user, conference),
        "day_warning": day_warning(conference),
    }
    return render(request, "conferences/live/room.html", context)


def _start_context(request: HttpRequest, conference: Conference, form: StartForm) -> dict[str, Any]:
    asked = conference.participants.select_related("person", "agency")
    return {
        "conference": conference,
        "form": form,
        "participants": asked,
        "would_meet": would_meet(conference),
        "may_chair": rules.may_chair(request.user, conference),
        "day_warning": day_warning(conference),
    }


def _room_data(request: HttpRequest, conference: Conference) -> dict[str, Any]:
    """Everything the page's script starts from. Never the key of this person's device."""
    changes = changes_since(conference.record, 0, by=request.user)
    addresses = {
        name: reverse(f"conferences:live_{name}", args=[conference.pk])
        for name in ("operations", "changes", "key", "kept")
    }
    signed_in_again = reverse("conferences:live_signed_in")
    return {
        "conference": conference.pk,
        "me": {"id": request.user.pk, "name": str(request.user)},
        "urls": {
            **addresses,
            "signIn": f"{reverse('account_login')}?next={signed_in_again}",
            "addPerson": reverse("conferences:add_participant", args=[conference.pk]),
        },
        "worker": reverse("conferences:live_worker"),
        "csrf": get_token(request),
        "period": devices.this_period(),
        "choices": live_choices(),
        "seq": changes.seq,
        "passages": changes.passages,
        "room": room.snapshot(conference, by=request.user),
        "fromPaper": conference.keyed_from_paper,
        "startedAt": conference.started_at.isoformat() if conference.started_at else None,
    }


@login_required
@require_POST
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin. Whoever is not the booked chair says who chairs."""
    verb = "conferences.open_session"
    conference = conference_for(request, pk, verb)
    may = rules.may_chair(request.user, conference)
    require(may, verb, by=request.user, about=conference, message=session.NOT_TO_START)
    if conference.state not in NOT_STARTED:
        return redirect("conferences:live", pk=pk)
    form = _start_form(request, conference, request.POST)
    if attempt(
        form,
        lambda: session.open_session(
            conference=conference,
            by=request.user,
            on_another_day=form.cleaned_data.get("another_day", False),
            chairing=form.who_chairs(),
        ),
    ):
        return redirect("conferences:live", pk=pk)
    return render(request, "conferences/live/start.html", _start_context(request, conference, form))


def _start_form(request: HttpRequest, conference: Conference, data: Any = None) -> StartForm:
    odd = bool(day_warning(conference))
    return StartForm(data, instead_of=_instead_of(request, conference), odd_day=odd)


def _instead_of(request: HttpRequest, conference: Conference) -> Professional | None:
    """The booked chair, where this person is asked who chairs."""
    return conference.chair if says_who_chairs(request.user, conference) else None


@login_required
@require_http_methods(["GET", "POST"])
def take_chair(request: HttpRequest, pk: int) -> HttpResponse:
    """Chair from here on, in the place of somebody who fell ill, or on coming late."""
    verb = "conferences.take_chair"
    conference = conference_for(request, pk, verb)
    may = rules.may_chair(request.user, conference)
    require(may, verb, by=request.user, about=conference, message=NOT_TO_TAKE)
    form = TakeChairForm(request.POST or None, instead_of=_instead_of(request, conference))
    if request.method == "POST" and attempt(
        form,
        lambda: take_the_chair(conference=conference, chairing=form.who_chairs(), by=request.user),
    ):
        return redirect("conferences:live", pk=pk)
    context = {"conference": conference, "form": form}
    return render(request, "conferences/live/take_chair.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def from_paper(request: HttpRequest, pk: int) -> HttpResponse:
    conference = conference_for(request, pk, "conferences.key_from_paper")
    form = PaperForm(request.POST or None, instead_of=_instead_of(request, conference))
    if request.method == "POST" and attempt(
        form,
        lambda: session.key_from_paper(
            conference=conference,
            **form.times(),
            on_another_day=form.cleaned_data["another_day"],
            chairing=form.who_chairs(),
            by=request.user,
        ),
    ):
        return redirect("conferences:live", pk=pk)
    context = {"conference": conference, "form": form}
    return render(request, "conferences/live/from_paper.html", context)


@login_required
@require_safe
def signed_in(request: HttpRequest) -> HttpResponse:
    """Where signing in again in a second tab ends: the first tab goes on by itself."""
    return render(request, "conferences/live/signed_in.html")
