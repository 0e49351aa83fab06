"""Letters to print, by hub: one job with a cover sheet before each, then posted.

Invitations, exclusion letters and packs that go by post come here through the outbox. A letter
whose check fails is held, with the reason; nothing of it is printed.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.errors import DomainError, WrongState
from accounts.models import User
from audit.domain import record, refuse
from audit.enums import Action
from bookings.models import Hub
from conferences import rules
from conferences.domain.exclusion_letter import send_letter
from conferences.models import Conference, Exclusion
from disclosure.domain.printing import copy_posted, fetched_to_post
from disclosure.rendering import store
from disclosure.rendering.letter_job import Envelope, enveloped
from disclosure.rendering.printing import on_fresh_sheets
from notifications.domain import letters
from notifications.domain.delivering import hold_reason
from notifications.domain.letters import Printed
from notifications.enums import State
from notifications.letters import drawn
from notifications.models import Message, PrintedLetter, PrintRun
from notifications.models.message import MessageQuerySet
from people.domain.reading import CANNOT_OPEN
from people.errors import Refused
from people.models import Child
from people.models.scope import family_ids_visible_to
from timescales.domain import today_in_london

MOST = 25  # letters in one job: about ten seconds of drawing in a worker
LATELY = timedelta(days=7)
TO_DO = (State.WAITING, State.HELD)
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Heap:
    """What lies at one hub, or everywhere: held first."""

    held: list[Message]
    to_print: list[Message]


def visible_letters(user: User) -> MessageQuerySet:
    """Letters about families this user may see; nothing for who prints none."""
    if not rules.may_print_letters(user):
        return Message.objects.none()
    return Message.objects.letters().filter(family_id__in=family_ids_visible_to(user))


def heap(*, by: User, hub: Hub | None = None) -> Heap:
    """The letters not printed yet, those last that have a day. With a hub: its own, and those of
    no hub."""
    in_order = F("not_before_at").asc(nulls_first=True), "id"
    waiting = list(visible_letters(by).filter(state__in=TO_DO).order_by(*in_order))
    at = hubs_of(waiting)
    mine = [letter for letter in waiting if hub is None or at.get(letter.pk) in (None, hub)]
    _listed(mine, by)
    return Heap(
        held=[letter for letter in mine if letter.state == State.HELD],
        to_print=[letter for letter in mine if letter.state == State.WAITING],
    )


def hubs_of(messages: Iterable[Message]) -> dict[int, Hub]:
    """Where the meeting of each letter is booked, by message id; none for one without a room."""
    ways = {"conference": "pk", "pack": "record__packs"}
    found: dict[int, Hub] = {}
    for name, path in ways.items():
        numbers = {m.pk: int(m.about.split(":")[1]) for m in messages if m.about.startswith(name)}
        at = _hub_by(path, set(numbers.values()))
        found |= {pk: at[number] for pk, number in numbers.items() if number in at}
    return found


def _hub_by(path: str, numbers: set[int]) -> dict[int, Hub]:
    rows = Conference.objects.filter(**{f"{path}__in": numbers}, booking__isnull=False)
    pairs = list(rows.values_list(path, "booking__room__hub"))
    hubs = Hub.objects.in_bulk({hub for _, hub in pairs})
    return {number: hubs[hub] for number, hub in pairs}


def runs(*, by: User) -> list[PrintRun]:
    """Print jobs to post, and those posted in the last week, newest first; only whole ones that
    this user may see."""
    lately = PrintRun.objects.filter(posted_at=None) | PrintRun.objects.filter(
        posted_at__gte=timezone.now() - LATELY
    )
    people = lately.select_related("printed_by", "posted_by")
    rows = list(people.prefetch_related("letters__message__copies"))
    asked = {letter.message_id for run in rows for letter in run.letters.all()}
    mine = set(visible_letters(by).filter(pk__in=asked).values_list("pk", flat=True))
    return [run for run in rows if {letter.message_id for letter in run.letters.all()} <= mine]


def open_run(pk: int, *, by: User) -> PrintRun:
    """Raises `DoesNotExist`, or `Refused` (audited) when a letter in it is about a family that
    this user may not see."""
    run: PrintRun = PrintRun.objects.select_related("printed_by", "posted_by").get(pk=pk)
    _require(letters_of(run), "conferences.print_run", by)
    record(
        Action.OPENED,
        "conferences.print_run",
        by=by,
        subjects=[run],
        children=_children(letters_of(run)),
    )
    return run


def letters_of(run: PrintRun) -> list[Message]:
    return list(Message.objects.filter(copies__run=run).order_by("id"))


def copies_of(run: PrintRun) -> list[PrintedLetter]:
    return list(run.letters.select_related("message").order_by("message_id"))


@transaction.atomic
def print_letters(
    *, messages: Sequence[Message], place: str, by: User, reason: str = ""
) -> Printed:
    """Print these as one job. What must not go is held instead.

    Raises `NotAllowed`, `DomainError` for none, too many, or a reprint without a reason.
    """
    _require(messages, "conferences.print_letters", by)
    if not messages:
        raise DomainError("Choose at least one letter to print.", rule="needed")
    if len(messages) > MOST:
        raise DomainError(f"Print {MOST} letters at a time at most.", rule="too_many")
    done = letters.print_letters(messages=messages, place=place, by=by, reason=reason.strip()[:300])
    if done.run is not None:
        _audit(Action.PRINTED, "conferences.print_letters", letters_of(done.run), by, place=place)
    return done


def draw_waiting() -> int:
    """Draw every copy that has no bytes yet: what a doorbell or a worker has lost, too.

    One that must not go any more is held; one that cannot be drawn is tried again, and stops no
    other. Returns how many were drawn.
    """
    return sum(_draw(copy) for copy in letters.undrawn())


def _draw(copy: PrintedLetter) -> bool:
    try:
        return letters.draw(copy, keep=_keep)
    except DomainError as why:
        letters.hold_undrawn(copy, why.message)
        return False
    except Exception:
        logger.exception("Letter copy %s could not be drawn; it is tried again", copy.pk)
        return False


def _keep(row: PrintedLetter) -> str:
    """The cover sheet and the letter, ready to stand in a job."""
    pdf = enveloped(row.run, Envelope(row, drawn(letters.copy_of(row))))
    sha256 = store.digest(pdf)
    store.write(store.letter_place(row.message_id, sha256), pdf)
    return sha256


@dataclass(frozen=True)
class Progress:
    """How far the drawing of a job has come."""

    drawn: int
    of: int

    @property
    def is_done(self) -> bool:
        return self.drawn == self.of


def progress_of(run: PrintRun) -> Progress:
    """Of the letters that are to go: one held before it was drawn is waited for by nobody."""
    drawn_already = run.letters.exclude(sha256="").count()
    waiting = run.letters.filter(sha256="", message__state=State.PRINTED).count()
    return Progress(drawn_already, drawn_already + waiting)


@transaction.atomic
def run_pdf(run: PrintRun, *, by: User) -> bytes:
    """The whole job. A letter that must not go any more is left out of it.

    Raises `NotAllowed`, `WrongState` when none may go.
    """
    _require(letters_of(run), "conferences.print_run_pdf", by)
    _check_drawn(run)
    good = [copy for copy in copies_of(run) if copy.sha256 and _may_go(copy.message)]
    if not good:
        raise WrongState(
            "Every letter of this job is held back. Do not print it.", rule="held_back"
        )
    for copy in good:
        if pack := _number(copy.message, "pack"):
            fetched_to_post(pack, by=by)
    _audit(Action.PRINTED, "conferences.print_run_pdf", [copy.message for copy in good], by)
    return on_fresh_sheets(_bytes(copy) for copy in good)


def _may_go(letter: Message) -> bool:
    return letter.state != State.WITHDRAWN and not hold_reason(letter)


def _check_drawn(run: PrintRun) -> None:
    progress = progress_of(run)
    if not progress.is_done:
        raise WrongState(
            f"{progress.drawn} of {progress.of} letters are drawn. Wait a moment.", rule="not_yet"
        )


def _bytes(copy: PrintedLetter) -> bytes:
    return store.read(store.letter_place(copy.message_id, copy.sha256), sha256=copy.sha256)


@transaction.atomic
def mark_posted(*, run: PrintRun, by: User) -> list[Message]:
    """The letters of this job have gone. Gives those to take out of the post instead."""
    _require(letters_of(run), "conferences.post_letters", by)
    _check_drawn(run)
    held = letters.mark_posted(run=run, by=by)
    gone = [letter for letter in letters_of(run) if letter.state == State.SENT]
    for letter in gone:
        _note_where_it_belongs(letter, by)
    _audit(Action.SENT, "conferences.post_letters", gone, by)
    return held


def _note_where_it_belongs(letter: Message, by: User) -> None:
    if pack := _number(letter, "pack"):
        copy_posted(pack, by=by)
    if exclusion := _number(letter, "exclusion"):
        found = Exclusion.objects.get(pk=exclusion)
        send_letter(exclusion=found, sent_on=today_in_london(), by=by)


def _number(letter: Message, name: str) -> int:
    """The number in the letter's reference, if it is of this kind; else 0."""
    found, _, number = letter.attachments[0]["reference"].partition(":")
    return int(number) if found == name else 0


def _require(messages: Sequence[Message], verb: str, by: User) -> None:
    ids = {message.pk for message in messages}
    if rules.may_print_letters(by) and visible_letters(by).filter(pk__in=ids).count() == len(ids):
        return
    refuse(verb, by=by, subjects=messages, children=_children(messages), reason=CANNOT_OPEN)
    raise Refused(CANNOT_OPEN)


def _listed(messages: Sequence[Message], by: User) -> None:
    children = _children(messages)
    record(Action.LISTED, "conferences.letters", by=by, subjects=messages, children=children)


def _audit(
    action: Action, verb: str, messages: Sequence[Message], by: User, **detail: object
) -> None:
    children = _children(messages)
    record(action, verb, by=by, subjects=messages, children=children, detail=detail)


def _children(messages: Iterable[Message]) -> list[int]:
    families = {message.family_id for message in messages if message.family_id}
    return list(Child.objects.filter(family__in=families).order_by().values_list("pk", flat=True))
