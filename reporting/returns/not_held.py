"""What a return asks for and cannot be told from the records here: said with each file, never
guessed."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.returns.census.tree import Child

UPN_UNKNOWN = "UPNunknown"
INTERNAL_REVIEW = "AssessmentInternalReviewDate"
FACTORS = "AssessmentFactors"
TRANSFER_IN = "DateOfInitialCPC"
PROTECTION = "ProtectionLastSixMonths"
NOT_HELD = {
    UPN_UNKNOWN: "Neither a unique pupil number nor why there is none (UN1 to UN7) is recorded. "
    "Enter one of them under the child’s details.",
    INTERNAL_REVIEW: "The day on which a manager looked at the assessment before it was done.",
    FACTORS: "What was identified at an assessment that was authorised. The dataset that is "
    "imported has no column for it.",
    TRANSFER_IN: "A second transfer-in conference under one referral, which has room for one in "
    "the file. It is recorded here and left out; rule 2885 lists the plan that it made.",
    PROTECTION: "Emergency protection orders and police protection. The column says “Unknown” for "
    "everybody.",
}


def not_held_of(child: Child) -> Iterator[str]:
    """Elements of the census that this child would need, or may need."""
    if not child.upn and not child.upn_unknown:
        yield UPN_UNKNOWN
    assessments = [each for episode in child.episodes for each in episode.assessments]
    if assessments:
        yield INTERNAL_REVIEW
    if any(each.authorised_on and not each.factors for each in assessments):
        yield FACTORS
    if any(episode.transfers_untold for episode in child.episodes):
        yield TRANSFER_IN
