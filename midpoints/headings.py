"""What a dip sample looks at in the chair's footprint. A service adds headings, or ends one, from a
day on.

The first three are Buckinghamshire's agreed headings for case recordings (annual report 2022/23).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

BUCKINGHAMSHIRE = "Buckinghamshire, annual report 2022/23"
PRODUCT = "Recommended by this product"


@dataclass(frozen=True, slots=True)
class DipHeading:
    """`from_on` and `to_on` are the first and last day of a sample that is graded under it."""

    code: str
    label: str
    source: str = ""
    from_on: date | None = None
    to_on: date | None = None

    def in_force(self, on: date) -> bool:
        return (self.from_on or date.min) <= on <= (self.to_on or date.max)


HEADINGS: tuple[DipHeading, ...] = (
    DipHeading("lived_experience", "The child’s voice and lived experience", BUCKINGHAMSHIRE),
    DipHeading("impact", "Impact of the plan", BUCKINGHAMSHIRE),
    DipHeading("recommendations", "Recommendations", BUCKINGHAMSHIRE),
    DipHeading("midpoints", "Oversight between conferences", PRODUCT),
    DipHeading("challenge", "Challenge when practice is not good enough", PRODUCT),
)
