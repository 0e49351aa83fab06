"""Record who took a pack, how, and who signed for it (quality.md, A6, A7)."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.errors import DomainError, WrongState
from accounts.models import User
from audit.enums import Action
from disclosure.domain.checks.belonging import belonging_of
from disclosure.domain.checks.standing import find_shared_address, is_forbidden
from disclosure.domain.network import network_of
from disclosure.domain.reaching import reason_not_to_reach, work_address_of
from disclosure.domain.steps import allow, audited, lock, move
from disclosure.enums import LEFT, CopyState, HandoverWay, PackState
from disclosure.models import GuestPass, Handover, Pack, PrintedCopy
from disclosure.rules import may_give, may_print
from notifications.domain import queue
from notifications.enums import Channel, RecipientKind
from people.domain.contact import NOT_AT_WORK, is_kept_by_others
from people.enums import SafeContact
from people.models import Residence

NOT_TO_GIVE = (
    "Only the chair, business support, a duty officer or an assistant head may hand over or send "
    "this pack."
)
NOT_TO_PRINT = "Only the chair, business support or a duty officer may print or download packs."
KEPT_HOME = (
    "Where {name} lives is kept by the people who work with them. Hand it over in person, or ask "
    "them: it can be posted on a day on which they have confirmed the address."
)
IN_THE_ROOM = frozenset({HandoverWay.IN_PERSON, HandoverWay.SHOWN_ON_SCREEN})


@transaction.atomic
def hand_over(
    pack: Pack,
    *,
    way: HandoverWay,
    by: User,
    signed_name: str = "",
    address_confirmed: bool = False,
    note: str = "",
    post_on: dt.date | None = None,
) -> Handover:
    """Hand a released pack to its recipient; by post from `post_on`, today unless said.

    In person somebody signs. By post the address is confirmed again now, by those who keep it where
    it is kept from `by`, and a shared one is refused. Anything but in the room needs a second
    person's clearance, whoever released it.
    """
    locked = lock(pack)
    allow(
        may_give(by, locked),
        verb="disclosure.hand_over",
        pack=locked,
        by=by,
        message=NOT_TO_GIVE,
    )
    check_may_reach(locked, way)
    to_address = _postal_address(locked, address_confirmed, by) if way == HandoverWay.POST else ""
    if way == HandoverWay.IN_PERSON and not signed_name.strip():
        raise DomainError("Ask them to sign, and type the name as signed.", field="signed_name")
    handover = record_handover(
        locked, way=way, by=by, signed_name=signed_name.strip(), to_address=to_address, note=note
    )
    if way == HandoverWay.POST:
        _queue_letter(locked, to_address, post_on)
    return handover


def record_handover(
    pack: Pack,
    *,
    way: HandoverWay,
    by: User,
    signed_name: str = "",
    to_address: str = "",
    note: str = "",
    guest: GuestPass | None = None,
) -> Handover:
    """The row and the new state, for a step that has already checked everything.

    `guest` collected it by link; `by` is then whoever issued the pass, and the audit event says
    that a guest acted.
    """
    move(pack, PackState.HANDED_OVER)
    pack.save(update_fields=["state"])
    handover = Handover.objects.create(
        pack=pack,
        way=way,
        by=by,
        signed_name=signed_name[:200],
        to_address=to_address,
        note=note[:300],
        sha256=pack.sha256,
    )
    copies = pack.copies.filter(state=CopyState.PRINTED)
    if way == HandoverWay.IN_PERSON:
        copies.update(state=CopyState.COLLECTED, settled_at=timezone.now(), settled_by=by)
    by_whom = None if guest else by
    audited(
        Action.HANDED_OVER,
        "disclosure.hand_over",
        pack,
        by=by_whom,
        way=way,
        guest=guest.pk if guest else None,
    )
    return handover


def check_may_reach(pack: Pack, way: HandoverWay) -> None:
    """Raises `WrongState` when this pack may not leave this way."""
    if pack.state not in LEFT:
        raise WrongState(f"{pack.number} has not been released.")
    alone = not pack.cleared_at and not pack.released_without_clearance_reason
    if alone and way not in IN_THE_ROOM:
        raise WrongState(
            f"{pack.number} was released for the room only. A second person must clear it before "
            "it is posted or sent."
        )
    person = pack.recipient.person
    if is_forbidden(pack, network_of(pack.record.family_id)):
        raise WrongState(f"{pack.recipient.called} must not be told about these children.")
    if person.died_on:
        called = pack.recipient.called
        if pack.recipient.is_family:
            raise WrongState(f"{called} has died. Do not send this.")
        raise WrongState(NOT_AT_WORK.format(name=called))


def _postal_address(pack: Pack, confirmed: bool, by: User) -> str:
    """The recipient's own address today, a professional's at work. Raises when it is not
    confirmed, or is shared (A4)."""
    if not pack.recipient.is_family:
        return _work_address(pack, confirmed)
    residence, today = _home(pack), timezone.localdate()
    kept = _is_kept(pack, by)
    if kept and (residence is None or residence.confirmed_on != today):
        raise WrongState(KEPT_HOME.format(name=pack.recipient.called))
    if residence is None:
        raise WrongState(f"No address is known for {pack.recipient.called}.")
    _check_may_post(pack, confirmed)
    if not kept:  # theirs to say, who work with them
        Residence.objects.filter(pk=residence.pk).update(confirmed_on=today)
    return str(residence.address)


def address_to_check(pack: Pack, *, by: User) -> str:
    """What whoever is to hand it over reads beside "I have checked this address": the very one it
    would be posted to, or that others keep it."""
    if _is_kept(pack, by):
        return KEPT_HOME.format(name=pack.recipient.called)
    return ", ".join(_address_today(pack).splitlines()) or "No address is known."


def _is_kept(pack: Pack, by: User) -> bool:
    return pack.recipient.is_family and is_kept_by_others(by, pack.recipient.person)


def _home(pack: Pack) -> Residence | None:
    homes = Residence.objects.filter(person=pack.recipient.person_id, to_on=None)
    return homes.select_related("address").first()


def _work_address(pack: Pack, confirmed: bool) -> str:
    address = work_address_of(pack)
    if not address:
        raise WrongState(f"No work address is known for {pack.recipient.called}.")
    _check_may_post(pack, confirmed)
    return address


def _check_may_post(pack: Pack, confirmed: bool) -> None:
    if reason := _reason_not_to_post(pack):
        raise WrongState(reason)
    if not confirmed:
        raise DomainError(
            "Check the address with the person or the social worker, and confirm it.",
            field="address_confirmed",
        )


def _queue_letter(pack: Pack, to_address: str, post_on: dt.date | None) -> None:
    starts = timezone.make_aware(dt.datetime.combine(post_on, dt.time.min)) if post_on else None
    queue(
        key=f"pack:{pack.pk}:post:{pack.handovers.count()}",
        channel=Channel.LETTER,
        kind="pack",
        to_kind=RecipientKind(pack.recipient.capacity),
        to_name=pack.recipient.person.name,
        to_address=to_address,
        subject=pack.number,
        attachments=[{"name": f"{pack.number}.pdf", "reference": f"pack:{pack.pk}"}],
        check_name="disclosure.pack_may_leave",
        check_arguments={"pack": pack.pk, "to_address": to_address, "way": HandoverWay.POST.value},
        about=f"pack:{pack.pk}",
        not_before_at=starts,
    )


def reason_to_hold_pack(arguments: dict[str, object]) -> str:
    """The outbox asks just before a pack leaves: still its address, still alive, not recalled."""
    pack = Pack.objects.select_related("recipient__person", "record").filter(
        pk=arguments.get("pack")
    )
    found: Pack | None = pack.first()
    if found is None:
        return "There is no such pack"
    way = HandoverWay(str(arguments.get("way", HandoverWay.POST)))
    try:
        check_may_reach(found, way)
    except WrongState as error:
        return error.message
    if way == HandoverWay.POST:
        moved = _address_changed(found, str(arguments.get("to_address", "")))
        return moved or _reason_not_to_post(found)
    channel = Channel(str(arguments.get("channel", Channel.EMAIL)))
    return reason_not_to_reach(found, channel, str(arguments.get("to_address", "")))


def _reason_not_to_post(pack: Pack) -> str:
    """Why nothing may be posted to this person now; empty: it may."""
    person = pack.recipient.person
    if pack.recipient.is_family and person.safe_contact != SafeContact.POST:
        safe = SafeContact(person.safe_contact).label.lower()
        return f"Post is not a safe way to reach {pack.recipient.called} ({safe})."
    pack.recipient.way = HandoverWay.POST
    if find_shared_address(pack, belonging_of(pack)):
        return (
            f"Somebody who poses a risk lives at {pack.recipient.called}'s address, or at one that "
            "cannot be told apart from it. Do not post it: hand it over in person."
        )
    return ""


def _address_changed(pack: Pack, to_address: str) -> str:
    if not to_address or _address_today(pack) != to_address:
        return "The address has changed since the pack was handed over for posting"
    return ""


def _address_today(pack: Pack) -> str:
    """Empty when none is known."""
    if not pack.recipient.is_family:
        return work_address_of(pack)
    home = _home(pack)
    return str(home.address) if home else ""


@transaction.atomic
def settle_copy(copy: PrintedCopy, *, state: CopyState, by: User) -> PrintedCopy:
    """Say what became of a printed copy: collected, left uncollected, destroyed, not printed."""
    pack = lock(copy.pack)
    may = may_print(by, pack)
    allow(may, verb="disclosure.settle_copy", pack=pack, by=by, message=NOT_TO_PRINT)
    copy.state, copy.settled_at, copy.settled_by = state, timezone.now(), by
    copy.save(update_fields=["state", "settled_at", "settled_by"])
    audited(
        Action.CHANGED,
        "disclosure.settle_copy",
        pack,
        by=by,
        copy=copy.copy_number,
        state=state.value,
    )
    return copy
