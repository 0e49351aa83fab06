"""What is done about small numbers of one measure, in words."""

from __future__ import annotations

from feedback.domain.few import FEWEST
from reporting.annual.hiding import NO_PEOPLE
from reporting.domain.few import must_be_many
from reporting.domain.suppression import LARGEST, SMALLEST
from reporting.measures.measure import Measure

COUNTED_OUT = f"What fewer than {FEWEST} people answered is not shown, nor what would tell of it."
OF_NOBODY = "It counts no people: no number is too small to show."
IN_PUBLIC = (
    "Shown as it is to those who read figures here. The public edition of the annual report hides "
    f"every number from {SMALLEST} to {LARGEST}, and those from which one could be worked out."
)


def small_number_rule(measure: Measure) -> str:
    if must_be_many(measure):
        return COUNTED_OUT
    return OF_NOBODY if measure.code in NO_PEOPLE else IN_PUBLIC
