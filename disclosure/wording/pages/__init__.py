"""What a guest or an invited person reads on a screen, in each language."""

from disclosure.enums import Language
from disclosure.wording.pages import ar, en, pl, ur

WORDS: dict[str, dict[str, str]] = {
    Language.ENGLISH: en.WORDS,
    Language.POLISH: pl.WORDS,
    Language.URDU: ur.WORDS,
    Language.ARABIC: ar.WORDS,
}
