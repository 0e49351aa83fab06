"""What was decided is given out: to the family by hand or by post, to an agency by a link.

Each pack is drawn, searched, read through and released as in the service, which is most of what a
meeting costs here. So one set is made for each household, and one for a parent who was heard
apart; the post and the link, for which a second person clears, come after one meeting each.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse

from accounts.models import User
from conferences.domain.packs import distribute, packs_of, propose
from conferences.domain.papers import OWED, meet_what_has_gone
from conferences.models import Conference
from disclosure.domain.distribution import Choice, Proposal
from disclosure.domain.guests import collect, issue_guest_pass, send_code
from disclosure.domain.handing_over import hand_over
from disclosure.domain.releasing import void
from disclosure.enums import HandoverWay, Language, PackKind, PackState
from disclosure.models import Pack
from notifications.links import absolute
from people.domain.bereavement import why_not_to_write
from people.domain.contact import confirm_contact, is_confirmed
from people.enums import ContactWay, SafeContact
from people.models import Relationship
from rehearsal.packs import let_leave
from rehearsal.posting import code_in_mail, link_in_mail, post_letters

STANDARD = "standard"
RANG_THEM = "Rang them at the number their agency gives"


@dataclass(frozen=True)
class Hands:
    """Through which hands paper goes."""

    chair: User
    duty: User
    support: User


def give_out(
    conference: Conference,
    *,
    hands: Hands,
    ways: Container[HandoverWay] = (),
    apart: Container[int] = (),
) -> None:
    """The plan and the letter to the first of the family who was there, or else of the others;
    then they are owed no more. `ways`: how they leave besides by hand. `apart`: people who were
    heard in a part of their own, each of whom gets a set of their own."""
    wanted = [one for one in propose(conference) if one.wanted]
    own = [one for one in wanted if one.person.pk in apart]
    together = [one for one in wanted if one not in own]
    choices = [*_household(conference, together, ways), *_each(own), *_agency(together, ways)]
    distribute(conference=conference, choices=choices, by=hands.chair)
    _give_all(conference, hands)
    meet_what_has_gone()


def _household(
    conference: Conference, wanted: Sequence[Proposal], ways: Container[HandoverWay]
) -> Iterator[Choice]:
    relatives = Relationship.objects.filter(child__family=conference.family_id)
    family = set(relatives.values_list("person", flat=True))
    may_post = HandoverWay.POST in ways and not why_not_to_write(conference.family_id)
    there = [one for one in wanted if one.in_the_room]
    for one in sorted(there, key=lambda one: one.person.pk not in family)[:1]:
        by_post = one.person.pk in family and one.person.safe_contact == SafeContact.POST
        way = HandoverWay.POST if may_post and by_post else one.way
        yield Choice(one.person, STANDARD, one.language, way, in_the_room=True)


def _each(wanted: Sequence[Proposal]) -> Iterator[Choice]:
    """Into their hands when their own part was over."""
    for one in wanted:
        yield Choice(one.person, STANDARD, one.language, HandoverWay.IN_PERSON, one.in_the_room)


def _agency(wanted: Sequence[Proposal], ways: Container[HandoverWay]) -> Iterator[Choice]:
    """One that joined from elsewhere, so that nothing could be put into its hands."""
    if HandoverWay.SECURE_LINK not in ways:
        return
    away = [one for one in wanted if one.way == HandoverWay.SECURE_LINK and not one.in_the_room]
    for one in away[:1]:
        yield Choice(one.person, STANDARD, Language.ENGLISH, one.way, in_the_room=False)


def give_what_changed(conference: Conference, *, hands: Hands) -> None:
    """Once the record is signed: it is given out, and what says something new is given again."""
    _give_all(conference, hands)
    meet_what_has_gone()


def _give_all(conference: Conference, hands: Hands) -> None:
    drafts = [pack for pack in packs_of(conference) if pack.state == PackState.DRAFT]
    for pack in drafts:
        if _is_wanted(pack):
            _give(pack, hands)
        else:
            void(pack, by=hands.chair)
    post_letters(*(f"pack:{pack.pk}" for pack in drafts), kind="pack", by=hands.support)


def _is_wanted(pack: Pack) -> bool:
    """An agency that is sent a link wants the plan alone."""
    by_link = pack.recipient.way == HandoverWay.SECURE_LINK
    return pack.kind == PackKind.OUTLINE_PLAN or (pack.kind in OWED.values() and not by_link)


def _give(pack: Pack, hands: Hands) -> None:
    released = let_leave(pack, chair=hands.chair, duty=hands.duty)
    if released is None:
        return
    way = HandoverWay(released.recipient.way)
    if way == HandoverWay.SECURE_LINK:
        _open_by_link(released, hands)
    elif way == HandoverWay.POST:
        hand_over(released, way=way, by=hands.support, address_confirmed=True)
    else:
        hand_over(released, way=way, by=hands.chair, signed_name=released.recipient.person.name)


def _open_by_link(pack: Pack, hands: Hands) -> None:
    """The guest opens the link, asks for a code and types it."""
    person = pack.recipient.person
    at_work = not pack.recipient.is_family
    if not is_confirmed(person, ContactWay.EMAIL, at_work=at_work):
        confirm_contact(
            person=person, way=ContactWay.EMAIL, at_work=at_work, how=RANG_THEM, by=hands.support
        )
    link = absolute(reverse("guest:open", args=["TOKEN"])).replace("TOKEN", "{token}")
    guest = issue_guest_pass(pack, link=link, by=hands.support)
    token = link_in_mail(f"guest:{guest.pk}:link")
    guest = send_code(token)
    collect(token, code=code_in_mail(f"guest:{guest.pk}:code:{guest.codes_sent}"))
