"""Letters leave by hand: printed, each after its check, then posted. Rooms above say who may.

The check is asked when a letter is printed and once more when it is posted: what became wrong in
between is taken out of the post.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.errors import DomainError, WrongState
from accounts.models import User
from notifications.domain.delivering import hold_reason
from notifications.domain.log import settle
from notifications.enums import MAY_BE_PRINTED, OF_THE_FAMILY, State
from notifications.letters import Copy
from notifications.models import Message, PrintedLetter, PrintRun

Keep = Callable[[PrintedLetter], str]


@dataclass(frozen=True)
class Printed:
    """What was printed together (None: nothing), and what a check held back."""

    run: PrintRun | None
    held: list[Message]


@transaction.atomic
def print_letters(
    *, messages: Sequence[Message], place: str, by: User, reason: str = ""
) -> Printed:
    """Print these letters as one job, which `draw_next` then draws, letter by letter.

    Raises `WrongState` for one that was cancelled, `DomainError` for a reprint without a reason.
    """
    held, good = _sorted_out(_locked(messages), reason, by)
    if not good:
        return Printed(None, held)
    run = PrintRun.objects.create(place=place, printed_by=by)
    for copy in [_copy_of(message, place, by, reason) for message in good]:
        PrintedLetter.objects.create(
            run=run,
            message=copy.message,
            copy_number=copy.number,
            reason=copy.reason,
        )
        words = f"Copy {copy.number} at {place}" + (f": {copy.reason}" if copy.reason else "")
        settle(copy.message, State.PRINTED, words, by=by)
    return Printed(run, held)


def undrawn() -> Iterator[PrintedLetter]:
    """The copies that still have no bytes, of every job, oldest first; none that is held."""
    rows = PrintedLetter.objects.filter(sha256="", message__state=State.PRINTED)
    yield from rows.order_by("pk")


@transaction.atomic
def draw(copy: PrintedLetter, *, keep: Keep) -> bool:
    """Draw one copy, unless it is drawn or somebody else draws it now. Twice is once.

    `keep` draws and stores it and gives its sha256. Says whether this call drew it.
    """
    rows = PrintedLetter.objects.filter(pk=copy.pk, sha256="").select_related("message", "run")
    row = rows.select_for_update(of=["self"], skip_locked=True).first()
    if row is None:
        return False
    row.sha256 = keep(row)
    row.save(update_fields=["sha256"])
    return True


def draw_again(copy: PrintedLetter) -> bool:
    """Its file is lost: drawn anew, unless it has gone or is held. Says whether it will be."""
    waits = PrintedLetter.objects.filter(
        pk=copy.pk, message__state=State.PRINTED, run__posted_at__isnull=True
    )
    return waits.update(sha256="") > 0


@transaction.atomic
def hold_undrawn(copy: PrintedLetter, why: str) -> None:
    """It must not be drawn any more, a pack that was recalled for one: held, with the reason."""
    settle(Message.objects.select_for_update().get(pk=copy.message_id), State.HELD, why)


def copy_of(row: PrintedLetter) -> Copy:
    """What whoever draws it must know."""
    return Copy(row.message, row.copy_number, row.run.place, row.run.printed_by, row.reason)


def _locked(messages: Sequence[Message]) -> list[Message]:
    ids = [message.pk for message in messages]
    rows = Message.objects.letters().filter(pk__in=ids)
    return list(rows.select_for_update().order_by("pk"))


def _sorted_out(
    letters: list[Message], reason: str, by: User
) -> tuple[list[Message], list[Message]]:
    held, good = [], []
    for letter in letters:
        if letter.state not in MAY_BE_PRINTED:
            raise WrongState(f"{letter.number} was cancelled. Do not print it.")
        if letter.copies.exists() and not reason:
            raise DomainError(f"{letter.number} was printed before. Say why again.", field="reason")
        if hold := hold_reason(letter):
            settle(letter, State.HELD, hold, by=by)
            held.append(letter)
        else:
            good.append(letter)
    return held, good


def _copy_of(message: Message, place: str, by: User, reason: str) -> Copy:
    earlier = message.copies.count()
    return Copy(message, earlier + 1, place, by, reason if earlier else "")


@transaction.atomic
def mark_posted(*, run: PrintRun, by: User) -> list[Message]:
    """The letters of this run have gone, but for those withdrawn since and those a check holds now:
    gives the latter two.

    Posting twice is posting once. A letter printed again since goes with the newer run.
    """
    row = PrintRun.objects.select_for_update().get(pk=run.pk)
    if row.posted_at is not None:
        return []
    held = _newest_here(row, State.WITHDRAWN)
    for message in _newest_here(row, State.PRINTED):
        if hold := hold_reason(message):
            settle(message, State.HELD, hold, by=by)
            held.append(message)
            continue
        message.sent_at = timezone.now()
        settle(message, State.SENT, "Posted", by=by)
    row.posted_by, row.posted_at = by, timezone.now()
    row.save(update_fields=["posted_by", "posted_at"])
    return held


def to_post_for(family_id: int) -> list[PrintRun]:
    """Print jobs that nobody has posted yet, with a letter to somebody of this family."""
    messages = Message.objects.filter(
        family_id=family_id, to_kind__in=OF_THE_FAMILY, state=State.PRINTED
    )
    rows = PrintRun.objects.filter(posted_at=None, letters__message__in=messages)
    return list(rows.select_related("printed_by").distinct())


def _newest_here(run: PrintRun, state: State) -> list[Message]:
    rows = Message.objects.filter(copies__run=run, state=state)
    letters = rows.select_for_update(of=["self"]).order_by("pk")
    return [letter for letter in letters if newest_copy(letter).run_id == run.pk]


def newest_copy(message: Message) -> PrintedLetter:
    copy = message.copies.order_by("copy_number").last()
    assert copy is not None, "asked of a printed letter"
    return copy


def hold_wrong_letters() -> int:
    """Hold the waiting letters whose check fails now, so that somebody sees it before printing."""
    waiting = Message.objects.letters().filter(state=State.WAITING)
    return sum(_hold(message) for message in waiting if hold_reason(message))


@transaction.atomic
def _hold(message: Message) -> bool:
    row = Message.objects.select_for_update().filter(pk=message.pk, state=State.WAITING).first()
    if row is None or not (hold := hold_reason(row)):
        return False
    settle(row, State.HELD, hold)
    return True
