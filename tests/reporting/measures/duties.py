"""Duties with a limit, midpoint checks and visits, in November 2025."""

from __future__ import annotations

from typing import Any

from conferences.enums import ChildOutcome
from midpoints.enums import CheckState, NotDoneReason, Progress, Recommendation
from midpoints.models import CheckedChild, MidpointCheck
from people.models import Child, Family
from plans.models import Visit
from tests.factories.accounts import make_user
from tests.factories.people import make_child, make_family
from tests.factories.plans import make_plan
from tests.factories.reporting import held
from tests.reporting.measures.history import History, Key, at, day
from timescales.models import Deadline

# How many were done in time, under each rule. A number of its own each: none is another's.
DONE_IN_TIME = {
    "first_core_group": 3,
    "core_group": 5,
    "report_to_family_icpc": 1,
    "report_to_family_review": 2,
    "report_to_chair_icpc": 3,
    "report_to_chair_review": 1,
    "plan_out": 6,
    "decision_letter": 7,
    "record": 9,
    "request_to_book": 2,
    "resolution_stage_1": 4,
    "resolution_stage_4": 1,
}
OF_A_CHILD = {"first_core_group", "core_group"}
DUE = "2025-11-19"


def build() -> None:
    child = make_child()
    for rule, in_time in DONE_IN_TIME.items():
        whose = {"child": child} if rule in OF_A_CHILD else {}
        _under(rule, in_time, child.family, **whose)
    _midpoints()
    _visits()


def _under(rule: str, in_time: int, family: Family, **whose: Child) -> None:
    """Besides those in time: one a day late, one not done, and one that fell away the day after
    its limit, which was missed. Not counted: fell away on the limit; due the month after."""
    outcomes: list[dict[str, Any]] = [{"met_on": day(DUE)} for _ in range(in_time)]
    if rule == "plan_out":  # two of them on the day of the meeting
        outcomes[0] = outcomes[1] = {"met_on": day("2025-11-17")}
    outcomes += [
        {"met_on": day("2025-11-20")},
        {},
        {"withdrawn_at": at("2025-11-20")},
        {"withdrawn_at": at(DUE)},
        {"met_on": day("2025-12-01"), "due_on": day("2025-12-01")},
    ]
    Deadline.objects.bulk_create(
        Deadline(
            rule=rule,
            family=family,
            about=f"made:{number}",
            started_on=day("2025-11-17"),
            **{"due_on": day(DUE), **whose, **outcome},
        )
        for number, outcome in enumerate(outcomes)
    )


def _midpoints() -> None:
    family = make_family()
    children = [make_child(family=family) for _ in range(7)]
    conference = held(day("2025-10-01"), *children, outcome=ChildOutcome.CHILD_IN_NEED)
    of_all = {"family": family, "conference": conference, "area": family.area, "by": make_user()}
    done = MidpointCheck.objects.create(
        **of_all,
        state=CheckState.DONE,
        on=day("2025-11-12"),
        progress=Progress.ON_TRACK,
        impact="Mornings are calm.",
        recommendation=Recommendation.CARRY_ON,
    )
    not_done = MidpointCheck.objects.create(
        **of_all,
        state=CheckState.NOT_DONE,
        on=day("2025-11-12"),
        not_done_reason=NotDoneReason.NO_TIME,
    )
    # Due that day; due the day before; and one not done, which is not in time whenever it is said,
    # and is told once though its clock fell away then.
    for child, check, due_on in zip(
        children, (done, done, not_done), ("2025-11-12", "2025-11-11", "2025-11-13"), strict=False
    ):
        CheckedChild.objects.create(check_of=check, child=child, due_on=day(due_on))
    # Nobody did the fourth; the fifth fell away; so did the sixth, with the plan, which ended long
    # after it was due; the seventh's plan ended that day, and nobody wrote it down until later.
    for child, ended in (
        (children[2], "2025-11-18"),
        (children[5], "2026-01-10"),
        (children[6], "2025-11-14"),
    ):
        make_plan(
            child,
            started_on=day("2025-10-01"),
            ended_on=day(ended),
            end_reason="review_decision",
        )
    for child, more in (
        (children[2], {"withdrawn_at": at("2025-11-18")}),
        (children[3], {}),
        (children[4], {"withdrawn_at": at("2025-11-03")}),
        (children[5], {"withdrawn_at": at("2026-01-10")}),
        (children[6], {"withdrawn_at": at("2025-11-20")}),
    ):
        Deadline.objects.create(
            rule="midpoint",
            child=child,
            family=family,
            about=conference.about,
            started_on=conference.held_on,
            due_on=day("2025-11-14"),
            **more,
        )


def _visits() -> None:
    """On Sunday 30 November. Ten working days from Monday 17 are Monday 1 December, from Thursday
    13 they are Thursday 27 November, from Thursday 20 they are Thursday 4 December."""
    alone, stale, missed, weekly = (
        make_plan(make_child(), started_on=day("2025-09-01"), **often)
        for often in ({}, {}, {}, {"visit_every": 1, "visit_unit": "weeks"})
    )
    make_plan(make_child(), started_on=day("2025-11-20"))  # too new for a visit
    make_plan(
        make_child(),
        started_on=day("2025-09-01"),
        ended_on=day("2025-11-30"),
        end_reason="review_decision",
    )
    _visit(alone, "2025-11-17", seen_alone="yes")
    _visit(stale, "2025-11-13", seen_alone="no")
    _visit(missed, "2025-11-20", was_seen=False, seen_alone="no", not_seen_reason="nobody_in")
    _visit(weekly, "2025-11-21")  # the next by Friday 28 November; nobody said whether alone


def _visit(plan: Any, on: str, **fields: Any) -> None:
    Visit.objects.create(plan=plan, visited_on=day(on), **{"was_seen": True, **fields})


EXPECTED: dict[Key, str] = {
    # In time, out of those and the three that were late, not done, or fell away too late.
    ("first_core_group_in_time", "2025-11"): "50.0% (3 of 6)",
    ("core_groups_in_time", "2025-11"): "62.5% (5 of 8)",
    ("report_to_family_in_time", "2025-11"): "33.3% (3 of 9)",  # 1 of 4 and 2 of 5
    ("report_to_family_in_time", "2025-11", "which"): ("Initial or transfer-in 1/4, Review 2/5"),
    ("report_to_chair_in_time", "2025-11"): "40.0% (4 of 10)",  # 3 of 6 and 1 of 4
    ("plan_out_in_time", "2025-11"): "66.7% (6 of 9)",
    ("plan_at_meeting", "2025-11"): "22.2% (2 of 9)",
    ("decision_letter_in_time", "2025-11"): "70.0% (7 of 10)",
    ("record_in_time", "2025-11"): "75.0% (9 of 12)",
    ("request_in_time", "2025-11"): "40.0% (2 of 5)",
    ("resolution_stages_in_time", "2025-11"): "45.5% (5 of 11)",  # 4 of 7 and 1 of 4
    ("resolution_stages_in_time", "2025-11", "stage"): "1 4/7, 4 1/4",
    # The next month, each rule has the one that was due then.
    ("record_in_time", "2025-12"): "100.0% (1 of 1)",
    ("midpoints_in_time", "2025-11"): "20.0% (1 of 5)",
    ("midpoints_in_time", "2025-11", "stands"): (
        "Done 1/2, Not done, with a reason 0/1, Outstanding 0/2"
    ),
    # Of the two that were done, and the two of which nobody said anything, there is no reason.
    ("midpoints_in_time", "2025-11", "not_done"): (
        "No time: other duties came first 0/1, Not recorded 1/4"
    ),
    # Open that day: one whose midpoint was missed, alone, stale, missed, weekly, new. In standard:
    # the second and the last.
    ("visits_in_standard", "2025-11"): "33.3% (2 of 6)",
    # Seen, and somebody said whether alone: the first two.
    ("visits_alone", "2025-11"): "50.0% (1 of 2)",
}
HISTORY = History("duties", build, EXPECTED)
