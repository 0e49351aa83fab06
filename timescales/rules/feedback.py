"""How soon what somebody writes in feedback is read, and harm in it settled. Local defaults."""

from __future__ import annotations

from timescales.enums import Evidence, Unit
from timescales.rule import Amount, Rule

WD = Unit.WORKING_DAYS

FEEDBACK = (
    Rule(
        name="feedback_read",
        label="What somebody wrote about a conference is read",
        starts="words came in",
        amount=Amount(1, WD),
        met_by="read by a named person",
        source="No source gives a number; recommended by this product",
        evidence=Evidence.PRODUCT,
        statutory=False,
        note="Every page that takes words says that nobody watches it, and whom to telephone.",
    ),
    Rule(
        name="feedback_harm",
        label="Harm that was told of in feedback is settled",
        starts="sent to the duty officer",
        amount=Amount(1, WD),
        met_by="duty officer records what was done",
        source="No source gives a number; recommended by this product: a referral is decided on "
        "within one working day (Working Together)",
        evidence=Evidence.PRODUCT,
        statutory=False,
    ),
)
