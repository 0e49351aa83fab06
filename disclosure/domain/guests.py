"""A guest fetches one pack: a link, then a one-time code, to a confirmed email
address or telephone number.

Only hashes of link and code are kept. Too many wrong codes, or too many codes asked for, end the
pass. Everything is audited; no message says what the paper is about.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.errors import DomainError, NotAllowed, WrongState
from accounts.models import User
from audit.domain import refuse, refuse_again, refuse_guess
from audit.enums import Action
from disclosure.domain import one_time
from disclosure.domain.handing_over import (
    NOT_TO_GIVE,
    check_may_reach,
    record_handover,
)
from disclosure.domain.reaching import address_for, reason_not_to_reach
from disclosure.domain.rendering import bytes_of
from disclosure.domain.steps import allow, audited, lock
from disclosure.domain.wording_review import may_print_in
from disclosure.enums import AccessWay, HandoverWay, Language
from disclosure.models import GuestPass, Pack, PackAccess
from disclosure.rules import may_give
from disclosure.wording import say
from notifications.domain import queue
from notifications.enums import Channel, RecipientKind

NO_LONGER = "This link does not work any more. Ask your social worker for a new one."


class NotSafeNow(NotAllowed):
    """The code was right, and the pack may not go there any more. `reason` is for the audit."""

    def __init__(self, reason: str) -> None:
        super().__init__(NO_LONGER)
        self.reason = reason


@transaction.atomic
def issue_guest_pass(
    pack: Pack, *, link: str, by: User, channel: Channel = Channel.EMAIL
) -> GuestPass:
    """Send the recipient a link by email or text. `link` holds `{token}` where the secret goes.

    Raises `WrongState` unless the pack may leave that way and the person's address or number is
    confirmed and safe to use.
    """
    locked = lock(pack)
    verb = "disclosure.issue_guest_pass"
    allow(may_give(by, locked), verb=verb, pack=locked, by=by, message=NOT_TO_GIVE)
    check_may_reach(locked, HandoverWay.SECURE_LINK)
    address = address_for(locked, channel)
    if reason := reason_not_to_reach(locked, channel, address):
        raise WrongState(reason)
    token = one_time.new_token()
    now = timezone.now()
    locked.guest_passes.filter(revoked_at=None).update(revoked_at=now)
    guest = GuestPass.objects.create(
        pack=locked,
        token_hash=one_time.hash_of(token),
        channel=channel,
        to_address=address,
        issued_by=by,
        expires_at=now + one_time.LINK_LASTS,
    )
    words = _words(guest, "link", link=_fill(link, token))
    _send(guest, f"guest:{guest.pk}:link", words, lasts_until=guest.expires_at)
    audited(Action.SENT, verb, locked, by=by, guest=guest.pk)
    return guest


def _fill(link: str, token: str) -> str:
    return link.replace("{token}", token)


def _words(guest: GuestPass, what: str, **values: str) -> tuple[str, str]:
    """Subject and body in the language of the recipient's paper, once its wording is signed."""
    wanted = guest.pack.recipient.language
    language = wanted if may_print_in(wanted) else Language.ENGLISH
    said = [say(f"guest.{what}", language, **values), values.get("link", "")]
    said.append(say(f"guest.{what}.lasts", language))
    body = "\n\n".join(part for part in said if part)
    return say(f"guest.{what}.subject", language), f"{body}\n"


def find_pass(token: str) -> GuestPass:
    """The pass of a link that still works. Raises `NotAllowed`, saying no more than that."""
    guest = GuestPass.objects.select_related("pack__recipient__person").filter(
        token_hash=one_time.hash_of(token)
    )
    found: GuestPass | None = guest.first()
    if found is None:
        refuse_guess("disclosure.find_pass", reason="there is no such link")
        raise NotAllowed(NO_LONGER)
    if not one_time.works(found):
        _refuse_again("disclosure.find_pass", found, "link does not work")
        raise NotAllowed(NO_LONGER)
    return found


def send_code(token: str) -> GuestPass:
    """Send a new six-figure code. At most one a minute and five in all."""
    return _send_code(find_pass(token))


@transaction.atomic
def _send_code(found: GuestPass) -> GuestPass:
    guest = _locked(found)
    code = one_time.new_code(guest, ask="your social worker")
    key = f"guest:{guest.pk}:code:{guest.codes_sent}"
    words = _words(guest, "code", code=code)
    _send(guest, key, words, lasts_until=timezone.now() + one_time.CODE_LASTS)
    audited(Action.SENT, "disclosure.send_code", guest.pack, by=None, guest=guest.pk)
    return guest


def collect(token: str, *, code: str) -> tuple[Pack, bytes]:
    """The pack, for the right code once. A wrong one is counted, also when this is refused."""
    found = find_pass(token)
    try:
        collected = _try_code(found, code)
    except NotSafeNow as why:
        _refuse_again("disclosure.collect", found, why.reason)
        raise
    if collected is None:
        refuse("disclosure.collect", by=None, subjects=[found], reason="wrong code")
        raise DomainError(one_time.WRONG_CODE, field="code")
    return collected


def _try_code(found: GuestPass, code: str) -> tuple[Pack, bytes] | None:
    """None for a wrong code, which stays counted."""
    with transaction.atomic():
        # Locked before the code is looked at: tries sent all at once are counted one by one.
        guest = _locked(found)
        if not one_time.works(guest):
            raise NotAllowed(NO_LONGER)
        if one_time.code_is_right(guest, code):
            return _collect(guest)
        guest.wrong_codes += 1
        guest.save(update_fields=["wrong_codes"])
    return None


def _collect(guest: GuestPass) -> tuple[Pack, bytes]:
    pack = lock(guest.pack)
    _check_still_right(guest, pack)
    guest.code_hash, guest.collected_at = "", timezone.now()
    guest.save(update_fields=["code_hash", "collected_at"])
    PackAccess.objects.create(pack=pack, way=AccessWay.GUEST, sha256=pack.sha256, guest=guest)
    record_handover(
        pack,
        way=HandoverWay.SECURE_LINK,
        by=guest.issued_by,
        to_address=guest.to_address,
        guest=guest,
    )
    return pack, bytes_of(pack)


def _check_still_right(guest: GuestPass, pack: Pack) -> None:
    """Still theirs to have, at an address still safe. The guest is never told why it is not."""
    try:
        check_may_reach(pack, HandoverWay.SECURE_LINK)
    except WrongState as why:
        reason = why.message
    else:
        reason = reason_not_to_reach(pack, Channel(guest.channel), guest.to_address)
    if reason:
        raise NotSafeNow(reason)


def _refuse_again(verb: str, guest: GuestPass, reason: str) -> None:
    refuse_again(verb, link=f"guest pass {guest.pk}", subjects=[guest], reason=reason)


def _locked(guest: GuestPass) -> GuestPass:
    rows = GuestPass.objects.select_related("pack__recipient__person", "pack__record", "issued_by")
    return rows.select_for_update(of=("self",)).get(pk=guest.pk)


def _send(guest: GuestPass, key: str, words: tuple[str, str], *, lasts_until: datetime) -> None:
    subject, body = words
    recipient = guest.pack.recipient
    queue(
        key=key,
        channel=Channel(guest.channel),
        kind="guest_pass",
        to_kind=RecipientKind(recipient.capacity),
        to_name=recipient.person.name,
        to_address=guest.to_address,
        subject=subject,
        body=body,
        check_name="disclosure.pack_may_leave",
        check_arguments={
            "pack": guest.pack_id,
            "way": HandoverWay.SECURE_LINK.value,
            "channel": guest.channel,
            "to_address": guest.to_address,
        },
        about=f"pack:{guest.pack_id}",
        not_after_at=lasts_until,
    )
