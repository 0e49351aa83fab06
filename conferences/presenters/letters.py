"""A letter as a line: to whom, what, from which hub, and why it is held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from bookings.models import Hub
from conferences.domain.letters_to_print import hubs_of
from notifications import subjects
from notifications.enums import State
from notifications.models import Message, PrintedLetter, PrintRun
from people.presenters.messages import kind_words


@dataclass(frozen=True)
class LetterLine:
    """`post_on` is a day still to come, before which it does not go."""

    letter: Message
    what: str
    how: str
    hub: Hub | None
    page: str
    post_on: dt.date | None = None


def lines(letters: Iterable[Message]) -> list[LetterLine]:
    rows = list(letters)
    at = hubs_of(rows)
    return [
        LetterLine(
            letter=letter,
            what=what_it_is(letter),
            how="By post" if letter.to_address else "By hand, from the social worker",
            hub=at.get(letter.pk),
            page=subjects.page_of(letter.about),
            post_on=_post_on(letter),
        )
        for letter in rows
    ]


def _post_on(letter: Message) -> dt.date | None:
    starts = letter.not_before_at
    return timezone.localdate(starts) if starts and starts > timezone.now() else None


def what_it_is(letter: Message) -> str:
    return f"Pack {letter.subject}" if letter.kind == "pack" else kind_words(letter.kind)


@dataclass(frozen=True)
class JobLine:
    """A print job on the list: of its letters, how many have gone."""

    run: PrintRun
    letters: int
    posted: int


def job_lines(runs: Iterable[PrintRun]) -> list[JobLine]:
    return [
        JobLine(run=run, letters=len(copies), posted=sum(map(_has_gone, copies)))
        for run in runs
        for copies in [run.letters.all()]
    ]


def _has_gone(copy: PrintedLetter) -> bool:
    """What was printed again since went, if at all, as the newer copy."""
    newest = len(copy.message.copies.all())
    return copy.message.sent_at is not None and copy.copy_number == newest


@dataclass(frozen=True)
class CopyLine:
    """One copy of a print job. `take_out` says why it must not go any more; what was cancelled is
    not printed again either."""

    copy: PrintedLetter
    what: str
    take_out: str
    is_newest: bool
    is_cancelled: bool
    page: str


def copy_lines(copies: Iterable[PrintedLetter]) -> list[CopyLine]:
    rows = list(copies)
    newest = {copy.message_id: copy.message.copies.count() for copy in rows}
    return [
        CopyLine(
            copy=copy,
            what=what_it_is(copy.message),
            take_out=copy.message.last_error if _must_not_go(copy.message) else "",
            is_newest=copy.copy_number == newest[copy.message_id],
            is_cancelled=_is_cancelled(copy.message),
            page=subjects.page_of(copy.message.about),
        )
        for copy in rows
    ]


def _must_not_go(letter: Message) -> bool:
    return _is_cancelled(letter) or letter.state == State.HELD


def _is_cancelled(letter: Message) -> bool:
    """One that came back and was cancelled then is in no tray."""
    return letter.state == State.WITHDRAWN and letter.sent_at is None
