"""What follows a conference: letter, plan, record, dissent, complaint."""

from __future__ import annotations

from timescales.enums import Evidence, Unit
from timescales.rule import Amount, Rule

WD = Unit.WORKING_DAYS

AFTER_A_CONFERENCE = (
    Rule(
        name="decision_letter",
        label="Decision letter",
        starts="conference held",
        amount=Amount(1, WD),
        met_by="decision letter given or sent",
        source="Sussex, North Yorkshire",
        evidence=Evidence.SOURCE,
        statutory=False,
        follows_local_closures=True,
    ),
    Rule(
        name="plan_out",
        label="Outline plan given to the family and agencies",
        starts="conference held",
        amount=Amount(2, WD),
        met_by="every plan handed over or sent",
        source="Birmingham (48 hours); Sussex and North Yorkshire 1 working day",
        evidence=Evidence.SOURCE,
        statutory=False,
        follows_local_closures=True,
    ),
    Rule(
        name="record",
        label="Record of the conference sent out",
        starts="conference held",
        amount=Amount(15, WD),
        met_by="every record handed over or sent",
        source="North Yorkshire",
        evidence=Evidence.SOURCE,
        statutory=False,
        follows_local_closures=True,
    ),
    Rule(
        name="late_dissent",
        label="Dissent raised after the conference",
        starts="conference held",
        amount=Amount(72, Unit.HOURS),
        met_by="dissent recorded",
        source="Sussex",
        evidence=Evidence.SOURCE,
        statutory=False,
        note="Hours run through nights, weekends and bank holidays.",
    ),
    Rule(
        name="dissent_review",
        label="Dissent reviewed by a senior chair",
        starts="dissent raised after the conference",
        amount=Amount(5, WD),
        met_by="dissent answered",
        source="No source gives a number; Sutton has a senior chair review it",
        evidence=Evidence.PRODUCT,
        statutory=False,
        note="The decision stands meanwhile.",
    ),
    Rule(
        name="complaint",
        label="Complaint about a conference made to its chair",
        starts="conference held",
        amount=Amount(28, Unit.DAYS),
        met_by="complaint received in writing",
        source="Greater Manchester",
        evidence=Evidence.SOURCE,
        statutory=False,
        note="The decision stands while a complaint is looked at.",
    ),
)
