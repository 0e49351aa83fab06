"""Which clocks come on the list, how long before they are due, and which facts they tell of.

The days ahead are this product's choice: no source gives one. A plan comes on the list at nine
months, which is three before its first long review.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from timescales.rules import rule_names

HELD = "held:{meeting}"
LATE_WORK = "visits_core_groups"
DRIFT = "drift"
SAFETY_PLAN = (
    "The conference is late, so the interim safety plan must be reviewed now (Buckinghamshire). "
    "What was found is written down when a late date is booked, or when the conference is closed."
)


@dataclass(frozen=True)
class Watch:
    """`fact` may name {rule}, {family}, {child}, {about} and {meeting}. `reason` is a code of
    `escalations.reasons`. `by_chair`: the chair of the case sees it too, once it is late.
    `owner`: who it is with, where that is no role on the case. `meanwhile`: what must be done at
    once when it is late, whenever it is met."""

    days_ahead: int = 7
    fact: str = "{rule}:{child}:{about}"
    reason: str = ""
    by_chair: bool = False
    owner: str = ""
    meanwhile: str = ""


WATCHED: dict[str, Watch] = {
    "icpc": Watch(fact=HELD, reason=DRIFT, meanwhile=SAFETY_PLAN),
    "transfer_in": Watch(fact=HELD, reason=DRIFT),
    "transfer_out": Watch(5, "transfer_out:{family}", DRIFT),
    "first_review": Watch(28, HELD, DRIFT),
    "later_review": Watch(28, HELD, DRIFT),
    "inquorate_rebook": Watch(fact=HELD, reason=DRIFT),
    "midpoint": Watch(14, "midpoint:{about}"),
    "first_core_group": Watch(7, "core_group:{family}", LATE_WORK, by_chair=True),
    "core_group": Watch(7, "core_group:{family}", LATE_WORK, by_chair=True),
    "statutory_visit": Watch(3, "visit:{family}", LATE_WORK, by_chair=True),
    "long_plan_first": Watch(92, "long_plan:{family}", DRIFT),
    "long_plan_second": Watch(31, "long_plan:{family}", DRIFT),
    "long_plan_third": Watch(31, "long_plan:{family}", DRIFT),
    "repeat_plan_review": Watch(14, "repeat_plan:{family}", DRIFT),
    "report_to_family_icpc": Watch(5, "report:{about}", "assessment_not_shared"),
    "report_to_family_review": Watch(5, "report:{about}", "assessment_not_shared"),
    "report_to_chair_icpc": Watch(5, "report:{about}", "assessment_late"),
    "report_to_chair_review": Watch(5, "report:{about}", "assessment_late"),
    "decision_letter": Watch(2, "paper:{rule}:{about}"),
    "plan_out": Watch(2, "paper:{rule}:{about}"),
    "record": Watch(5, "paper:{rule}:{about}"),
    # The room of escalations shows its own to whoever is asked; a manager sees what is late.
    "diversion_disagreement": Watch(fact="{about}", owner="The head of service it went to"),
    "dissent_review": Watch(fact="{about}", owner="A senior chair"),
    "concern": Watch(fact="{about}"),
    "resolution_stage_1": Watch(fact="{about}"),
    "resolution_stage_2": Watch(fact="{about}"),
    "resolution_stage_3": Watch(fact="{about}"),
    "resolution_stage_4": Watch(fact="{about}"),
    "complaint_chair": Watch(fact="{about}"),
    "complaint_panel": Watch(fact="{about}"),
    "complaint_reconvene": Watch(fact="{about}"),
}
ANY_OTHER = Watch()
BY_CHAIR = tuple(rule for rule, watch in WATCHED.items() if watch.by_chair)


def watch_of(rule: str) -> Watch:
    return WATCHED.get(rule, ANY_OTHER)


def shown_from(today: dt.date) -> Iterator[tuple[dt.date, Iterable[str]]]:
    """(last due date that is shown, the rules of which that is so), for every rule there is."""
    rules: dict[int, list[str]] = {}
    for rule in rule_names():
        rules.setdefault(watch_of(rule).days_ahead, []).append(rule)
    for days, names in rules.items():
        yield today + dt.timedelta(days=days), names
