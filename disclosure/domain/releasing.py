"""Release a pack, recall it, void it.

Everything is checked again at the moment of release, on the very bytes that leave: a clearance
may have been revoked, or a person become protected, since a second person looked.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.errors import DomainError, WrongState
from accounts.models import User
from audit.enums import Action
from disclosure.domain.checking import run_checks
from disclosure.domain.clearing import (
    NOT_TO_PREPARE,
    OPEN_IT_FIRST,
    check_nothing_stands,
    has_opened,
)
from disclosure.domain.steps import allow, audited, lock, move
from disclosure.domain.wording_review import check_printable
from disclosure.enums import NEVER_CLEARABLE, PackState
from disclosure.models import Finding, Pack
from disclosure.rules import (
    is_chair,
    may_prepare,
    may_recall,
    may_release,
    may_release_without_clearance,
    needs_second_person,
    reasons_for_second_person,
)
from notifications.domain import withdraw

NOT_TO_RELEASE = "Only the chair or whoever clears packs may release one."
NOT_THE_CHAIR = "What nobody has cleared is released by the chair, who has read it through."
NOT_A_MANAGER = "Only a manager may release a pack that nobody has cleared."
NOT_TO_RECALL = (
    "Only the chair, business support, a duty officer, a manager or the data officer may recall "
    "a pack."
)


def release(pack: Pack, *, by: User) -> Pack:
    """Let a pack leave: cleared by a second person, or by the chair where that is enough.

    Raises `WrongState` when the checks find anything new, or nobody has opened it.
    """
    may = may_release(by, pack)
    allow(may, verb="disclosure.release", pack=pack, by=by, message=NOT_TO_RELEASE)
    run_checks(pack.pk)
    with transaction.atomic():
        locked = lock(pack)
        check_printable(locked.language)
        check_nothing_stands(locked)
        _check_was_read(locked, by)
        return _release(locked, by, "")


def _check_was_read(pack: Pack, by: User) -> None:
    if pack.state == PackState.CLEARED:
        return
    reasons = reasons_for_second_person(pack)
    if reasons:
        raise WrongState(f"A second person must clear {pack.number} first. {reasons[0]}")
    if not is_chair(by, pack):
        raise WrongState(f"{NOT_THE_CHAIR} {pack.number} waits for the chair of the meeting.")
    if not has_opened(pack, by):
        raise WrongState(OPEN_IT_FIRST)


def release_without_clearance(pack: Pack, *, by: User, reason: str) -> Pack:
    """A manager takes it upon themselves; the reason shows in the log.

    What nobody may clear (restricted words, somebody who must not be told, a shared address)
    still cannot leave.
    """
    verb = "disclosure.release_without_clearance"
    may = may_release_without_clearance(by, pack)
    allow(may, verb=verb, pack=pack, by=by, message=NOT_A_MANAGER)
    run_checks(pack.pk)
    with transaction.atomic():
        locked = lock(pack)
        check_printable(locked.language)
        if not reason.strip():
            raise DomainError("Say why it cannot wait for a second person.", field="reason")
        _check_nothing_forbidden(locked)
        return _release(locked, by, reason.strip())


def _check_nothing_forbidden(pack: Pack) -> None:
    forbidden = Finding.objects.filter(
        pack=pack, sha256=pack.sha256, check_name__in=NEVER_CLEARABLE
    ).first()
    if forbidden is not None:
        found = forbidden.get_check_name_display().lower()
        raise WrongState(f"{pack.number} cannot leave: {found}. Nobody may release it.")


def _release(pack: Pack, by: User, reason: str) -> Pack:
    move(pack, PackState.RELEASED)
    pack.released_at, pack.released_by = timezone.now(), by
    pack.released_without_clearance_reason = reason
    pack.save(
        update_fields=["state", "released_at", "released_by", "released_without_clearance_reason"]
    )
    audited(
        Action.DECIDED,
        "disclosure.release_without_clearance" if reason else "disclosure.release",
        pack,
        by=by,
        reason=reason,
        alone=not pack.cleared_at,
    )
    return pack


def may_chair_release(pack: Pack) -> bool:
    """Nothing stands against the chair releasing it after a one-page read-through."""
    return pack.state == PackState.DRAFT and pack.is_checked and not needs_second_person(pack)


@transaction.atomic
def recall(pack: Pack, *, by: User, reason: str) -> Pack:
    """Ask for it back: links stop working, messages not yet sent are withdrawn."""
    locked = lock(pack)
    may = may_recall(by, locked)
    allow(may, verb="disclosure.recall", pack=locked, by=by, message=NOT_TO_RECALL)
    if not reason.strip():
        raise DomainError("Say why it is recalled.", field="reason")
    return recall_now(locked, by=by, reason=reason.strip())


def recall_now(pack: Pack, *, by: User, reason: str) -> Pack:
    """The recall itself, for a step that has already checked who may."""
    move(pack, PackState.RECALLED)
    pack.recalled_at, pack.recall_reason = timezone.now(), reason
    pack.save(update_fields=["state", "recalled_at", "recall_reason"])
    pack.guest_passes.filter(revoked_at=None).update(revoked_at=timezone.now())
    withdraw(about=f"pack:{pack.pk}")
    audited(Action.DECIDED, "disclosure.recall", pack, by=by, reason=reason)
    return pack


@transaction.atomic
def void(pack: Pack, *, by: User) -> Pack:
    """A pack that is not wanted any more, before it has left."""
    locked = lock(pack)
    may = may_prepare(by, locked.record)
    allow(may, verb="disclosure.void", pack=locked, by=by, message=NOT_TO_PREPARE)
    return void_now(locked, by=by)


def void_now(pack: Pack, *, by: User) -> Pack:
    """The voiding itself, of a locked pack, for a step that has already checked who may."""
    move(pack, PackState.VOID)
    pack.save(update_fields=["state"])
    audited(Action.CHANGED, "disclosure.void", pack, by=by)
    return pack
