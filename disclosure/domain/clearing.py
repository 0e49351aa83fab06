"""A second person opens a pack, clears each finding and then the pack (quality.md, A1, A2).

Clearing is of the bytes that were opened: one pack, one recipient. Nobody clears their own words,
and nobody clears what they have not opened.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.errors import DomainError, WrongState
from accounts.models import User
from audit.enums import Action
from disclosure.domain.checking import run_checks
from disclosure.domain.rendering import bytes_of
from disclosure.domain.steps import allow, audited, lock, move
from disclosure.enums import AccessWay, ClearanceDecision, PackState
from disclosure.models import Clearance, Finding, Pack, PackAccess
from disclosure.places import elsewhere, held_elsewhere
from disclosure.rules import (
    CLEAR_ANYWHERE,
    may_clear,
    may_prepare,
    may_read_through,
    needs_second_person,
)
from govuk.navigation import Question
from people.enums import Role
from people.models.scope import family_ids_visible_to
from people.rules import has_role

NOT_A_SECOND_PERSON = (
    "A second person who did not write any of it must clear this: a duty officer, an assistant "
    "head, or business support at the hub of the meeting who are trained to. A head of service "
    "records who is trained, under Staff."
)
NOT_TO_PREPARE = "Only the chair, business support or a duty officer prepares packs."
OPEN_IT_FIRST = "Open the pack and read it first."


def submit(pack: Pack, *, by: User | None) -> Pack:
    """Check the bytes and, if a second person is needed, put the pack in the clearance queue.

    A pack that the chair may release alone stays as it is. Doing it twice is doing it once.
    """
    if by is not None:
        may = may_prepare(by, pack.record)
        allow(may, verb="disclosure.submit", pack=pack, by=by, message=NOT_TO_PREPARE)
    run_checks(pack.pk)
    with transaction.atomic():
        locked = lock(pack)
        if by is None and _was_sent_back(locked):
            return locked
        if locked.state == PackState.DRAFT and needs_second_person(locked):
            move(locked, PackState.AWAITING_CLEARANCE)
        elif not _left_uncleared(locked):
            return locked
        locked.awaiting_since = locked.awaiting_since or timezone.now()
        locked.save(update_fields=["state", "awaiting_since"])
        audited(Action.CHANGED, "disclosure.submit", locked, by=by)
    return locked


def prepare(pack_id: int) -> None:
    """Render and check one pack; once its record is closed, queue it if it needs that."""
    pack = Pack.objects.select_related("record").get(pk=pack_id)
    if pack.record.closed_at:
        submit(pack, by=None)
    else:
        run_checks(pack_id)


def _was_sent_back(pack: Pack) -> bool:
    """These very bytes: the same words do not go round again by themselves."""
    return pack.clearances.filter(sha256=pack.sha256, decision=ClearanceDecision.SENT_BACK).exists()


def _left_uncleared(pack: Pack) -> bool:
    """Released by the chair for the room, and now wanted by post or link."""
    alone = not pack.cleared_at and not pack.released_without_clearance_reason
    return pack.state == PackState.RELEASED and alone and needs_second_person(pack)


def queue_for(user: User) -> QuerySet[Pack]:
    """What waits for a second person, longest first, of the families this user may see; for
    business support, what is of the hub where they sit."""
    waiting = Q(state=PackState.AWAITING_CLEARANCE) | Q(  # as `Pack.is_queued`
        state=PackState.RELEASED,
        awaiting_since__isnull=False,
        cleared_at__isnull=True,
        released_without_clearance_reason="",
    )
    packs: QuerySet[Pack] = Pack.objects.visible_to(user).filter(waiting)
    if not has_role(user, *CLEAR_ANYWHERE):
        packs = packs.exclude(held_elsewhere(user))
    return packs.order_by("awaiting_since", "pk")


# `queue_for`, counted. Written out because it stands in the navigation of every page.
WAITING = """
    SELECT count(*) FROM disclosure_pack pack
    JOIN disclosure_record record ON record.id = pack.record_id
    WHERE (pack.state = %s OR (pack.state = %s AND pack.awaiting_since IS NOT NULL
                               AND pack.cleared_at IS NULL
                               AND pack.released_without_clearance_reason = ''))
      AND record.family_id IN """
TRAINED = "FROM disclosure_clearingtraining WHERE user_id = %s AND withdrawn_at IS NULL"


def how_many_wait(user: User) -> Question | None:
    """How many packs wait for this person; nothing for whoever clears none (`rules.clears`)."""
    anywhere = has_role(user, *CLEAR_ANYWHERE)
    if not anywhere and not has_role(user, Role.BUSINESS_SUPPORT):
        return None
    families = family_ids_visible_to(user)
    sql = f"{WAITING} ({families.sql})"
    values = (PackState.AWAITING_CLEARANCE.value, PackState.RELEASED.value, *families.params)
    if anywhere:
        return Question(sql, values)
    for others in elsewhere(user):
        sql += f" AND pack.record_id NOT IN ({others.sql})"
        values += tuple(others.params)
    return Question(f"SELECT ({sql}) {TRAINED}", (*values, user.pk))


@transaction.atomic
def open_for_clearing(pack: Pack, *, by: User) -> tuple[Clearance, bytes]:
    """Open the bytes to read them through: for a second person, or for the chair.

    Raises `WrongState` when they are not rendered and checked yet.
    """
    locked = lock(pack)
    verb = "disclosure.open_for_clearing"
    allow(may_read_through(by, locked), verb=verb, pack=locked, by=by, message=NOT_A_SECOND_PERSON)
    if not locked.is_checked:
        raise WrongState(f"{locked.number} is still being prepared. Try again in a moment.")
    pdf = bytes_of(locked)
    clearance, _ = Clearance.objects.get_or_create(
        pack=locked, by=by, sha256=locked.sha256, decided_at=None
    )
    PackAccess.objects.create(pack=locked, way=AccessWay.OPENED, sha256=locked.sha256, by=by)
    audited(Action.OPENED, verb, locked, by=by)
    return clearance, pdf


@transaction.atomic
def clear_finding(finding: Finding, *, by: User, reason: str) -> Finding:
    """Say that what the checks found may stand, and why. Some findings nobody can clear."""
    pack = lock(finding.pack)
    verb = "disclosure.clear_finding"
    allow(may_clear(by, pack), verb=verb, pack=pack, by=by, message=NOT_A_SECOND_PERSON)
    _opened(pack, by)
    if finding.sha256 != pack.sha256:
        raise WrongState("The pack has changed since this was found. Open it again.")
    if not finding.can_be_cleared:
        raise WrongState("This cannot be cleared. The words or the recipient must change.")
    if not reason.strip():
        raise DomainError("Say why this may stand.", field="reason")
    finding.cleared_by, finding.cleared_at = by, timezone.now()
    finding.reason = reason.strip()[:300]
    finding.save(update_fields=["cleared_by", "cleared_at", "reason"])
    audited(Action.DECIDED, verb, pack, by=by, finding=finding.pk, check=finding.check_name)
    return finding


@transaction.atomic
def clear(pack: Pack, *, by: User) -> Pack:
    """Clear this pack for this recipient. Raises `WrongState` while a finding stands uncleared."""
    locked = lock(pack)
    verb = "disclosure.clear"
    allow(may_clear(by, locked), verb=verb, pack=locked, by=by, message=NOT_A_SECOND_PERSON)
    clearance = _opened(locked, by)
    check_nothing_stands(locked)
    if not _left_uncleared(locked):
        move(locked, PackState.CLEARED)
    locked.cleared_at = timezone.now()
    locked.save(update_fields=["state", "cleared_at"])
    _decide(clearance, ClearanceDecision.CLEARED)
    audited(Action.DECIDED, verb, locked, by=by)
    return locked


@transaction.atomic
def send_back(pack: Pack, *, by: User, reason: str) -> Pack:
    """Not like this: back to whoever prepares it, with the reason."""
    locked = lock(pack)
    verb = "disclosure.send_back"
    allow(may_clear(by, locked), verb=verb, pack=locked, by=by, message=NOT_A_SECOND_PERSON)
    clearance = _opened(locked, by)
    if not reason.strip():
        raise DomainError("Say what must change.", field="reason")
    move(locked, PackState.DRAFT)
    locked.awaiting_since = None
    locked.save(update_fields=["state", "awaiting_since"])
    _decide(clearance, ClearanceDecision.SENT_BACK, reason)
    audited(Action.DECIDED, verb, locked, by=by, reason=reason)
    return locked


def check_nothing_stands(pack: Pack) -> None:
    """Raises `WrongState` while any finding in the present bytes is uncleared."""
    standing = Finding.objects.filter(pack=pack, sha256=pack.sha256, cleared_at=None).count()
    if standing:
        things = "1 thing" if standing == 1 else f"{standing} things"
        raise WrongState(f"The checks found {things} in {pack.number} that nobody has cleared.")


def has_opened(pack: Pack, user: User) -> bool:
    return Clearance.objects.filter(pack=pack, by=user, sha256=pack.sha256).exists()


def _opened(pack: Pack, by: User) -> Clearance:
    clearance = Clearance.objects.filter(
        pack=pack, by=by, sha256=pack.sha256, decided_at=None
    ).first()
    if clearance is None or not pack.is_checked:
        raise WrongState(OPEN_IT_FIRST)
    return clearance


def _decide(clearance: Clearance, decision: ClearanceDecision, reason: str = "") -> None:
    clearance.decision, clearance.decided_at = decision, timezone.now()
    clearance.reason = reason[:300]
    clearance.save(update_fields=["decision", "decided_at", "reason"])
