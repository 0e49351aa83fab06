"""A pack's content as HTML: words in the reader's language, escaped, each with its direction."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from disclosure.enums import RIGHT_TO_LEFT, Language, Layout
from disclosure.models import Pack
from disclosure.rendering.pictograms import pictogram_for
from disclosure.wording import say_date, words

_SENTENCE_END = re.compile(r"(?<=[.!?\u06d4\u061f])\s+")


def pack_html(pack: Pack) -> str:
    """The whole HTML document of a pack. Its title holds no name and no case content."""
    language = pack.language
    content = pack.content
    return render_to_string(
        "pdf/pack.html",
        {
            "language": language,
            "direction": direction(language),
            "layout": pack.layout,
            "kind": pack.kind,
            "title": words(language)[f"title.{pack.kind}"],
            "number": pack.number,
            "marks": marks(pack),
            "addressee": phrase("for", language, pack.recipient.person.name),
            "private": words(language)["private"],
            "draft": words(language)["draft"] if content.get("draft_wording") else "",
            "opening": [_word(word, language) for word in content["opening"]],
            "sections": sections_of(pack),
            "columns": [words(language)[f"column.{name}"] for name in ("what", "who", "when")],
            "some_in_english": _some_in_english(pack),
            "translated_from": words(language)["translated_from"],
            "is_easy": pack.layout == Layout.EASY_READ,
        },
    )


def sections_of(pack: Pack) -> list[dict[str, Any]]:
    """The sections in words, for the printed page and for the preview."""
    return [_section(section, pack) for section in pack.content["sections"]]


def direction(language: str) -> str:
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def marks(pack: Pack) -> dict[str, Any]:
    """What stands at the foot of every page: recipient, pack number, page n of N (A7)."""
    language = pack.language
    before, between, after = re.split(r"\{page\}|\{pages\}", words(language)["page"])
    return {
        "for": phrase("for", language, pack.recipient.person.name),
        "number": pack.number,
        "version": pack.version,
        "before": before,
        "between": between,
        "after": after,
    }


def phrase(key: str, language: str, name: str) -> SafeString:
    """Fixed wording with a name in it; the name keeps its own direction."""
    return format_html(words(language)[key], name=format_html("<bdi>{}</bdi>", name))


def _word(word: Mapping[str, str], language: str) -> SafeString:
    return phrase(word["key"], language, word["name"])


def _section(section: Mapping[str, Any], pack: Pack) -> dict[str, Any]:
    language = pack.language
    return {
        "heading": _word(section["heading"], language),
        "pictogram": pictogram_for(section["heading"]["key"]),
        "level": section["level"],
        "style": section["style"],
        "wording": [_word(word, language) for word in section["wording"]],
        "items": [_item(item, pack) for item in section["items"]],
        "facts": [_fact(fact, language) for fact in section["facts"]],
    }


def _item(item: Mapping[str, Any], pack: Pack) -> dict[str, Any]:
    translated = bool(item["translation"])
    return {
        "text": _paragraphs(item["text"], pack.layout),
        "translation": _paragraphs(item["translation"], pack.layout) if translated else [],
        "direction": _direction_of(item["text"]),
        "speaker": item["speaker"],
        "who": _value(item["who"], pack.language),
        "by_when": _value(item["by_when"], pack.language) if item["by_when"] else "",
    }


def _some_in_english(pack: Pack) -> str:
    """Said once, at the top, when some passage has no translation."""
    items = [item for section in pack.content["sections"] for item in section["items"]]
    if pack.language == Language.ENGLISH or all(item["translation"] for item in items):
        return ""
    return words(pack.language)["not_translated"]


def _direction_of(text: str) -> str:
    """That of the first letter which has one: a passage may have been typed in Urdu."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in {"L", "R", "AL"}:
            return "ltr" if kind == "L" else "rtl"
    return "ltr"


def _paragraphs(text: str, layout: str) -> list[str]:
    """Paragraphs; in easy read each sentence stands alone."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if layout != Layout.EASY_READ:
        return lines
    return [sentence for line in lines for sentence in _SENTENCE_END.split(line) if sentence]


def _fact(fact: Mapping[str, Any], language: str) -> dict[str, Any]:
    value = fact["value"]
    return {
        "label": _word(fact["label"], language),
        "value": _value(value, language),
        # A number or a name in other letters keeps its own order, also in a page read from the
        # right: a telephone number turned round would be somebody else's.
        "direction": _direction_of(value["text"]) if value.get("text") else "",
    }


def _value(value: Mapping[str, Any], language: str) -> SafeString | str:
    if "word" in value:
        return _word(value["word"], language)
    if "on" in value:
        return say_date(date.fromisoformat(value["on"]), language)
    if "at" in value:
        return say_date(datetime.fromisoformat(value["at"]), language)
    return format_html("<bdi>{}</bdi>", value["text"]) if value["text"] else ""
