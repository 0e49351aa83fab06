"""How often the core group meets and the child is seen."""

from __future__ import annotations

from timescales.enums import Evidence, Unit
from timescales.rule import Amount, Rule

WD, WEEKS = Unit.WORKING_DAYS, Unit.WEEKS

CORE_GROUPS_AND_VISITS = (
    Rule(
        name="first_core_group",
        label="First core group",
        starts="initial conference held",
        amount=Amount(10, WD),
        met_by="core group held",
        source="Norfolk, Liverpool, Newcastle; Birmingham (“10 days”, read as working days)",
        evidence=Evidence.SOURCE,
        statutory=True,
        note="The number was read in these manuals. That Working Together sets it is general "
        "professional knowledge: its wording was not located.",
    ),
    Rule(
        name="core_group",
        label="Core group",
        starts="last core group held",
        amount=Amount(6, WEEKS),
        met_by="core group held",
        source="Usual practice in England and Buckinghamshire, no source located; Liverpool "
        "monthly, Newcastle every 4 weeks",
        evidence=Evidence.KNOWLEDGE,
        statutory=False,
    ),
    Rule(
        name="statutory_visit",
        label="Visit to the child",
        starts="last visit at which the child was seen",
        amount=Amount(10, WD),
        met_by="child seen",
        source="Liverpool; Central Bedfordshire. Walsall 2 weeks, Bolton and Southwark 4 weeks",
        evidence=Evidence.SOURCE,
        statutory=False,
        note="A core group is not a visit, even if the child is seen there (Liverpool, Bolton). "
        "A frequency in the plan itself overrides this. Before the first visit it runs from the "
        "start of the plan.",
    ),
    Rule(
        name="visit_recording",
        label="Visit written up",
        starts="visit made",
        amount=Amount(2, WD),
        met_by="visit recorded",
        source="Liverpool",
        evidence=Evidence.SOURCE,
        statutory=False,
    ),
)
