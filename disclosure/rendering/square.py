"""An address as a square of dots that the camera of a telephone reads."""

from __future__ import annotations

import segno

QUIET = 4  # dots of white around it, which the standard asks for


def square(address: str) -> str:
    """The drawing as a `data:` address: made here, of dots alone. A quarter of it may be soiled
    and it can still be read."""
    drawn: str = segno.make_qr(address, error="q").svg_data_uri(border=QUIET, scale=4)
    return drawn
