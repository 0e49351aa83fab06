"""Easy read: every fact a whole short sentence, one to a line, hard words explained there.

Only our own wording is made easy. What people said is theirs: it is put one sentence to a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from disclosure.rendering.bidi import isolated
from disclosure.wording import words

_SENTENCE_END = re.compile(r"(?<=[.!?\u06d4\u061f])\s+")

# Which of our own sentences holds a hard word.
_IN_OUR_WORDS = {
    "fact.chair": "chair",
    "fact.core_group": "core_group",
    "fact.next_core_group": "core_group",
    "fact.review": "conference",
    "fact.review_on": "conference",
    "fact.lead_worker": "social_worker",
    "section.agency_views": "agency",
    "section.not_agree": "chair",
    "decision.plan_made": "child_protection_plan",
    "decision.plan_continues": "child_protection_plan",
    "decision.plan_ended": "child_protection_plan",
    "decision.no_plan": "child_protection_plan",
    "decision.child_in_need": "child_in_need_plan",
    "decision.child_in_need_agreed": "child_in_need_plan",
    "decision.early_help": "early_help_plan",
    "decision.early_help_agreed": "early_help_plan",
    "category.NEG": "neglect",
    "category.PHY": "physical_abuse",
    "category.SAB": "sexual_abuse",
    "category.EMO": "emotional_abuse",
}
# Hard words of the trade in what people said or wrote, as they are said in English.
_IN_THEIR_WORDS = {
    r"social worker": "social_worker",
    r"core group": "core_group",
    r"child protection plan": "child_protection_plan",
    r"child in need": "child_in_need_plan",
    r"early help": "early_help_plan",
    r"neglect(?:ed|ing)?": "neglect",
    r"physical(?:ly)? abuse[d]?": "physical_abuse",
    r"sexual(?:ly)? abuse[d]?": "sexual_abuse",
    r"emotional(?:ly)? abuse[d]?": "emotional_abuse",
    r"domestic (?:abuse|violence)": "domestic_abuse",
    r"health visitor": "health_visitor",
    r"school nurse": "school_nurse",
    r"midwife": "midwife",
    r"advocate": "advocate",
    r"assess(?:ment|ed)?": "assessment",
    r"interpreter": "interpreter",
    r"mental health": "mental_health",
}
_HARD_WORDS = [
    (re.compile(rf"\b{pattern}s?\b", re.IGNORECASE), name)
    for pattern, name in _IN_THEIR_WORDS.items()
]


def sentences(text: str) -> list[str]:
    """Each sentence of these lines by itself."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [sentence for line in lines for sentence in _SENTENCE_END.split(line) if sentence]


class Explained:
    """The hard words of one paper; each is explained once, where it stands first."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._done: set[str] = set()

    def of_ours(self, *keys: str) -> list[SafeString]:
        """The explanations that these keys of fixed wording call for."""
        return self._explain(_IN_OUR_WORDS[key] for key in keys if key in _IN_OUR_WORDS)

    def of_theirs(self, text: str) -> list[SafeString]:
        """The explanations of the hard words in what somebody said."""
        return self._explain(name for pattern, name in _HARD_WORDS if pattern.search(text))

    def _explain(self, names: Iterable[str]) -> list[SafeString]:
        wanted = [name for name in dict.fromkeys(names) if name not in self._done]
        self._done.update(wanted)
        return [_bold_word(words(self.language)[f"explain.{name}"]) for name in wanted]


def _bold_word(explanation: str) -> SafeString:
    """ "Chair: the person who leads the meeting", with the word itself in bold."""
    word, colon, meaning = explanation.partition(":")
    return format_html("<strong>{}{}</strong>{}", word, colon, meaning)


def introduction(heading: str, language: str) -> list[str]:
    """What this part of the paper is, in a sentence or two."""
    return sentences(words(language).get(f"easy.{heading}", ""))


def fact_sentences(
    fact: Mapping[str, Any], value: str | SafeString, language: str
) -> list[SafeString]:
    """A fact as sentences: "The meeting was on 3 March 2026."

    A value that is a sentence of our own stands as it is.
    """
    pattern = words(language).get(f"easy.{fact['label']['key']}")
    if pattern is None or _is_sentence(fact["value"], language):
        return [_strong(value)]
    if "{value}" not in pattern:
        return [
            format_html("{}", pattern),
            *map(isolated, sentences(fact["value"].get("text", ""))),
        ]
    name = isolated(fact["label"]["name"])
    return [format_html(pattern, value=_strong(value), name=name)]


def action_sentences(
    item: Mapping[str, Any], who: SafeString | str, by_when: str, language: str
) -> tuple[list[SafeString], list[SafeString]]:
    """Who does it and by when, each as a sentence, or as a sentence that says it is not agreed."""
    said = words(language)
    word = item["who"].get("word")
    if word is None:
        first = [format_html(said["easy.who"], value=_strong(who))] if who else []
        when = "easy.when"
    else:
        name = isolated(word["name"])
        first = [format_html(said[f"easy.{word['key']}"], name=name)]
        when = "easy.confirm_when"
    return first, [format_html(said[when], value=_strong(by_when))] if by_when else []


def _is_sentence(value: Mapping[str, Any], language: str) -> bool:
    if "word" not in value:
        return False
    return words(language)[value["word"]["key"]].endswith((".", "۔"))


def _strong(value: str | SafeString) -> SafeString:
    return format_html("<strong>{}</strong>", value)
