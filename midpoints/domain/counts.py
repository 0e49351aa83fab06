"""Checks done, late, not done and outstanding, for each child; by area, team and chair."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import CharField, Exists, F, OuterRef, Q, Value
from django.db.models.functions import Concat

from accounts.models import User
from midpoints.domain.queries import RULE
from midpoints.enums import CheckState, NotDoneReason
from midpoints.models import CheckedChild, MidpointCheck
from people.enums import CaseRoleKind
from people.models import CaseRole
from plans.enums import PlanKind
from plans.models import Plan
from timescales.domain import today_in_london
from timescales.models import Deadline


@dataclass
class Line:
    """Children whose midpoint fell due in the period."""

    name: str
    in_time: int = 0
    late: int = 0
    not_done: int = 0
    outstanding: int = 0

    @property
    def due(self) -> int:
        return self.in_time + self.late + self.not_done + self.outstanding


@dataclass(frozen=True)
class Counts:
    first: dt.date
    last: dt.date
    by_area: list[Line]
    by_team: list[Line]
    by_chair: list[Line]
    total: Line
    reasons: list[tuple[str, int]]


@dataclass
class _One:
    """One child's midpoint, wherever it stands."""

    area: str
    team: str
    chair: str
    stands: str


@dataclass
class _Lines:
    lines: dict[str, Line] = field(default_factory=dict)

    def add(self, name: str, stands: str) -> None:
        line = self.lines.setdefault(name, Line(name))
        setattr(line, stands, getattr(line, stands) + 1)

    def sorted(self) -> list[Line]:
        return sorted(self.lines.values(), key=lambda line: line.name)


def counts_of(user: User, first: dt.date, last: dt.date) -> Counts:
    """Midpoints that fell due from `first` to `last`, both included, for the children this
    person may see. Area, team and chair are those of the day of the check; of one still
    outstanding, today's."""
    everything = [*_settled(user, first, last), *_outstanding(user, first, last)]
    return Counts(
        first=first,
        last=last,
        by_area=_by(everything, lambda one: one.area),
        by_team=_by(everything, lambda one: one.team),
        by_chair=_by(everything, lambda one: one.chair),
        total=(_by(everything, lambda one: "All") or [Line("All")])[0],
        reasons=_reasons(user, first, last),
    )


def _by(everything: list[_One], name_of: Callable[[_One], str]) -> list[Line]:
    lines = _Lines()
    for one in everything:
        lines.add(name_of(one), one.stands)
    return lines.sorted()


def _settled(user: User, first: dt.date, last: dt.date) -> list[_One]:
    rows = CheckedChild.objects.visible_to(user).filter(due_on__range=(first, last))
    related = ("check_of__area", "check_of__team", "check_of__chair__person")
    return [_of_check(row, row.check_of) for row in rows.select_related(*related)]


def _of_check(row: CheckedChild, check: MidpointCheck) -> _One:
    stands = "late" if row.is_late(check.on) else "in_time"
    if check.state == CheckState.NOT_DONE:
        stands = "not_done"
    return _One(
        check.area.name, _team(check.team), str(check.chair.person) if check.chair else "", stands
    )


def _outstanding(user: User, first: dt.date, last: dt.date) -> list[_One]:
    end = min(last, today_in_london() - dt.timedelta(days=1))
    rows = Deadline.objects.visible_to(user).filter(
        _not_settled(), rule=RULE, met_on=None, due_on__range=(first, end)
    )
    found = list(rows.select_related("family__area", "family__team"))
    chairs = _chairs({row.family_id for row in found if row.family_id})
    return [
        _One(
            row.family.area.name,
            _team(row.family.team),
            chairs.get(row.family_id or 0, ""),
            "outstanding",
        )
        for row in found
        if row.family
    ]


def _not_settled() -> Q:
    """Still open, or fell away after a day on which the child was on a plan, with nobody saying why
    it was not done."""
    on_a_plan = Plan.objects.filter(
        Q(ended_on=None) | Q(ended_on__gt=OuterRef("due_on")),
        child=OuterRef("child"),
        kind=PlanKind.CHILD_PROTECTION,
        voided_at=None,
        started_on__lte=OuterRef("due_on"),
    )
    about = Concat(Value("conference:"), "check_of__conference_id", output_field=CharField())
    said = CheckedChild.objects.alias(about=about).filter(
        child=OuterRef("child"), about=OuterRef("about")
    )
    fell_away_late = Q(Exists(on_a_plan), ~Exists(said), withdrawn_at__date__gt=F("due_on"))
    return Q(withdrawn_at=None) | fell_away_late


def _chairs(families: set[int]) -> dict[int, str]:
    roles = CaseRole.objects.current().filter(kind=CaseRoleKind.CHAIR, family__in=families)
    rows = roles.select_related("professional__person")
    return {role.family_id: str(role.professional.person) for role in rows}


def _team(team: object) -> str:
    return str(team) if team else "No team"


def _reasons(user: User, first: dt.date, last: dt.date) -> list[tuple[str, int]]:
    rows = CheckedChild.objects.visible_to(user).filter(
        due_on__range=(first, last), check_of__state=CheckState.NOT_DONE
    )
    counted = Counter(rows.values_list("check_of__not_done_reason", flat=True))
    return [(str(NotDoneReason(code).label), number) for code, number in counted.most_common()]
