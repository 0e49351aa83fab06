"""A pack in words: its state, what is in it, what is left out and why, each hit in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from disclosure.enums import LeftOut, PackState
from disclosure.models import Finding, Pack, Passage
from disclosure.wording import words

STATE_COLOURS = {
    PackState.DRAFT: "grey",
    PackState.AWAITING_CLEARANCE: "yellow",
    PackState.CLEARED: "blue",
    PackState.RELEASED: "teal",
    PackState.HANDED_OVER: "green",
    PackState.RECALLED: "red",
    PackState.VOID: "grey",
}


@dataclass(frozen=True)
class Missing:
    heading: str
    words: str
    why: str


def left_out(pack: Pack, readable: Iterable[Passage]) -> list[Missing]:
    """What is absent and why; the words only of passages this reader may open."""
    texts = {str(passage.uuid): passage.text for passage in readable}
    return [
        Missing(
            heading=words("en")[row["heading"]].replace("{name}", "").strip() or "Heading",
            words=_shortened(texts.get(row["what"], "")),
            why=LeftOut(row["why"]).label,
        )
        for row in pack.left_out
    ]


def _shortened(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 160 else f"{plain[:157]}..."


@dataclass(frozen=True)
class PageWords:
    number: int
    text: SafeString
    hits: int


def pages_with_hits(pages: Sequence[str], findings: Sequence[Finding]) -> list[PageWords]:
    """The words of each page as read back from the bytes, each hit marked where it stands."""
    shown = []
    for number, text in enumerate(pages, start=1):
        here = [finding.text for finding in findings if finding.page == number]
        shown.append(PageWords(number, _marked(text, here), len(here)))
    return shown


def _marked(text: str, hits: Sequence[str]) -> SafeString:
    plain = re.sub("[\u202a-\u202e]", "", text).strip()
    wanted = [_spaced(hit) for hit in sorted(hits, key=len, reverse=True) if hit.split()]
    if not wanted:
        return format_html("{}", plain)
    pieces = re.split(f"({'|'.join(wanted)})", plain)
    return format_html_join(
        "", "{}", ((_mark(piece) if at % 2 else piece,) for at, piece in enumerate(pieces))
    )


def _mark(piece: str) -> SafeString:
    return format_html("<mark>{}</mark>", piece)


def _spaced(hit: str) -> str:
    return r"\s+".join(re.escape(word) for word in hit.split())


@dataclass(frozen=True)
class Step:
    """One of the four steps of a pack, and where on its page it stands."""

    text: str
    anchor: str
    is_done: bool = False
    is_current: bool = False


def steps_of(pack: Pack, findings: Sequence[Finding]) -> list[Step]:
    """Read it, look at what was found, release it, hand it over: which comes now."""
    if pack.state in {PackState.RECALLED, PackState.VOID}:
        return []
    standing = sum(finding.cleared_at is None for finding in findings)
    hits = f"Check {len(findings)} hit{'s' if len(findings) > 1 else ''}" if findings else "Check"
    names = [("Read", "read"), (hits, "check"), ("Release", "release"), ("Hand over", "hand-over")]
    at = _AT.get(PackState(pack.state), 2 if findings and not standing else 0)
    return [
        Step(text, anchor, is_done=number < at, is_current=number == at)
        for number, (text, anchor) in enumerate(names)
    ]


# Cleared, it waits to be released; released, to be handed over. Before that it is to be read.
_AT = {PackState.CLEARED: 2, PackState.RELEASED: 3, PackState.HANDED_OVER: 4}


def _waited_until(pack: Pack) -> datetime | None:
    """Somebody cleared it, or a manager released it without; else it waits while it is in the
    queue."""
    if pack.cleared_at is not None:
        return pack.cleared_at
    if pack.released_without_clearance_reason:
        return pack.released_at
    return timezone.now() if pack.is_queued else None


def waited(pack: Pack) -> str:
    """How long it was in the queue, or has been: "12 minutes", "3 hours"; empty where it was taken
    out again."""
    until = _waited_until(pack)
    if pack.awaiting_since is None or until is None:
        return ""
    return in_words(until - pack.awaiting_since)


def in_words(passed: timedelta) -> str:
    """In minutes up to an hour, then in hours."""
    if passed < timedelta(hours=1):
        minutes = max(1, round(passed.total_seconds() / 60))
        return "1 minute" if minutes == 1 else f"{minutes} minutes"
    hours = round(passed.total_seconds() / 3600)
    return "1 hour" if hours == 1 else f"{hours} hours"
