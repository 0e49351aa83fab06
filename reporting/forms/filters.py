"""The period, the scope and the day it was known, as they stand in the address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from accounts.models import User
from govuk.forms import GovukDateField, GovukForm
from people.enums import CaseRoleKind
from people.models import Area, Professional, Team
from reporting import rules
from reporting.asked import Asked, scope_code
from reporting.enums import ScopeKind
from reporting.period import Period, month_of, parse, quarter_of, year_of
from reporting.scope import WHOLE_SERVICE, Scope
from timescales.domain import today_in_london

SHOWN = {"Months": (month_of, 24), "Quarters": (quarter_of, 8), "Years": (year_of, 10)}


def _back(period: Period, number: int) -> Iterable[Period]:
    for _ in range(number):
        yield period
        period = period.before()


def _capital(period: Period) -> str:
    words = str(period)
    return words[0].upper() + words[1:]


def period_choices(today: dt.date) -> list[tuple[str, list[tuple[str, str]]]]:
    offered = []
    for name, (of, number) in SHOWN.items():
        periods = _back(of(today), number)
        offered.append((name, [(each.code, _capital(each)) for each in periods]))
    return offered


def scopes_for(user: User) -> dict[str, Scope]:
    """Every scope this person may ask about: one chair's figures are theirs and a head's."""
    found = [WHOLE_SERVICE]
    found += [Scope(ScopeKind.AREA, area.pk, area.name) for area in Area.objects.all()]
    found += [Scope(ScopeKind.TEAM, team.pk, team.name) for team in Team.objects.all()]
    found += [Scope(ScopeKind.CHAIR, chair.pk, chair.person.name) for chair in _chairs(user)]
    return {scope_code(scope): scope for scope in found}


def _chairs(user: User) -> QuerySet[Professional]:
    """Whoever can be booked as one, and whoever has had a case to chair: one whose cases came with
    an import is in nobody's diary here."""
    of_a_case = Q(case_roles__kind=CaseRoleKind.CHAIR)
    chairs = Professional.objects.filter(Q(chair__isnull=False) | of_a_case).distinct()
    if not rules.compares_chairs(user):
        chairs = chairs.filter(user=user)
    return chairs.select_related("person").order_by(
        "person__family_name", "person__given_names", "pk"
    )


class FiguresFilter(GovukForm):
    """What it cannot read it says, and falls back to the month before this one."""

    mark_optional = False
    period = forms.ChoiceField(required=False)
    scope = forms.ChoiceField(label="Whose", required=False)
    known_on = GovukDateField(
        label="As known on", help_text="Empty: as known now", required=False, when="past_or_today"
    )

    def __init__(self, data: Any, *, user: User) -> None:
        self.scopes = self._scopes_for(user)
        self.today = today_in_london()
        last = month_of(self.today).before()
        first = {"period": last.code, "scope": ScopeKind.SERVICE.value}
        filled = {**first, **{name: value for name, value in data.items() if value}}
        self.filled = filled
        super().__init__(filled)
        self.fields["period"].choices = self._periods(filled["period"])  # type: ignore[attr-defined]
        self.fields["scope"].choices = _grouped(self.scopes)  # type: ignore[attr-defined]

    def _scopes_for(self, user: User) -> dict[str, Scope]:
        return scopes_for(user)

    def _periods(self, wanted: str) -> list[Any]:
        """Those offered, and an older one that an address names."""
        offered: list[Any] = period_choices(self.today)
        known = {code for _, several in offered for code, _ in several}
        try:
            found = parse(wanted)
        except ValueError:
            return offered
        extra = [(found.code, _capital(found))] if found.code not in known else []
        self.filled["period"] = found.code
        return [*extra, *offered]

    def asked(self) -> Asked:
        self.is_valid()
        answers = self.cleaned_data
        code = answers.get("period")
        period = parse(code) if code else month_of(self.today).before()
        scope = self.scopes.get(answers.get("scope") or "", WHOLE_SERVICE)
        known_day = answers.get("known_on")
        return Asked(period, scope, known_day, self._moment_of(known_day))

    def _moment_of(self, day: dt.date | None) -> dt.datetime | None:
        """That an address names: it counts for its own day, until another is chosen."""
        try:
            moment = parse_datetime(self.filled.get("known_at", ""))
            is_of_day = moment and timezone.is_aware(moment) and timezone.localdate(moment) == day
        except (ValueError, OverflowError):
            return None
        return moment if is_of_day else None


def _grouped(scopes: dict[str, Scope]) -> list[Any]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for code, scope in scopes.items():
        groups.setdefault(str(scope.kind.label), []).append((code, scope.name))
    return list(groups.items())
