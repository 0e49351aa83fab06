"""Ways to break a figure down into parts. What was not recorded is a part of its own, so that the
parts sum to the whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import Case, CharField, F, Q, Value, When
from django.db.models.functions import Cast, Coalesce

from conferences.enums import ChildOutcome, ConferenceKind, LateReason, Participation
from feedback.enums import Audience, Question
from midpoints.enums import NotDoneReason
from people.enums import Ethnicity, Sex
from plans.enums import Category, EndReason
from reporting.enums import FactKind
from reporting.measures.months import MonthsLater
from reporting.period import Period

NOT_RECORDED = "Not recorded"
NOBODY = ""


@dataclass(frozen=True)
class Split:
    """`key` gives the expression that names a part, for the period asked about; `labels` says the
    parts in words and in order; a part they do not name stands as it is. `of_whole`: it sorts what
    happened and not those it may happen to, so each part of a rate is out of the same as the whole.
    """

    code: str
    name: str
    key: Callable[[Period], Any]
    labels: Mapping[str, str]
    of_chairs: bool = False
    of_whole: bool = False

    def label(self, code: str) -> str:
        return NOT_RECORDED if code == NOBODY else str(self.labels.get(code, code))


def _column(name: str) -> Callable[[Period], Any]:
    return lambda period: Coalesce(Cast(F(name), CharField()), Value(NOBODY))


def _is_disabled(period: Period) -> Any:
    return Case(
        When(is_disabled=True, then=Value("yes")),
        When(is_disabled=False, then=Value("no")),
        default=Value(NOBODY),
        output_field=CharField(),
    )


AGES = {
    "unborn": "Unborn",
    "0": "Under 1",
    "1": "1 to 4",
    "5": "5 to 9",
    "10": "10 to 15",
    "16": "16 and over",
}


def _age_band(period: Period) -> Any:
    """Age on the last day of the period (census bands)."""
    born = [(16, "16"), (10, "10"), (5, "5"), (1, "1"), (0, "0")]
    whens = [
        When(born_on__lte=period.last - relativedelta(years=years), then=Value(band))
        for years, band in born
    ]
    return Case(
        *whens,
        When(born_on__isnull=True, then=Value(NOBODY)),
        default=Value("unborn"),
        output_field=CharField(),
    )


BANDS = {"0-10": "0 to 10", "11-15": "11 to 15", "16-20": "16 to 20", "21+": "21 or more"}


def _band(period: Period) -> Any:
    """Working days, as the DfE groups them; none where the clock is not known."""
    return Case(
        When(Q(days__isnull=True) | Q(days__lt=0), then=Value(NOBODY)),
        When(days__lte=10, then=Value("0-10")),
        When(days__lte=15, then=Value("11-15")),
        When(days__lte=20, then=Value("16-20")),
        default=Value("21+"),
        output_field=CharField(),
    )


DURATIONS = {
    "3": "3 months or less",
    "6": "More than 3 and up to 6 months",
    "12": "More than 6 months, less than a year",
    "24": "1 year, less than 2 years",
    "over": "2 years or more",
}


def _duration(period: Period) -> Any:
    """From the start of a plan to its end, banded as in the DfE's table D7."""
    return Case(
        When(until__isnull=True, then=Value(NOBODY)),
        When(until__lte=MonthsLater(F("on"), 3), then=Value("3")),
        When(until__lte=MonthsLater(F("on"), 6), then=Value("6")),
        When(until__lt=MonthsLater(F("on"), 12), then=Value("12")),
        When(until__lt=MonthsLater(F("on"), 24), then=Value("24")),
        default=Value("over"),
        output_field=CharField(),
    )


def _ethnicity(period: Period) -> Any:
    """Not yet obtained is not recorded."""
    return Case(
        When(ethnicity="NOBT", then=Value(NOBODY)),
        default=F("ethnicity"),
        output_field=CharField(),
    )


def _type(period: Period) -> Any:
    """Of the meeting: brothers and sisters at one review may be at their first or a later one."""
    return Case(
        When(kind=FactKind.REVIEW, then=Value(ConferenceKind.REVIEW.value)),
        default=F("code"),
        output_field=CharField(),
    )


BY_AREA = Split("area", "Area", _column("area__name"), {})
BY_TEAM = Split("team", "Team", _column("team__name"), {})
BY_CHAIR = Split("chair", "Chair", _column("chair_id"), {}, of_chairs=True)
BY_AGE = Split("age", "Age on the last day of the period", _age_band, AGES)
BY_SEX = Split("sex", "Sex", _column("sex"), dict(Sex.choices))
BY_ETHNICITY = Split("ethnicity", "Ethnicity", _ethnicity, dict(Ethnicity.choices))
BY_DISABILITY = Split("disability", "Disability", _is_disabled, {"yes": "Yes", "no": "No"})
BY_CATEGORY = Split("category", "Category (latest)", _column("code"), dict(Category.choices))
BY_FIRST_CATEGORY = Split(
    "category_initial", "Category (initial)", _column("codes__0"), dict(Category.choices)
)
BY_END_REASON = Split("end_reason", "Why it ended", _column("codes__1"), dict(EndReason.choices))
BY_DURATION = Split("duration", "How long it ran", _duration, DURATIONS)
BY_OUTCOME = Split("outcome", "Outcome", _column("codes__0"), dict(ChildOutcome.choices))
BY_LATE_REASON = Split(
    "late_reason", "Reason for lateness", _column("codes__1"), dict(LateReason.choices)
)
BY_PARTICIPATION = Split(
    "participation", "How the child took part", _column("codes__2"), dict(Participation.choices)
)
BY_BAND = Split("band", "Working days", _band, BANDS)
BY_NOT_DONE = Split(
    "not_done", "Why it was not done", _column("codes__1"), dict(NotDoneReason.choices)
)
BY_TYPE = Split("type", "Type of conference", _type, dict(ConferenceKind.choices))
BY_ROOM = Split("room", "Room", _column("codes__0"), {})
BY_SESSION = Split("session", "Session", _column("codes__1"), {})
BY_AUDIENCE = Split("audience", "Who answered", _column("codes__0"), dict(Audience.choices))
BY_QUESTION = Split("question", "Question", _column("codes__1"), dict(Question.choices))

OF_A_PLACE = (BY_AREA, BY_TEAM)
OF_A_CHILD = (*OF_A_PLACE, BY_AGE, BY_SEX, BY_ETHNICITY, BY_DISABILITY)


def by_code(code: str, name: str, labels: Mapping[str, str], *, of_whole: bool = False) -> Split:
    """By the coded outcome or kind that these facts carry."""
    return Split(code, name, _column("code"), labels, of_whole=of_whole)
