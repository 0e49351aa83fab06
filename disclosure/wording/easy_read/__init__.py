"""Whole short sentences for easy read: about ten words, one idea, hard words explained."""

from disclosure.enums import Language
from disclosure.wording.easy_read import ar, en, pl, ur

WORDS: dict[str, dict[str, str]] = {
    Language.ENGLISH: en.WORDS,
    Language.POLISH: pl.WORDS,
    Language.URDU: ur.WORDS,
    Language.ARABIC: ar.WORDS,
}
