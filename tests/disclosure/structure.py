"""The tree of tags of a PDF, as a screen reader walks it, and how large its words are printed."""

from __future__ import annotations

import io
import math
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pikepdf


def elements(element: Any) -> Iterator[Any]:
    """Those below it, in the order they are read."""
    kids = element.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def sizes_of_type(pdf: bytes) -> Counter[float]:
    """In points, as printed: how often each is used to draw a run of letters."""
    found: Counter[float] = Counter()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for page in opened.pages:
            found.update(_sizes_on(page))
    return found


def _sizes_on(page: Any) -> Iterator[float]:
    placed = letters = pikepdf.Matrix()
    size, kept = 0.0, []
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "q":
                kept.append(placed)
            case "Q":
                placed = kept.pop()
            case "cm":
                placed = pikepdf.Matrix(*map(float, operands)) @ placed
            case "Tf":
                size = float(operands[1])
            case "Tm":
                letters = pikepdf.Matrix(*map(float, operands))
            case "Tj" | "TJ":
                drawn = letters @ placed
                yield round(size * math.hypot(drawn.c, drawn.d), 1)
