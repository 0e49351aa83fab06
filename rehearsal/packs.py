"""Packs in every state: handed over, called back, released, cleared, waiting, not wanted any more.

Each that leaves is checked as in the service; `rehearsal.drawing` draws it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from django.db.models import QuerySet

from accounts.models import User
from conferences.enums import ConferenceState
from conferences.models import Conference
from disclosure.domain.clearing import clear, clear_finding, open_for_clearing, submit
from disclosure.domain.handing_over import hand_over
from disclosure.domain.releasing import may_chair_release, recall, release, void
from disclosure.enums import CHANGEABLE, Capacity, HandoverWay, PackKind, PackState
from disclosure.models import Pack
from people.enums import Role
from rehearsal import words
from rehearsal.build_staff import Service

LEAVING = 3
ASKED = 2


def put_packs_through(service: Service) -> list[Pack]:
    """Those that left the chair's hands, whose readers may say how it was."""
    duty = service.user_with(Role.DUTY_PRINCIPAL_OFFICER)
    left = list(islice(_leaving(duty), LEAVING))
    for pack in left[: LEAVING - 1]:
        name = pack.recipient.person.name
        hand_over(pack, way=HandoverWay.IN_PERSON, by=_chair_of(pack), signed_name=name)
    for pack in left[1:2]:
        recall(pack, by=_chair_of(pack), reason=words.CALLED_BACK)
    _ask_a_second_person(duty)
    unwanted = _plans().filter(state=PackState.DRAFT).order_by("-pk").first()
    if unwanted is not None:
        void(unwanted, by=_chair_of(unwanted))
    return left


def _plans() -> QuerySet[Pack]:
    """Of the conferences that were closed and words said in; the newest families are theirs."""
    closed = Conference.objects.filter(state=ConferenceState.CLOSED, chair__user__isnull=False)
    packs = Pack.objects.filter(record__conference__in=closed, kind=PackKind.OUTLINE_PLAN)
    return packs.select_related("record__family", "recipient__person").order_by("pk")


def soon_to_be_drawn() -> list[Pack]:
    """Those that are put through, unless the checks stop one; others are drawn when they leave."""
    return [*_by_hand()[:LEAVING], *_for_the_absent()[:ASKED]]


def _by_hand() -> QuerySet[Pack]:
    """To those of the family who were there: on a later day nobody is in the room."""
    by_hand = _plans().filter(recipient__way=HandoverWay.IN_PERSON)
    return by_hand.filter(recipient__capacity=Capacity.FAMILY)


def _for_the_absent() -> QuerySet[Pack]:
    absent = _plans().exclude(recipient__way=HandoverWay.IN_PERSON)
    return absent.filter(
        record__family__is_restricted=False,
        state=PackState.DRAFT,
        recipient__capacity=Capacity.PROFESSIONAL,
    )


def _leaving(duty: User) -> Iterator[Pack]:
    """After a second person has looked."""
    for pack in _by_hand():
        released = let_leave(pack, chair=_chair_of(pack), duty=duty)
        if released is not None:
            yield released


def let_leave(pack: Pack, *, chair: User, duty: User) -> Pack | None:
    """Drawn, searched, read and released by the chair where that is enough, else by who cleared it.
    Nothing where it has left already, or where what was found must not stand."""
    if pack.state not in CHANGEABLE:
        return None
    waiting = submit(pack, by=chair)
    if may_chair_release(waiting):
        open_for_clearing(waiting, by=chair)
        return release(waiting, by=chair)
    return release(waiting, by=duty) if _cleared(waiting, duty) else None


def _cleared(waiting: Pack, duty: User) -> bool:
    """A second person opens it, looks at each thing that was found, and clears it."""
    found = list(waiting.findings.filter(sha256=waiting.sha256))
    if not all(finding.can_be_cleared for finding in found):
        return False
    open_for_clearing(waiting, by=duty)
    for finding in found:
        clear_finding(finding, by=duty, reason=words.MAY_STAND)
    clear(waiting, by=duty)
    return True


def _ask_a_second_person(duty: User) -> None:
    """What goes to people who were not there: one waits; one is cleared and not released yet."""
    for number, pack in enumerate(_for_the_absent()[:ASKED]):
        waiting = submit(pack, by=_chair_of(pack))
        if number:
            _cleared(waiting, duty)


def _chair_of(pack: Pack) -> User:
    chair = pack.record.conference.chair
    assert chair is not None
    assert chair.user is not None
    return chair.user
