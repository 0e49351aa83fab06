"""A specification becomes SVG or PNG, here on this machine, with our own font.

The converter runs a JavaScript engine of its own. A process that has used it and then forks must
not use it in the child: it waits for ever. Web and queue workers are forked before they draw
anything, so it is loaded at the first drawing and never when a module is loaded; a child that was
forked too late is refused instead of left hanging.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import io
import json
import os
from functools import cache
from html import escape
from types import ModuleType
from typing import Any

from django.conf import settings
from django.core.cache import caches
from fontTools import subset
from fontTools.ttLib import TTFont

from reporting.charts.look import Spec

FONTS = settings.BASE_DIR / "static" / "fonts"
VEGA_LITE = "5.21"
# A change in how specifications are drawn makes a new drawing.
EDITION = 1
SHARP = 2.0  # pixels of a PNG for each of the page
DRAWN_LETTERS = [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2027), 0x2212]

_used_in: int | None = None


class ForkedTooLate(RuntimeError):
    """This process was forked from one that has drawn already."""


def svg(spec: Spec, *, title: str) -> bytes:
    """Stands by itself: its letters are inside, and `title` says what there is to see."""
    head, tag, body = _drawn(spec).partition(">")
    style = f"<style>{_font_face()}</style>"
    return f"{head}{tag}<title>{escape(title)}</title>{style}{body}".encode()


def svg_within_page(spec: Spec, *, title: str) -> str:
    """As an address that holds the drawing and its letters."""
    return _as_address(svg(spec, title=title))


def svg_for_paper(spec: Spec) -> str:
    """The same without them: the paper brings the letters."""
    return _as_address(_drawn(spec).encode())


def _as_address(drawn: bytes) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(drawn).decode()


def png(spec: Spec) -> bytes:
    drawn: bytes = _converter().svg_to_png(_drawn(spec), scale=SHARP)
    return drawn


def _drawn(spec: Spec) -> str:
    """Kept by what is drawn, for all workers: numbers, months and letters, never a name."""
    kept = caches["charts"]
    key = hashlib.sha256(json.dumps([EDITION, spec], sort_keys=True).encode()).hexdigest()
    found: str | None = kept.get(key)
    if found is None:
        found = _converter().vegalite_to_svg(spec, vl_version=VEGA_LITE, allowed_base_urls=[])
        with contextlib.suppress(OSError):  # a full disk: drawn again the next time
            kept.set(key, found)
    return found


def _converter() -> Any:
    global _used_in
    if _used_in not in {None, os.getpid()}:
        raise ForkedTooLate("Draw only after a worker was forked: see reporting/charts/drawing.py")
    _used_in = os.getpid()
    return _loaded()


@cache
def _loaded() -> ModuleType:
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
    return vl_convert


@cache
def _font_face() -> str:
    """An <img> is a page of its own and sees none of our fonts: the letters we draw, once."""
    font = TTFont(FONTS / "NotoSans-Regular.ttf")
    chosen = subset.Subsetter(subset.Options(layout_features=["kern"], notdef_outline=True))
    chosen.populate(unicodes=DRAWN_LETTERS)
    chosen.subset(font)
    font.flavor = "woff2"
    kept = io.BytesIO()
    font.save(kept)
    data = base64.b64encode(kept.getvalue()).decode()
    return f"@font-face{{font-family:'Noto Sans';src:url(data:font/woff2;base64,{data})}}"
