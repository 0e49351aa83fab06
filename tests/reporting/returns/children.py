"""A child of the census whom no rule finds fault with, to break one thing of at a time."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from reporting.returns.census.rule import NotCheckable
from reporting.returns.census.rules import check_child
from reporting.returns.census.tree import Assessment, Child, Enquiry, Episode, ProtectionPlan
from reporting.returns.census.year import CensusYear

YEAR = CensusYear(2026, late_since=dt.date(2026, 3, 10))
REFERRED = dt.date(2025, 5, 1)
STARTED = dt.date(2025, 5, 6)  # domain.md, section 1: 15 working days later is 28 May
TARGET = dt.date(2025, 5, 28)
HELD = dt.date(2025, 5, 27)
ENDED = dt.date(2025, 12, 2)

ENQUIRY = Enquiry(STARTED, TARGET, HELD, about="conference:1")
PLAN = ProtectionPlan(HELD, ENDED, "NEG", "EMO", 0, (dt.date(2025, 8, 19), ENDED), about="plan:1")
EPISODE = Episode(
    REFERRED,
    source="1A",
    primary_need="N1",
    assessments=(Assessment(dt.date(2025, 5, 2), about="assessment:A1"),),
    enquiries=(ENQUIRY,),
    no_further_action=False,
    plans=(PLAN,),
    about="referral:R1",
)
CHILD = Child(
    pk=1,
    local_id="C000123",
    born_on=dt.date(2018, 5, 14),
    sex="F",
    ethnicity="WBRI",
    disabilities=("NONE",),
    episodes=(EPISODE,),
)


def child_with(episode: dict[str, Any] | None = None, **fields: Any) -> Child:
    episodes = (replace(EPISODE, **(episode or {})),)
    return replace(CHILD, **{"episodes": episodes, **fields})


def with_enquiry(**fields: Any) -> Child:
    return child_with({"enquiries": (replace(ENQUIRY, **fields),)})


def with_plan(**fields: Any) -> Child:
    return child_with({"plans": (replace(PLAN, **fields),)})


def broken_by(child: Child) -> set[str]:
    return {found.rule.code for found in check_child(child, YEAR, NotCheckable())}
