"""The XML that python-docx has no words for."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn


def part(tag: str, /, *kids: Any, **attributes: str) -> Any:
    """`part("w:lang", val="en-GB")`: an element with its attributes and what stands in it."""
    element = OxmlElement(tag)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    element.extend(kids)
    return element


def run(*kids: Any) -> Any:
    return part("w:r", *kids)


def words(said: str) -> Any:
    """Its spaces are kept, at the edges too."""
    text = part("w:t")
    text.text = said
    text.set(qn("xml:space"), "preserve")
    return run(text)


def field(instruction: str, *result: Any) -> list[Any]:
    """Something that the word processor works out; `result` is shown until it does."""
    said = part("w:instrText")
    said.text = instruction
    begin, between, end = (
        run(part("w:fldChar", fldCharType=kind)) for kind in ("begin", "separate", "end")
    )
    return [begin, run(said), between, *result, end]
