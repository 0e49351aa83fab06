"""When a plan that lasts, or a second one, is looked at by others."""

from __future__ import annotations

from timescales.enums import Evidence, Unit
from timescales.rule import Amount, Rule

WD, MONTHS = Unit.WORKING_DAYS, Unit.CALENDAR_MONTHS

LONG_AND_REPEAT_PLANS = (
    Rule(
        name="long_plan_first",
        label="First review of a long plan",
        starts="child protection plan started",
        amount=Amount(12, MONTHS),
        met_by="panel held",
        source="Buckinghamshire (plans over 12 months)",
        evidence=Evidence.SOURCE,
        statutory=False,
        note="By a panel of the chair, the head of the area and the team manager. It decides "
        "nothing about the plan: only a review conference does.",
    ),
    Rule(
        name="long_plan_second",
        label="Second review of a long plan",
        starts="child protection plan started",
        amount=Amount(15, MONTHS),
        met_by="panel held",
        source="Birmingham (plans of 15 months and over)",
        evidence=Evidence.SOURCE,
        statutory=False,
    ),
    Rule(
        name="long_plan_third",
        label="Third review of a long plan",
        starts="child protection plan started",
        amount=Amount(18, MONTHS),
        met_by="panel held",
        source="Birmingham (plans over 18 months)",
        evidence=Evidence.SOURCE,
        statutory=False,
    ),
    Rule(
        name="repeat_plan_review",
        label="Repeat plan looked at by a peer",
        starts="child protection plan started soon after an earlier one (how soon: local practice)",
        amount=Amount(20, WD),
        met_by="peer review recorded",
        source="No source gives a number; Buckinghamshire reviews repeat plans with peers",
        evidence=Evidence.PRODUCT,
        statutory=False,
    ),
)
