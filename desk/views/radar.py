"""Accept a line for now, see what was accepted, take it back; what is late for a team."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.views.request import SignedInRequest
from desk import rules
from desk.domain import accepting
from desk.domain.radar.lists import (
    accepted_about,
    find_need,
    late_by_team,
    late_left_out,
    needs_of_area,
    needs_of_team,
)
from desk.domain.radar.needs import Need
from desk.forms.accepting import AcceptForm
from desk.models import Accepted
from desk.presenters.radar import shown, why_url_of
from people.domain.permission import require
from people.domain.reading import list_all, open_one
from people.forms.saving import attempt
from people.models import Area, Team
from people.rules import is_staff
from timescales.domain import today_in_london

FOR_MANAGERS = "These lists are for managers."
FOR_STAFF = "This list is for staff of the service."


@login_required
@require_http_methods(["GET", "POST"])
def accept(request: SignedInRequest) -> HttpResponse:
    require(is_staff(request.user), "desk.accept_need", by=request.user, message=FOR_STAFF)
    occasion = request.GET.get("need", "")
    need = find_need(request.user, occasion)
    if need is None or not accepting.may_wait(need, today_in_london()):
        messages.info(request, accepting.NOT_YOURS)
        return redirect("desk:home")
    form = AcceptForm(request.POST or None)

    def act() -> None:
        accepting.accept_need(occasion=occasion, by=request.user, **form.cleaned_data)

    if request.method == "POST" and attempt(form, act):
        back = form.cleaned_data["until_on"]
        messages.success(request, f"Accepted for now. It comes back on {back:%-d %B}.")
        return redirect("desk:home")
    context = {"form": form, "need": need, "why_url": why_url_of(need)}
    return render(request, "desk/radar/accept.html", context)


@login_required
@require_safe
def accepted(request: SignedInRequest) -> HttpResponse:
    """What this person has accepted for now, soonest back first."""
    require(is_staff(request.user), "desk.accepted", by=request.user, message=FOR_STAFF)
    rows = Accepted.objects.visible_to(request.user).in_force(today_in_london())
    mine = rows.filter(by=request.user).select_related("family")
    listed = list_all(mine, by=request.user, verb="desk.accepted", children=[])
    return render(request, "desk/radar/accepted.html", {"rows": listed})


@login_required
@require_POST
def take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = Accepted.objects.select_related("family")
    row = open_one(rows, by=request.user, verb="desk.take_back_accepted", pk=pk)
    accepting.take_back(accepted=row, by=request.user)
    messages.success(request, "It is back on your list.")
    return redirect("desk:accepted")


@login_required
@require_safe
def teams(request: SignedInRequest) -> HttpResponse:
    """Numbers for each team of an area; a team manager goes straight to their own team."""
    allowed = rules.may_see_teams(request.user)
    require(allowed, "desk.teams", by=request.user, message=FOR_MANAGERS)
    wanted = request.GET.get("area", "")
    chosen = Area.objects.filter(pk=wanted).first() if wanted.isdigit() else None
    lines = [
        line
        for line in late_by_team(chosen, reader=request.user)
        if rules.may_see_team(request.user, line.team)
    ]
    if len(lines) == 1 and not wanted:
        return redirect("desk:team", lines[0].team.pk)
    context: dict[str, Any] = {
        "lines": lines,
        "areas": Area.objects.all(),
        "area": chosen,
        "may_see_area": rules.may_see_area(request.user),
    }
    return render(request, "desk/radar/teams.html", context)


@login_required
@require_safe
def team(request: SignedInRequest, pk: int) -> HttpResponse:
    """Everything late for one team, with what people have accepted for now beside it."""
    allowed = rules.may_see_teams(request.user)
    require(allowed, "desk.team_needs", by=request.user, message=FOR_MANAGERS)
    found = get_object_or_404(Team, pk=pk)
    mine = rules.may_see_team(request.user, found)
    require(mine, "desk.team_needs", by=request.user, message="This is not your team.")
    return _late(request, found, needs_of_team(found, reader=request.user))


@login_required
@require_safe
def area(request: SignedInRequest, pk: int) -> HttpResponse:
    """The same for an area, for heads of service: families that no team holds yet among them."""
    allowed = rules.may_see_area(request.user)
    require(allowed, "desk.area_needs", by=request.user, message="This list is for heads.")
    found = get_object_or_404(Area, pk=pk)
    return _late(request, found, needs_of_area(found, reader=request.user))


def _late(request: SignedInRequest, where: Team | Area, needs: list[Need]) -> HttpResponse:
    accepted = accepted_about(where, reader=request.user)
    context = {
        "where": where,
        "shown": shown(
            needs,
            reader=request.user,
            today=today_in_london(),
            own=False,
            everything="all" in request.GET,
            accepted={need.occasion: _said(need, accepted) for need in needs},
        ),
        "accepted": len(accepted),
        "left_out": late_left_out(where, reader=request.user),
    }
    return render(request, "desk/radar/team.html", context)


def _said(need: Need, accepted: Iterable[Accepted]) -> str:
    """Who accepts this line or some of what it holds, until when, and why."""
    return " ".join(
        f"{row.by} accepts {'this' if need.parts <= set(row.parts) else 'part of this'} until "
        f"{row.until_on:%-d %B}: {row.reason}"
        for row in accepted
        if not need.parts.isdisjoint(row.parts)
    )
