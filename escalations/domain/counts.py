"""Counts of a period, by area, team and theme. Every figure says what it counts on the page."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from escalations.domain.reasons import all_reasons
from escalations.enums import LIVE, ConcernState, FormState, Theme
from escalations.models import Concern, FormStage, Praise, ResolutionForm
from escalations.models.raised import Raised
from escalations.stages import STAGES
from timescales.domain import today_in_london
from timescales.models import Deadline


@dataclass
class Line:
    """One area, team or theme. `in_time` of `asked`: stages whose limit is over, or answered."""

    name: str
    concerns: int = 0
    promoted: int = 0
    forms: int = 0
    resolved: Counter[int] = field(default_factory=Counter)
    withdrawn: int = 0
    open: int = 0
    asked: int = 0
    in_time: int = 0
    praise: int = 0

    @property
    def all_resolved(self) -> int:
        return self.resolved.total()

    @property
    def at_stages(self) -> str:
        """How many were resolved at each stage, first to last."""
        return ", ".join(str(self.resolved[number]) for number in STAGES)


@dataclass(frozen=True)
class Counts:
    first: dt.date
    last: dt.date
    by_area: list[Line]
    by_team: list[Line]
    by_theme: list[Line]
    total: Line


def counts_of(user: User, first: dt.date, last: dt.date) -> Counts:
    """What was raised from `first` to `last`, both included, about families this person may see;
    and what has become of it by today."""
    period = _Period(user, first, last)
    return Counts(
        first=first,
        last=last,
        by_area=period.lines(lambda row: [row.area.name]),
        by_team=period.lines(lambda row: [row.team.name if row.team else "No team"]),
        by_theme=period.lines(period.themes_of),
        total=(period.lines(lambda row: ["All"]) or [Line("All")])[0],
    )


class _Period:
    """Every row of the period, read once."""

    def __init__(self, user: User, first: dt.date, last: dt.date) -> None:
        self.concerns: list[Concern] = list(_seen(Concern, user, first, last))
        self.praise: list[Praise] = list(_seen(Praise, user, first, last))
        self.forms: list[ResolutionForm] = list(
            _seen(ResolutionForm, user, first, last).prefetch_related("stages")
        )
        reasons = all_reasons()
        self.themes = {code: str(Theme(reason.theme).label) for code, reason in reasons.items()}
        self.answered_in_time = _answered_in_time(self.forms)

    def themes_of(self, row: Raised) -> list[str]:
        """A form with reasons of two themes is counted under both. Praise has none."""
        codes: list[str] = []
        if isinstance(row, Concern):
            codes = [row.reason]
        elif isinstance(row, ResolutionForm):
            codes = row.reasons
        return list(dict.fromkeys(self.themes[code] for code in codes))

    def lines(self, names_of: Callable[[Raised], Iterable[str]]) -> list[Line]:
        lines: dict[str, Line] = {}
        for row in (*self.concerns, *self.forms, *self.praise):
            for name in names_of(row):
                self._count(lines.setdefault(name, Line(name)), row)
        return sorted(lines.values(), key=lambda line: line.name)

    def _count(self, line: Line, row: Raised) -> None:
        if isinstance(row, Concern):
            line.concerns += 1
            line.promoted += row.state == ConcernState.PROMOTED
        elif isinstance(row, Praise):
            line.praise += 1
        elif isinstance(row, ResolutionForm):
            self._count_form(line, row)

    def _count_form(self, line: Line, form: ResolutionForm) -> None:
        line.forms += 1
        line.open += form.state in LIVE
        line.withdrawn += form.state == FormState.WITHDRAWN
        if form.state == FormState.RESOLVED:
            line.resolved[form.stage] += 1
        known = [self.answered_in_time.get(_about(form, stage)) for stage in form.stages.all()]
        line.asked += sum(one is not None for one in known)
        line.in_time += sum(one is True for one in known)


def _seen(model: type[Raised], user: User, first: dt.date, last: dt.date) -> QuerySet[Any]:
    starts = timezone.make_aware(dt.datetime.combine(first, dt.time.min))
    ends = timezone.make_aware(dt.datetime.combine(last + dt.timedelta(days=1), dt.time.min))
    rows = model.objects.visible_to(user).filter(raised_at__gte=starts, raised_at__lt=ends)
    return rows.select_related("area", "team").order_by("pk")


def _about(form: ResolutionForm, stage: FormStage) -> str:
    return f"resolution:{form.pk}:stage:{stage.number}"


def _answered_in_time(forms: list[ResolutionForm]) -> dict[str, bool]:
    """By stage: met by its limit or not. A stage left before its limit is in neither."""
    abouts = [_about(form, stage) for form in forms for stage in form.stages.all()]
    clocks = Deadline.objects.filter(
        family__in={form.family_id for form in forms}, about__in=abouts
    )
    today, found = today_in_london(), {}
    for clock in clocks:
        left_on = timezone.localdate(clock.withdrawn_at) if clock.withdrawn_at else None
        if clock.met_on:
            found[clock.about] = not clock.is_late
        elif clock.due_on < (left_on or today):
            found[clock.about] = False
    return found
