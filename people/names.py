"""Names that sound alike: Mohammed and Muhammad, O'Neill and Oneil, Żuławski and Zulawski.

PostgreSQL has no spelling-tolerant search without extensions, so each person carries search keys:
rough consonant skeletons of every part of every name. Keys find candidates by index; `likeness`
then ranks them. Everything here is a pure function of the letters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import fuzz


def _letters(pairs: str) -> dict[int, str]:
    """`ł=l ʻ=` as a table for `str.translate`; nothing after = drops the letter."""
    return {ord(pair[0]): pair[2:] for pair in pairs.split()}


# Letters that Unicode does not take apart into a plain letter and an accent.
PLAIN = _letters("ł=l đ=d ð=d ø=o ß=ss æ=ae œ=oe þ=th ı=i ħ=h ŋ=ng ə=a ʻ= ʼ= ʿ= ʾ= '= ’= ‘= `= ´= ")
# Arabic and Urdu letters to the Latin consonant an English speaker would write.
ARABIC = _letters(
    "ا=a أ=a إ=i آ=a ى=a ء= ئ=y ؤ=w ب=b پ=p ت=t ٹ=t ث=th ج=j چ=ch ح=h خ=kh د=d ڈ=d "
    "ذ=dh ر=r ڑ=r ز=z ژ=zh س=s ش=sh ص=s ض=d ط=t ظ=z ع=a غ=gh ف=f ق=q ک=k ك=k گ=g ل=l "
    "م=m ن=n ں=n ه=h ہ=h ھ=h ة=a و=w ی=y ي=y ے=y "
)
CYRILLIC = _letters(
    "а=a б=b в=v г=g ґ=g д=d е=e є=ye ж=zh з=z и=i і=i ї=yi й=y к=k л=l м=m н=n о=o "
    "п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch ь= ъ= ы=y э=e ю=yu я=ya ё=yo "
)
# Spellings of one sound, longest first; applied to plain letters.
SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^mac(?=[^aeiouhk])", "mc"),
        (r"sch|tch|tsh|tj", "c"),
        (r"sh|sz|ś|zh", "s"),
        (r"ch", "c"),
        (r"ph", "f"),
        (r"th|dt", "t"),
        (r"dh", "d"),
        (r"kh|ck|qu|q", "k"),
        (r"gh(?=[aeiou])", "g"),
        (r"gh", ""),
        (r"(?<=[aeiou])w(?![aeiou])", ""),
        (r"c(?=[eiy])", "s"),
        (r"[vw]", "f"),
        (r"z", "s"),
        (r"x", "ks"),
        (r"(?<!^)h$", ""),
        (r"(.)\1+", r"\1"),
    )
)
VOWELS = re.compile(r"[aeiouy]")


def fold(name: str) -> str:
    """Lower-case Latin letters without accents or apostrophes; parts split by single spaces."""
    text = name.lower().translate(PLAIN).translate(ARABIC).translate(CYRILLIC)
    text = unicodedata.normalize("NFKD", text)
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", text))


@lru_cache(maxsize=20_000)
def skeleton(part: str) -> str:
    """The consonants of one folded part, alike for alike sounds; the part itself if it has none."""
    sound = part
    for pattern, replacement in SOUNDS:
        sound = pattern.sub(replacement, sound)
    consonants = VOWELS.sub("", sound.replace("c", "k"))
    return consonants or part


def search_keys(*names: str) -> list[str]:
    """Keys of every part, and of every two neighbours run together (Al Qasimi, Alqasimi)."""
    keys: set[str] = set()
    for name in names:
        parts = fold(name).split()
        together = [first + second for first, second in pairwise(parts)]
        keys |= {skeleton(part) for part in parts + together if _tells(part)}
    return sorted(keys)


def likeness(one: str, other: str) -> float:
    """0 to 100: how alike two whole names are, in any order of their parts."""
    first, second = fold(one), fold(other)
    if not first or not second:
        return 0.0
    spelt = fuzz.token_sort_ratio(first, second)
    joined = fuzz.ratio(first.replace(" ", ""), second.replace(" ", ""))
    sounded = fuzz.token_sort_ratio(_sound(first), _sound(second))
    contained = fuzz.token_set_ratio(first, second) * 0.9
    # Sound alone proves little: Aisha and Zoe are both "s" once their vowels are gone.
    return max(spelt, joined, 0.6 * sounded + 0.4 * max(spelt, joined), contained)


def _tells(part: str) -> bool:
    """A single Latin letter tells nothing; a single Chinese character is a name."""
    return len(part) > 1 or not part.isascii()


def _sound(folded: str) -> str:
    return " ".join(skeleton(part) for part in folded.split())
