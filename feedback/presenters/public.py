"""The page a code leads to, in words: its questions, boxes and errors in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.forms import Form
from django.urls import reverse

from disclosure.domain.wording_review import is_draft, may_print_in
from disclosure.enums import RIGHT_TO_LEFT, Language
from disclosure.wording import say, words
from feedback.boxes import LONGEST, TRAP, WORDS
from feedback.enums import QUESTIONS, Audience, Score

FACES: dict[str, str] = {score.value: f"feedback/faces/{score.value}.svg" for score in Score}
OWN_NAMES: dict[str, str] = {
    Language.ENGLISH: "English",
    Language.POLISH: "Polski",
    Language.URDU: "اردو",
    Language.ARABIC: "العربية",
}


@dataclass(frozen=True)
class Choice:
    value: str
    text: str
    face: str
    chosen: bool


@dataclass(frozen=True)
class Asked:
    """One question or one box. `error` is empty, or what is wrong with it."""

    name: str
    text: str
    error: str
    value: str = ""
    choices: tuple[Choice, ...] = ()


def page(language: str, *, title: str = "feedback.title") -> dict[str, Any]:
    """What every public page says: in which language, that nobody watches, whom to phone."""
    said = words(language)
    return {
        "language": language,
        "direction": "rtl" if language in RIGHT_TO_LEFT else "ltr",
        "draft": said["draft"] if is_draft(language) else "",
        "said": {key.removeprefix("feedback."): text for key, text in _fixed(language)},
        "title": said[title],
        "danger": [
            said["feedback.danger"],
            say("feedback.danger_day", language, name=_number(settings.DANGER_TELEPHONE_DAY)),
            say("feedback.danger_night", language, name=_number(settings.DANGER_TELEPHONE_NIGHT)),
        ],
    }


def _number(telephone: str) -> str:
    """Kept on one line, and in its own order on a page that is read from the right."""
    together = telephone.replace(" ", "\u00a0")
    return f"\u2066{together}\u2069"


def _fixed(language: str) -> Iterator[tuple[str, str]]:
    office = _number(settings.OFFICE_TELEPHONE)
    for key, text in words(language).items():
        if key.startswith("feedback.") and ".q." not in key:
            yield key, text.replace("{name}", office)


def languages(name: str, now: str, *rest: str) -> list[tuple[str, str, str]]:
    """The same page in the other languages that may be given out: code, own name, address."""
    return [
        (str(code), OWN_NAMES[code], reverse(name, args=[str(code), *rest]))
        for code in Language
        if code != now and may_print_in(code)
    ]


def language_to_speak(wanted: str, audience: Audience | None = None) -> str:
    """English for a language nobody has signed, and for professionals."""
    known = wanted in Language.values and may_print_in(wanted)
    return wanted if known and audience != Audience.PROFESSIONAL else Language.ENGLISH.value


def questions(form: Form, language: str, audience: Audience) -> list[Asked]:
    said = words(language)
    own = audience == Audience.PROFESSIONAL
    return [
        Asked(
            name=one.value,
            text=one.label if own else said[f"feedback.q.{one.value}"],
            error=_error(form, one.value, language),
            choices=tuple(_choices(form, one.value, language)),
        )
        for one in QUESTIONS[audience]
    ]


def _choices(form: Form, name: str, language: str) -> Iterator[Choice]:
    chosen = form.data.get(name, "")
    for score in Score:
        text = words(language)[f"feedback.{score.value}"]
        yield Choice(score.value, text, FACES[score], chosen == score.value)


def boxes(form: Form, language: str) -> list[Asked]:
    return [
        Asked(
            name=name,
            text=words(language)[f"feedback.{name}"],
            error=_error(form, name, language),
            value=form.data.get(name, ""),
        )
        for name in WORDS
    ]


def problems(
    form: Form, language: str, audience: Audience, more: str = ""
) -> list[tuple[str, str]]:
    """Each error with the part of the page it is about: for the summary at the top."""
    first = QUESTIONS[audience][0].value
    found = [
        (first if name == "__all__" else name, _say(str(key), form, name, language))
        for name, keys in form.errors.items()
        if name != TRAP
        for key in keys
    ]
    return [*found, *([(first, _say(more, form, "", language))] if more else [])]


def _error(form: Form, name: str, language: str) -> str:
    keys = [str(key) for key in form.errors.get(name, ())]
    return _say(keys[0], form, name, language) if keys else ""


def _say(key: str, form: Form, name: str, language: str) -> str:
    return say(
        key,
        language,
        count=f"{len(form.data.get(name, '')):,}",
        most=f"{LONGEST:,}",
        name=_number(settings.OFFICE_TELEPHONE),
    )
