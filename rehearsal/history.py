"""Years of conferences and plans for many families, written in bulk.

Some families live their past day by day (`rehearsal.lives`); a whole service's would take hours
that way. Here each family gets what its past would have left: the request, the conferences, the
decisions, the plans and every kind of deadline, dated by the same rules. What it does not have:
words that were said, who was there, slots in the diary, messages, history and audit. Of its core
groups it has the first and the last, of its visits the last. tests/rehearsal/test_same_shape.py
compares it with a life that was played.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from conferences.models import Conference
from people.enums import CaseRoleKind
from people.models import CaseRole, Child, Family, Professional
from plans.domain.clocks import LONG_PLAN_RULES
from plans.enums import Category
from rehearsal.build_staff import Service
from rehearsal.chapters import Case, Chapters
from rehearsal.rows import Rows
from timescales.domain import Clock, current_clock
from timescales.due import Dates
from timescales.working_days import add_working_days, working_day_on_or_before

CATEGORIES = [Category.NEGLECT] * 10 + [Category.EMOTIONAL] * 7 + [Category.PHYSICAL] * 2
CATEGORIES += [Category.SEXUAL]


def write_history(
    service: Service,
    families: Iterable[Family],
    *,
    lived: Container[Family],
    years: int,
    seed: int,
    today: dt.date,
) -> None:
    """For all but those `lived` day by day. However many those are, the others' past is the same:
    chances are drawn for all of them."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    rows = Rows()
    past = Past(service, rows, chance, today, dt.timedelta(days=365 * max(years, 1)))
    chairs = {
        role.family_id: role.professional
        for role in CaseRole.objects.filter(kind=CaseRoleKind.CHAIR).select_related(
            "professional__user", "professional__person"
        )
    }
    for family in families:
        told = past if family not in lived else replace(past, rows=Rows())
        told.live_through(family, chairs[family.pk])
    rows.write()


@dataclass
class Past:
    """Makes one family's past at a time."""

    service: Service
    rows: Rows
    chance: random.Random
    today: dt.date
    reach: dt.timedelta
    dates: dict[tuple[str, dt.date, dt.date | None], dt.date] = field(default_factory=dict)

    @cached_property
    def clock(self) -> Clock:
        return current_clock()

    def due(self, rule: str, start: dt.date, to: dt.date | None = None) -> dt.date:
        """By the same rules as everywhere; the same dates are asked for again and again."""
        key = (rule, start, to)
        if key not in self.dates:
            self.dates[key] = self.clock.due(rule, Dates(start=start, to=to)).due_on
        return self.dates[key]

    def days_from(self, day: dt.date, working_days: int) -> dt.date:
        found: dt.date = add_working_days(day, working_days, self.clock.calendar)
        return found

    def live_through(self, family: Family, chair: Professional) -> None:
        children = list(family.children.select_related("person"))
        began = self.today - dt.timedelta(days=self.chance.randint(30, self.reach.days))
        children = [child for child in children if _born(child) < began]
        if not children:
            return
        strategy = working_day_on_or_before(min(began, self.today), self.clock.calendar)
        days = self.chance.choices([9, 13, 14, 15, 19], [2, 4, 6, 4, 3])[0]
        held_on = self.days_from(strategy, days)
        if held_on >= self.today:
            return
        self.plan_life(Case.of(self.service, family, children, chair), strategy, held_on)

    def plan_life(self, case: Case, strategy: dt.date, held_on: dt.date) -> None:
        ends_after = self.chance.randint(1, 5)
        category = self.chance.choice(CATEGORIES)
        told = Chapters(self, self.rows, case)
        previous = told.begin(strategy, held_on, category)
        for number, day in enumerate(self.review_days(held_on), start=1):
            ends = number >= ends_after
            previous = told.review(previous, day, ends=ends)
            if ends:
                told.stop(previous, self._panels_by(held_on, day))
                return
        self._go_on(told, previous)

    def review_days(self, held_on: dt.date) -> Iterator[dt.date]:
        """Most on time; about one in eight a few working days late."""
        rule, start = "first_review", held_on
        while True:
            limit = self.due(rule, start)
            slip = self.chance.choices([-10, -5, -1, 6], [3, 3, 1, 1])[0]
            day = self.days_from(limit, slip)
            if day >= self.today:
                return
            yield day
            rule, start = "later_review", day

    def _go_on(self, told: Chapters, last: Conference) -> None:
        """The plans run still: the last core group and visit were some weeks ago at most."""
        assert last.held_on is not None
        ago = [dt.timedelta(days=self.chance.randint(1, 50)) for _ in told.plans]
        started_on = told.plans[0].started_on
        told.go_on(
            last,
            met_on=[max(started_on, last.held_on, self.today - days) for days in ago],
            panels=self._panels_by(started_on, self.today),
        )

    def _panels_by(self, started_on: dt.date, day: dt.date) -> list[str]:
        """The rules of the panels of a long plan that have sat by this day."""
        return [rule for rule in LONG_PLAN_RULES if self.due(rule, started_on) < day]


def _born(child: Child) -> dt.date:
    return child.person.date_of_birth or dt.date.max
