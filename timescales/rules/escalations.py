"""The rules of concerns, Resolution Forms and complaints: how soon each is answered."""

from __future__ import annotations

from timescales.enums import Evidence, Unit
from timescales.rule import Amount, Rule

WD = Unit.WORKING_DAYS
NO_DAYS_FOUND = (
    "No source gives the days of this stage; usual practice is 5 to 10 working days for each"
)
NO_COMPLAINT_DAYS = "No source gives the days; Northumberland and Medway have three stages"

CONCERNS = (
    Rule(
        name="concern",
        label="Informal concern resolved",
        starts="concern raised",
        amount=Amount(5, WD),
        met_by="concern resolved, or made a Resolution Form",
        source="Birmingham (between professionals, within one working week)",
        evidence=Evidence.SOURCE,
        statutory=False,
    ),
    Rule(
        name="resolution_stage_1",
        label="Resolution Form answered, stage 1",
        starts="sent to the first stage",
        amount=Amount(5, WD),
        met_by="answer given",
        source="Birmingham (stage one: one working week)",
        evidence=Evidence.SOURCE,
        statutory=False,
        note="A child in danger now is not a stage: phone first.",
    ),
    Rule(
        name="resolution_stage_2",
        label="Resolution Form answered, stage 2",
        starts="stepped up to the second stage",
        amount=Amount(5, WD),
        met_by="answer given",
        source=NO_DAYS_FOUND,
        evidence=Evidence.KNOWLEDGE,
        statutory=False,
    ),
    Rule(
        name="resolution_stage_3",
        label="Resolution Form answered, stage 3",
        starts="stepped up to the third stage",
        amount=Amount(5, WD),
        met_by="answer given",
        source=NO_DAYS_FOUND,
        evidence=Evidence.KNOWLEDGE,
        statutory=False,
    ),
    Rule(
        name="resolution_stage_4",
        label="Resolution Form answered, stage 4",
        starts="stepped up to the last stage",
        amount=Amount(10, WD),
        met_by="answer given",
        source=NO_DAYS_FOUND,
        evidence=Evidence.KNOWLEDGE,
        statutory=False,
    ),
)

COMPLAINTS = (
    Rule(
        name="complaint_chair",
        label="Complaint answered by the chair, stage 1",
        starts="complaint received in writing",
        amount=Amount(10, WD),
        met_by="answer given",
        source=NO_COMPLAINT_DAYS,
        evidence=Evidence.PRODUCT,
        statutory=False,
        note="The decision of the conference stands while a complaint is looked at.",
    ),
    Rule(
        name="complaint_panel",
        label="Complaint decided by a panel, stage 2",
        starts="panel asked for",
        amount=Amount(20, WD),
        met_by="panel held",
        source=NO_COMPLAINT_DAYS,
        evidence=Evidence.PRODUCT,
        statutory=False,
    ),
    Rule(
        name="complaint_reconvene",
        label="Conference held again after a complaint, stage 3",
        starts="panel decided that it should be held again",
        amount=Amount(20, WD),
        met_by="conference held",
        source=NO_COMPLAINT_DAYS,
        evidence=Evidence.PRODUCT,
        statutory=False,
    ),
)

ESCALATIONS = (*CONCERNS, *COMPLAINTS)
