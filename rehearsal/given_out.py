"""What was decided is given to the family as the meeting ends, on paper and signed for.

Each pack is drawn, searched, read through and released as in the service, which is most of what a
meeting costs here. So one set is made for each household, in the hand of whoever of it was there.
"""

from __future__ import annotations

from accounts.models import User
from conferences.domain.packs import distribute, packs_of, propose
from conferences.domain.papers import OWED, meet_what_has_gone
from conferences.models import Conference
from disclosure.domain.distribution import Choice
from disclosure.domain.handing_over import hand_over
from disclosure.domain.releasing import void
from disclosure.enums import HandoverWay, PackState
from disclosure.models import Pack
from people.models import Relationship
from rehearsal.packs import let_leave


def give_out(conference: Conference, *, chair: User, duty: User) -> None:
    """The plan and the letter, to the first of the family who was there, or else of the others;
    then they are owed no more."""
    relatives = Relationship.objects.filter(child__family=conference.family_id)
    family = set(relatives.values_list("person", flat=True))
    there = [one for one in propose(conference) if one.wanted and one.in_the_room]
    there.sort(key=lambda one: one.person.pk not in family)
    choices = [
        Choice(one.person, "standard", one.language, one.way, in_the_room=True) for one in there[:1]
    ]
    for pack in distribute(conference=conference, choices=choices, by=chair):
        _give(pack, chair, duty)
    meet_what_has_gone()


def give_what_changed(conference: Conference, *, chair: User, duty: User) -> None:
    """Once the record is signed: a plan that says something new is given again. Of the record
    itself the household wants no copy."""
    for pack in packs_of(conference):
        if pack.state == PackState.DRAFT and pack.kind in OWED.values():
            _give(pack, chair, duty)
        elif pack.state == PackState.DRAFT:
            void(pack, by=chair)


def _give(pack: Pack, chair: User, duty: User) -> None:
    if released := let_leave(pack, chair=chair, duty=duty):
        name = pack.recipient.person.name
        hand_over(released, way=HandoverWay.IN_PERSON, by=chair, signed_name=name)
