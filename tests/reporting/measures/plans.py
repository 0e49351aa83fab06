"""How long plans run, who comes back, and which are open on 31 March."""

from __future__ import annotations

from django.utils import timezone

from conferences.enums import ChildOutcome, ConferenceKind
from people.models import Child
from plans.enums import Category, EndReason
from plans.models import EarlierPlan, Plan
from reporting.models import ChildPopulation
from tests.factories.accounts import make_user
from tests.factories.people import make_area, make_child, make_family
from tests.factories.plans import make_plan
from tests.factories.reporting import held
from tests.reporting.measures.history import History, Key, at, day


def build() -> None:
    long, soon, again = (make_child() for _ in range(3))
    held(day("2023-10-15"), long)
    held(day("2023-05-10"), soon)
    held(day("2023-11-10"), soon, kind=ConferenceKind.REVIEW, outcome=ChildOutcome.CHILD_IN_NEED)
    held(day("2025-11-10"), soon)  # 24 calendar months later to the day
    _earlier(again, "", "2015-01-01", "2016-01-01")
    held(day("2025-11-11"), again)
    _earlier(long, "Fictional Moorshire", "2020-01-01", "2023-01-01")  # not one of ours
    _plan("2023-06-01", "2025-06-01")  # two years to the day
    _plan("2025-05-01", "2026-03-31")  # ends on the last day: not open on it
    _plan("2025-05-01", "2026-04-01")  # a day later: open
    _plan("2024-12-31", category_initial="MUL", category_latest="MUL")  # 15 months on 31 March
    _plan("2025-04-01")  # a day short of 12 months
    _plan("2024-09-30")  # 18 months
    _of_every_kind()
    _of_every_age()
    unborn = make_child(date_of_birth=None, expected_on=day("2026-06-01"))
    make_plan(unborn, started_on=day("2026-03-31"))  # begins on the last day: open
    _plan("2025-05-01", is_temporary=True, authority="Fictional Moorshire")
    void = _plan("2025-05-01")
    Plan.objects.filter(pk=void.pk).update(voided_at=timezone.now())
    for children, noted in ((16_000, "2026-04-01"), (20_000, "2026-06-01")):
        ChildPopulation.objects.create(
            year_ending=day("2026-03-31"), children=children, set_at=at(noted)
        )


def _of_every_kind() -> None:
    """Four whose plans ended in 2021/22. Asked and without a disability is not the same as not
    asked, and an ethnicity not yet obtained is not recorded."""
    north, south = (make_family(area=make_area(name)) for name in ("Northmoor", "Southmoor"))
    first = make_child(family=north, sex="F", ethnicity="WBRI", disabilities=["LD"])
    second = make_child(family=north, sex="M", ethnicity="NOBT", disabilities=["NONE"])
    third = make_child(family=south, sex="F", ethnicity="WBRI", disabilities=["MOB", "VIS"])
    fourth = make_child(family=north)
    decided = EndReason.REVIEW_DECISION
    for child, started_on, ended_on, reason in (
        (first, "2021-05-04", "2021-08-04", decided),  # 3 months to the day
        (second, "2021-03-31", "2022-03-31", decided),  # a year to the day
        (third, "2020-03-31", "2022-03-30", decided),  # a day short of two years
        (fourth, "2021-05-04", "2021-08-05", EndReason.LEFT_UK),  # 3 months and a day
    ):
        make_plan(child, started_on=day(started_on), ended_on=day(ended_on), end_reason=reason)


def _of_every_age() -> None:
    """On 31 March 2019: whoever has a birthday that day, and whoever has it the day after. One
    plan was for physical abuse before a conference changed it, one for what nobody wrote down."""
    categories: list[dict[str, str]] = [{}] * 11
    categories[3] = {"category_initial": Category.PHYSICAL, "category_changed_by": "conference:0"}
    categories[4] = {"category_initial": "", "category_latest": ""}
    for born_on, category in zip(
        (
            *("2019-04-01", "2019-03-31"),  # expected the day after; born that day
            *("2018-04-01", "2018-03-31", "2014-04-01", "2014-03-31"),
            *("2009-04-01", "2009-03-31", "2003-04-01", "2003-03-31", "2002-01-01"),
        ),
        categories,
        strict=True,
    ):
        make_plan(
            make_child(date_of_birth=day(born_on)),
            started_on=day("2019-03-01"),
            ended_on=day("2019-09-30"),
            end_reason=EndReason.REVIEW_DECISION,
            **category,
        )


def _plan(started_on: str, ended_on: str | None = None, **fields: object) -> Plan:
    if ended_on:
        fields |= {"ended_on": day(ended_on), "end_reason": "review_decision"}
    return make_plan(make_child(), started_on=day(started_on), **fields)


def _earlier(child: Child, authority: str, started_on: str, ended_on: str) -> None:
    EarlierPlan.objects.create(
        child=child,
        authority=authority,
        started_on=day(started_on),
        ended_on=day(ended_on),
        recorded_by=make_user(),
    )


EXPECTED: dict[Key, str] = {
    # On 31 March 2025: since 2023 the long one and the two years' one, and the two of late 2024.
    ("plans_open", "2024/25"): "4",
    # 1 April, twice 1 May, 10 and 11 November, 31 March.
    ("plans_started", "2025/26"): "6",
    # 1 June and 31 March. The one of 1 April 2026 is next year's.
    ("plans_ended", "2025/26"): "2",
    ("plans_open", "2025/26"): "8",  # 4 + 6 - 2
    # Multiple is one category, and the child is counted once.
    ("plans_open", "2025/26", "category"): (
        "Neglect 7, Multiple or not recommended 1, Not recorded 0"
    ),
    # Born 14 May 2018: 7 years old. The unborn child is not "under 1".
    ("plans_open", "2025/26", "age"): "Unborn 1, 5 to 9 7, Not recorded 0",
    # The day before a birthday and the birthday itself: the ages change at 1, 5, 10 and 16.
    ("plans_started", "2018/19", "age"): (
        "Unborn 1, Under 1 2, 1 to 4 2, 5 to 9 2, 10 to 15 2, 16 and over 2, Not recorded 0"
    ),
    ("plans_started", "2018/19", "category_initial"): (
        "Neglect 9, Physical abuse 1, Not recorded 1"
    ),
    # The one that was changed is for neglect now.
    ("plans_open", "2018/19", "category"): "Neglect 10, Not recorded 1",
    # The year before has no population of its own: another year's is not taken for it. The one
    # noted last counts: 8 in 20,000, not in 16,000.
    ("plans_rate", "2024/25"): "Not available (4)",
    ("plans_rate", "2025/26"): "4.0 (8 of 20000)",
    # 29, 18 and 15 months; then 4, 4, 11 months, a day short of 12, and none.
    ("plans_over_12", "2026-03"): "37.5% (3 of 8)",
    ("plans_over_15", "2026-03"): "37.5% (3 of 8)",
    ("plans_over_18", "2026-03"): "25.0% (2 of 8)",
    ("plans_over_24", "2026-03"): "12.5% (1 of 8)",
    # The long one of 15 October 2023 is two years old in October 2025, not in September; with it
    # were open the two of 1 May, and those of December, April and September.
    ("plans_over_24", "2025-09"): "0.0% (0 of 6)",
    ("plans_over_24", "2025-10"): "16.7% (1 of 6)",
    ("plans_ended_2_years", "2025/26"): "50.0% (1 of 2)",
    ("plans_ended", "2025/26", "duration"): (
        "More than 6 months, less than a year 1, 2 years or more 1, Not recorded 0"
    ),
    ("plans_ended", "2023/24", "duration"): (
        "More than 3 and up to 6 months 1, Not recorded 0"  # 10 May to 10 November
    ),
    ("plans_ended", "2021/22", "duration"): (
        "3 months or less 1, More than 3 and up to 6 months 1, 1 year, less than 2 years 2, "
        "Not recorded 0"
    ),
    ("plans_ended", "2021/22", "end_reason"): (
        "Review conference decided the plan should end 3, Left the United Kingdom for good 1, "
        "Not recorded 0"
    ),
    ("plans_ended", "2021/22", "sex"): (
        "Female 2, Male 1, Not known, or not yet born 1, Not recorded 0"
    ),
    ("plans_ended", "2021/22", "ethnicity"): "White British 2, Not recorded 2",
    ("plans_ended", "2021/22", "disability"): "Yes 2, No 1, Not recorded 1",
    ("plans_ended", "2021/22", "area"): "Northmoor 3, Southmoor 1, Not recorded 0",
    # Of six starts two children had a plan of ours before, one of them within 24 months.
    ("plans_repeat", "2025/26"): "33.3% (2 of 6)",
    ("plans_repeat_2_years", "2025/26"): "16.7% (1 of 6)",
    ("plans_repeat", "2023/24"): "0.0% (0 of 3)",
}
HISTORY = History("plans", build, EXPECTED)
