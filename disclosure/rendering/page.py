"""A pack's content as HTML: words in the reader's language, escaped, each with its direction."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from disclosure.enums import RIGHT_TO_LEFT, Language, Layout, PackKind
from disclosure.models import Pack
from disclosure.printed_links import link_of
from disclosure.rendering import easy_read
from disclosure.rendering.bidi import direction_of, isolated
from disclosure.rendering.easy_read import Explained
from disclosure.rendering.pictograms import pictogram_for
from disclosure.rendering.square import square
from disclosure.wording import say_date, words


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
            "private": _our_lines("private", pack),
            "draft": words(language)["draft"] if content.get("draft_wording") else "",
            "start": _our_lines("easy.start", pack) if is_easy(pack) else [],
            "opening": [line for word in content["opening"] for line in _lines(word, pack)],
            "sections": sections_of(pack),
            "columns": [words(language)[f"column.{name}"] for name in ("what", "who", "when")],
            "some_in_english": _some_in_english(pack),
            "translated_from": words(language)["translated_from"],
            "is_easy": is_easy(pack),
            "has_pictograms": is_easy(pack) or pack.kind == PackKind.CHILD_PAGE,
        },
    )


def is_easy(pack: Pack) -> bool:
    return pack.layout == Layout.EASY_READ


def sections_of(pack: Pack) -> list[dict[str, Any]]:
    """The sections in words, for the printed page and for the preview."""
    explained = Explained(pack.language)
    return [_section(section, pack, explained) for section in pack.content["sections"]]


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
    return format_html(words(language)[key], name=isolated(name))


def _word(word: Mapping[str, str], language: str) -> SafeString:
    return format_html(words(language)[word["key"]], **_stands_in(word, language))


def _stands_in(word: Mapping[str, str], language: str) -> dict[str, str]:
    """What is put into fixed wording: a name, a telephone number, a day."""
    day = say_date(date.fromisoformat(word["on"]), language) if "on" in word else ""
    return {"name": isolated(word["name"]), "day": day}


def _lines(word: Mapping[str, str], pack: Pack) -> list[SafeString]:
    """Fixed wording; in easy read each sentence stands alone."""
    if not is_easy(pack):
        return [_word(word, pack.language)]
    values = _stands_in(word, pack.language)
    said = easy_read.sentences(words(pack.language)[word["key"]])
    return [format_html(sentence, **values) for sentence in said]


def _our_lines(key: str, pack: Pack) -> list[SafeString]:
    return _lines({"key": key, "name": ""}, pack)


def _section(section: Mapping[str, Any], pack: Pack, explained: Explained) -> dict[str, Any]:
    language, heading = pack.language, section["heading"]["key"]
    return {
        "heading": _word(section["heading"], language),
        "pictogram": pictogram_for(heading),
        "level": section["level"],
        "together": any("link" in fact["value"] for fact in section["facts"]),
        "style": section["style"],
        "introduction": _introduction(section, pack),
        "explained": explained.of_ours(heading) if is_easy(pack) else [],
        "wording": [line for word in section["wording"] for line in _lines(word, pack)],
        "items": [_item(item, pack, explained) for item in section["items"]],
        "facts": [_fact(fact, pack, explained) for fact in section["facts"]],
    }


def _introduction(section: Mapping[str, Any], pack: Pack) -> list[str]:
    """Nothing is introduced that is not there: "You told us this", and then no words."""
    if not is_easy(pack) or not (section["items"] or section["facts"]):
        return []
    return easy_read.introduction(section["heading"]["key"], pack.language)


def _item(item: Mapping[str, Any], pack: Pack, explained: Explained) -> dict[str, Any]:
    language = pack.language
    who = _value(item["who"], language)
    by_when = _value(item["by_when"], language) if item["by_when"] else ""
    shown: dict[str, Any] = {
        "text": _paragraphs(item["text"], pack.layout),
        "translation": _paragraphs(item["translation"], pack.layout),
        "direction": direction_of(item["text"]),
        "speaker": item["speaker"],
        "who": who,
        "by_when": by_when,
    }
    if is_easy(pack):
        shown["explained"] = explained.of_theirs(item["text"])
        sentences = easy_read.action_sentences(item, who, by_when, language)
        shown["who_sentences"], shown["when_sentences"] = sentences
    return shown


def _some_in_english(pack: Pack) -> str:
    """Said once, at the top, when some passage has no translation."""
    items = [item for section in pack.content["sections"] for item in section["items"]]
    if pack.language == Language.ENGLISH or all(item["translation"] for item in items):
        return ""
    return words(pack.language)["not_translated"]


def _paragraphs(text: str, layout: str) -> list[str]:
    """Paragraphs; in easy read each sentence stands alone."""
    if layout == Layout.EASY_READ:
        return easy_read.sentences(text)
    return [line.strip() for line in text.splitlines() if line.strip()]


def _fact(fact: Mapping[str, Any], pack: Pack, explained: Explained) -> dict[str, Any]:
    value, language = fact["value"], pack.language
    if "link" in value:
        return {"label": _word(fact["label"], language), "link": _link(value["link"], pack)}
    shown: dict[str, Any] = {
        "label": _word(fact["label"], language),
        "value": _value(value, language),
        # A number or a name in other letters keeps its own order, also in a page read from the
        # right: a telephone number turned round would be somebody else's.
        "direction": direction_of(value["text"]) if value.get("text") else "",
    }
    if is_easy(pack):
        shown["sentences"] = easy_read.fact_sentences(fact, shown["value"], language)
        ours = explained.of_ours(fact["label"]["key"], value.get("word", {}).get("key", ""))
        shown["explained"] = [*ours, *explained.of_theirs(value.get("text", ""))]
    return shown


def _link(kind: str, pack: Pack) -> dict[str, Any]:
    """An address to type, a code, and a square that holds both for the camera of a telephone."""
    made = link_of(kind, pack.recipient_id, language=pack.language, layout=pack.layout)
    return {
        "url": made.url,
        "typed": made.typed,
        "code": made.code,
        "square": square(made.url),
        "says": words(pack.language)["link.square"],
    }


def _value(value: Mapping[str, Any], language: str) -> SafeString | str:
    if "word" in value:
        return _word(value["word"], language)
    if "on" in value:
        return say_date(date.fromisoformat(value["on"]), language)
    if "at" in value:
        return say_date(datetime.fromisoformat(value["at"]), language)
    return isolated(value["text"]) if value["text"] else ""
