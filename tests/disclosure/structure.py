"""The tree of tags of a PDF, as a screen reader walks it."""

from __future__ import annotations

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
