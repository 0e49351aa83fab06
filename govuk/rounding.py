"""Numbers rounded for people: the half goes up, as at school and in a spreadsheet."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def half_up(number: float | Decimal, places: int = 0) -> Decimal:
    """To so many decimal places, each of them written: 6.25 to one is 6.3, 6 is 6.0. What Python
    rounds by itself goes to the even neighbour, 6.2."""
    # A float as it is written: 0.35 is a little less than that inside.
    exact = number if isinstance(number, Decimal) else Decimal(str(number))
    return exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
