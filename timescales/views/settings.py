"""Local values: each with its default and source, and what is set from when."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.errors import DomainError
from accounts.views.request import SignedInRequest
from timescales.domain import current_clock, today_in_london
from timescales.domain.settings import set_local_value
from timescales.enums import Part
from timescales.forms import LocalValueForm
from timescales.local_values import editable_parts
from timescales.models import LocalSetting
from timescales.permissions import may_change_clocks
from timescales.presenters import moved_words, setting_row, setting_rows
from timescales.rule import Rule
from timescales.rules import RULES, UnknownRule, rule_named
from timescales.views.guard import clock_changers_only


@require_GET
@login_required
def settings_page(request: SignedInRequest) -> HttpResponse:
    rows = setting_rows(RULES, current_clock().values, today_in_london())
    return render(
        request,
        "timescales/settings.html",
        {
            "limits": [row for row in rows if row.part != Part.CLOSURES],
            "closures": [row for row in rows if row.part == Part.CLOSURES],
            "set": LocalSetting.objects.select_related("set_by").order_by("-set_at"),
            "may_change": may_change_clocks(request.user),
        },
    )


@require_http_methods(["GET", "POST"])
@clock_changers_only
def edit_setting(request: SignedInRequest, rule: str, part: str) -> HttpResponse:
    found, which = _editable(rule, part)
    form = LocalValueForm(request.POST or None, rule=found, part=which)
    if request.method == "POST" and form.is_valid() and _set(request, form, found, which):
        return HttpResponseRedirect(reverse("timescales:settings"))
    row = setting_row(found, which, current_clock().values, today_in_london())
    return render(request, "timescales/edit_setting.html", {"form": form, "row": row})


def _editable(rule: str, part: str) -> tuple[Rule, Part]:
    try:
        found = rule_named(rule, on=today_in_london())
    except UnknownRule as error:
        raise Http404 from error
    for which in editable_parts(found):
        if which == part:
            return found, which
    raise Http404


def _set(request: SignedInRequest, form: LocalValueForm, rule: Rule, part: Part) -> bool:
    given = form.cleaned_data
    try:
        _, moves = set_local_value(
            rule=rule.name,
            part=part,
            effective_from=given["effective_from"],
            reason=given["reason"],
            by=request.user,
            amount=form.amount(),
            words=given.get("words", ""),
        )
    except DomainError as error:
        form.add_error(error.field or None, error.message)
        return False
    messages.success(request, f"{rule.label}: saved. {moved_words(moves)}")
    return True
