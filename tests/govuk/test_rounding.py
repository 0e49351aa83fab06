"""The half goes up."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govuk.rounding import half_up


@pytest.mark.parametrize(
    ("number", "places", "said"),
    [
        (Decimal("6.25"), 1, "6.3"),
        (Decimal("6.249"), 1, "6.2"),
        (0.35, 1, "0.4"),  # a little less inside
        (6, 1, "6.0"),
        (12.5, 0, "13"),
        (-0.25, 1, "-0.3"),
    ],
)
def test_the_half_goes_up(number: float | Decimal, places: int, said: str) -> None:
    assert str(half_up(number, places)) == said
