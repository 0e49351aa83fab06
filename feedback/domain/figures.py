"""How many were asked and how many answered, by month; what they said, by the year that is over,
and never so few that one person could be known by their answer."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import Min, Q, QuerySet
from django.utils import timezone

from disclosure.enums import PackKind
from feedback.domain.few import FEWEST, hidden_parts
from feedback.enums import QUESTIONS, Audience, Question, Score
from feedback.models import Answer, AnswerScore, Slip
from govuk.rounding import half_up

MONTHS = 12
APRIL = 4
BEARS_A_CODE = (PackKind.OUTLINE_PLAN, PackKind.CHILD_PAGE, PackKind.PROTECTION_PLAN)


@dataclass(frozen=True)
class Month:
    """Packs with a code first handed over in this month, and how many of those codes came back."""

    first: dt.date
    asked: int
    answered: int
    without_code: int

    @property
    def rate(self) -> int | None:
        """Whole per cent; None where nobody was asked."""
        return int(half_up(100 * self.answered / self.asked)) if self.asked else None


@dataclass(frozen=True)
class Said:
    """What was answered to one question."""

    question: Question
    yes: int
    partly: int
    no: int

    @property
    def number(self) -> int:
        return self.yes + self.partly + self.no

    @property
    def yes_rate(self) -> int:
        return int(half_up(100 * self.yes / self.number))


@dataclass(frozen=True)
class Group:
    """One audience over the year. `answers` is None where what was said is not told."""

    audience: Audience
    answers: int | None
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Figures:
    months: tuple[Month, ...]
    total: Month
    year_ending: dt.date
    groups: tuple[Group, ...]

    @property
    def is_asked(self) -> bool:
        return bool(self.total.asked or self.total.without_code)

    @property
    def is_answered(self) -> bool:
        """Anything at all in the year, whether it is told or not."""
        return any(group.answers != 0 for group in self.groups)


def figures(today: dt.date) -> Figures:
    """How many answered in the last twelve months, this one included, latest first; what they said
    in the year to March that is over. Two rolling years, one of a month later, would tell by their
    difference what the few of one month said."""
    this = today.replace(day=1)
    months = [this - relativedelta(months=back) for back in range(MONTHS)]
    asked, answered = _asked(months[-1])
    without = Answer.objects.filter(came_with_code=False, given_on__gte=months[-1])
    loose = Counter(day.replace(day=1) for day in without.values_list("given_on", flat=True))
    lines = tuple(Month(each, asked[each], answered[each], loose[each]) for each in months)
    ended = dt.date(today.year - (today.month < APRIL), APRIL, 1) - dt.timedelta(days=1)
    return Figures(lines, _total(lines), ended, tuple(_groups(ended)))


def _asked(since: dt.date) -> tuple[Counter[dt.date], Counter[dt.date]]:
    """By the month in which the first paper with this person's code reached them."""
    bears = Q(recipient__packs__kind__in=BEARS_A_CODE)
    rows = Slip.objects.annotate(reached_at=Min("recipient__packs__handovers__at", filter=bears))
    asked: Counter[dt.date] = Counter()
    answered: Counter[dt.date] = Counter()
    wanted = rows.filter(reached_at__date__gte=since).values_list("reached_at", "answered_on")
    for at, answered_on in wanted:
        month = timezone.localtime(at).date().replace(day=1)
        asked[month] += 1
        answered[month] += answered_on is not None
    return asked, answered


def _total(lines: Iterable[Month]) -> Month:
    kept = list(lines)
    return Month(
        kept[-1].first,
        sum(line.asked for line in kept),
        sum(line.answered for line in kept),
        sum(line.without_code for line in kept),
    )


def _groups(year_ending: dt.date) -> Iterator[Group]:
    first = year_ending.replace(year=year_ending.year - 1) + dt.timedelta(days=1)
    answers = Answer.objects.filter(given_on__range=(first, year_ending)).order_by()
    number = Counter(answers.values_list("audience", flat=True))
    rows = AnswerScore.objects.filter(answer__in=answers).order_by()
    counted = Counter(rows.values_list("answer__audience", "question", "score"))
    hidden = _hidden(answers, rows)
    for audience in Audience:
        said = tuple(_said(audience, counted))
        too_few = any(each.number < FEWEST for each in said)
        if number[audience] and (too_few or audience.value in hidden):
            yield Group(audience, None, ())
        else:
            yield Group(audience, number[audience], said)


def _hidden(answers: QuerySet[Answer], rows: QuerySet[AnswerScore]) -> Collection[str]:
    """The audiences of which nothing is told: all, where a month had so few that the year would
    tell of them. Nobody answers a question twice, so the one most answered says how many people
    there were."""
    months = Counter(answers.values_list("given_on__month", flat=True))
    asked = Counter(rows.values_list("answer__given_on__month", "question"))
    if any(few < FEWEST for few in (*months.values(), *_most(asked).values())):
        return [audience.value for audience in Audience]
    return hidden_parts(_most(Counter(rows.values_list("answer__audience", "question"))))


def _most(counted: Mapping[tuple[Any, str], int]) -> dict[Any, int]:
    found: dict[Any, int] = {}
    for (part, _), number in counted.items():
        found[part] = max(found.get(part, 0), number)
    return found


def _said(audience: Audience, counted: Counter[tuple[str, str, str]]) -> Iterator[Said]:
    for question in QUESTIONS[audience]:
        yes, partly, no = (counted[audience, question, score] for score in Score)
        if yes + partly + no:
            yield Said(question, yes, partly, no)
