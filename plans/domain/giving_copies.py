"""Who gets a copy of the full plan, in what form, language and way."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from accounts.errors import WrongState
from accounts.models import User
from disclosure.domain.distribution import Choice, Proposal, language_of, usual_way
from disclosure.domain.network import ever_of, network_of
from disclosure.domain.recipients import choose_recipient
from disclosure.domain.taking_off import take_off
from disclosure.enums import HandoverWay
from disclosure.models import Pack
from people.models import Family, Person
from plans.domain.around import Around, not_to_tick, people_around
from plans.domain.copies import keep_copies_in_step
from plans.domain.developing import begin_full_plans
from plans.models import CoreGroupMember


def propose_copies(family: Family) -> list[Proposal]:
    """Everybody around the plan; those of the core group are ticked, but for those whom a person
    must choose (`not_to_tick`)."""
    members = CoreGroupMember.objects.current().filter(family=family)
    members = members.exclude(person__in=not_to_tick(family))
    sitting = set(members.values_list("person_id", flat=True))
    relatives = ever_of(network_of(family.pk))
    return [
        _proposal(one, sitting, at_work=one.person.pk not in relatives)
        for one in people_around(family)
    ]


def _proposal(one: Around, sitting: set[int], *, at_work: bool) -> Proposal:
    way = usual_way(one.person, at_work=at_work)
    return Proposal(
        person=one.person,
        who=one.who,
        in_the_room=False,
        way=way or HandoverWay.IN_PERSON,
        language=language_of(one.person, at_work=at_work),
        wanted=one.person.pk in sitting and way is not None,
        note="" if way else "Must not be contacted",
    )


@transaction.atomic
def make_copies(
    *, family: Family, choices: Sequence[Choice], by: User, unticked: Sequence[Person] = ()
) -> list[Pack]:
    """Put those chosen on the sheet of each full plan of the family, take those unticked off it,
    and build their copies.

    Raises `NotAllowed` for who may not work on the plan or for somebody who must not be told,
    `WrongState` without an open plan.
    """
    records = begin_full_plans(family=family, by=by)
    if not records:
        raise WrongState(
            "No child of this family is on a child protection plan.", rule="not_on_a_plan"
        )
    packs = []
    for record in records:
        for choice in choices:
            choose_recipient(
                record=record,
                person=choice.person,
                by=by,
                layout=choice.layout,
                language=choice.language,
                way=choice.way,
                in_the_room=choice.in_the_room,
            )
        for person in unticked:
            take_off(record=record, person=person, by=by)
        packs += keep_copies_in_step(record, by=by)
    return packs
