"""How many were asked, how many answered, and what they said: by month, and never so few that one
person could be known by their answer."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta
from django.db.models import Min, Q
from django.utils import timezone

from disclosure.enums import PackKind
from feedback.enums import QUESTIONS, Audience, Question, Score
from feedback.models import Answer, AnswerScore, Slip

MONTHS = 12
FEWEST = 5  # as in published statistics: fewer are not broken down
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
        return round(100 * self.answered / self.asked) if self.asked else None


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
        return round(100 * self.yes / self.number)


@dataclass(frozen=True)
class Group:
    """One audience over the whole period; a question that too few answered is not in `said`."""

    audience: Audience
    answers: int
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Figures:
    months: tuple[Month, ...]
    total: Month
    groups: tuple[Group, ...]


def figures(today: dt.date) -> Figures:
    """The last twelve months, this one included, latest first."""
    this = today.replace(day=1)
    months = [this - relativedelta(months=back) for back in range(MONTHS)]
    asked, answered = _asked(months[-1])
    without = Answer.objects.filter(came_with_code=False, given_on__gte=months[-1])
    loose = Counter(day.replace(day=1) for day in without.values_list("given_on", flat=True))
    lines = tuple(Month(each, asked[each], answered[each], loose[each]) for each in months)
    return Figures(lines, _total(lines), tuple(_groups(months[-1])))


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


def _groups(since: dt.date) -> Iterable[Group]:
    answers = Answer.objects.filter(given_on__gte=since)
    number = Counter(answers.values_list("audience", flat=True))
    said: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    rows = AnswerScore.objects.filter(answer__in=answers.order_by())
    for audience, question, score in rows.values_list("answer__audience", "question", "score"):
        said[audience][question, score] += 1
    for audience in Audience:
        yield Group(audience, number[audience], tuple(_said(audience, said[audience])))


def _said(audience: Audience, counted: Counter[tuple[str, str]]) -> Iterable[Said]:
    for question in QUESTIONS[audience]:
        yes, partly, no = (counted[question.value, score.value] for score in Score)
        if yes + partly + no >= FEWEST:
            yield Said(question, yes, partly, no)
