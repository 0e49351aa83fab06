"""The fixed wording of printed pages, in each language we print.

The bundled Polish, Urdu and Arabic are drafts. Production prints one only after a named reviewer
has signed it; the signature holds for the exact words (`digest`), so a changed word is a draft
again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from types import ModuleType

from django.utils import timezone

from disclosure.enums import Language
from disclosure.wording import ar, easy_read, en, pages, pl, ur

_MODULES: dict[str, ModuleType] = {
    Language.ENGLISH: en,
    Language.POLISH: pl,
    Language.URDU: ur,
    Language.ARABIC: ar,
}
# Each language's words: on paper and in messages, in easy read, on pages opened by a link.
_WORDS: dict[str, dict[str, str]] = {
    language: {**module.WORDS, **easy_read.WORDS[language], **pages.WORDS[language]}
    for language, module in _MODULES.items()
}
TRANSLATIONS = (Language.POLISH, Language.URDU, Language.ARABIC)


def words(language: str) -> Mapping[str, str]:
    return _WORDS[language]


def say(key: str, language: str, **values: str) -> str:
    """The words for `key`. Raises KeyError for a key nobody has worded."""
    return words(language)[key].format(**values)


def translated(english: str, language: str) -> str:
    """Fixed wording found by its English; what is none of ours stays as it is."""
    key = _keys_by_english().get(english)
    return words(language)[key] if key else english


@cache
def _keys_by_english() -> dict[str, str]:
    return {text: key for key, text in words(Language.ENGLISH).items()}


def months(language: str) -> tuple[str, ...]:
    found: tuple[str, ...] = _MODULES[language].MONTHS
    return found


def say_date(day: date | datetime, language: str) -> str:
    """A day, and its time if it has one, in London: "3 March 2026, 10:30"."""
    moment = timezone.localtime(day) if isinstance(day, datetime) else None
    month = months(language)[(moment or day).month - 1]
    spoken = f"{(moment or day).day} {month} {(moment or day).year}"
    return f"{spoken}, {moment:%H:%M}" if moment else spoken


def say_weekday(day: date | datetime, language: str) -> str:
    """A day with its weekday, in London: "Tuesday 3 March 2026"."""
    if isinstance(day, datetime):
        day = timezone.localtime(day).date()
    weekday: str = _MODULES[language].WEEKDAYS[day.weekday()]
    comma = {Language.ENGLISH: "", Language.POLISH: ","}.get(Language(language), "،")
    return f"{weekday}{comma} {say_date(day, language)}"


def say_time(at: datetime, language: str) -> str:
    """A time in London: 10:30am in English, 10:30 elsewhere."""
    local = timezone.localtime(at)
    if language == Language.ENGLISH:
        return f"{local:%-I:%M}{'am' if local.hour < 12 else 'pm'}"
    return f"{local:%H:%M}"


@cache
def digest(language: str) -> str:
    """Names the exact wording that a reviewer signs."""
    module = _MODULES[language]
    held = json.dumps(
        [_WORDS[language], module.MONTHS, module.WEEKDAYS], sort_keys=True, ensure_ascii=False
    )
    return hashlib.sha256(held.encode()).hexdigest()
