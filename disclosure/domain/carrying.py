"""Carry words on into another record of the same family, where they go on changing.

The record they came from stays as it was: a conference's words are what was said there, however
the plan grows afterwards. A copy knows what it was carried from, so that sealing one seals all.
"""

from __future__ import annotations

import uuid as uuids
from collections.abc import Iterable

from django.db import transaction

from accounts.errors import WrongState
from accounts.models import User
from audit.domain import record as write_audit
from audit.enums import Action
from disclosure.domain.network import Network, network_of, professionals_among
from disclosure.domain.recipients import check_writable
from disclosure.models import (
    Operation,
    Passage,
    PassageClearance,
    PassageTranslation,
    Record,
)


@transaction.atomic
def carry_over(*, passages: Iterable[Passage], into: Record, by: User) -> dict[int, Passage]:
    """Copy passages that stand into `into`, each with those who may have it; by the old id.

    Whoever must not be told meanwhile, or has left the family's network, is not given the copy;
    nobody is added. Raises `NotAllowed`, and `WrongState` for another family's or a closed record.
    """
    check_writable(into, by=by, verb="disclosure.carry_over")
    into = Record.objects.select_for_update().get(pk=into.pk)
    if into.closed_at is not None:
        raise WrongState("The record is closed. Nothing can be carried into it.")
    wanted = [passage.pk for passage in passages]
    standing = Passage.objects.live().filter(pk__in=wanted).prefetch_related("about", "clearances")
    network = network_of(into.family_id)
    carried = {old.pk: _carry(old, into, network, by) for old in standing.order_by("position")}
    into.save(update_fields=["next_seq"])
    write_audit(
        Action.CREATED,
        "disclosure.carry_over",
        by=by,
        subjects=[into],
        children=network.children,
        detail={"passages": sorted(passage.pk for passage in carried.values())},
    )
    return carried


def _carry(old: Passage, into: Record, network: Network, by: User) -> Passage:
    if old.record.family_id != into.family_id:
        raise WrongState("Words of one family cannot be carried into the record of another.")
    about = [person.pk for person in old.about.all()]
    new = _copy(old, into)
    new.about.set(about)
    _give_to_the_same(old, new, about, network)
    _translate_the_same(old, new)
    Operation.objects.create(
        record=into,
        uuid=uuids.uuid4(),
        seq=new.seq,
        kind="passage.carry",
        passage=new,
        payload={"new": new.text, "heading": new.heading, "about": about, "from": str(old.uuid)},
        by=by,
    )
    return new


def _copy(old: Passage, into: Record) -> Passage:
    copy = Passage.objects.create(
        record=into,
        heading=old.heading,
        text=old.text,
        said_by_id=old.said_by_id,
        source_kind=old.source_kind,
        upload_id=old.upload_id,
        restriction=old.restriction,
        part_key=old.part_key,
        position=into.next_seq,
        seq=into.next_seq,
        carried_from=old,
        author_id=old.author_id,
        spoken_at=old.spoken_at,
    )
    into.next_seq += 1
    return copy


def _give_to_the_same(old: Passage, new: Passage, about: list[int], network: Network) -> None:
    held = [row for row in old.clearances.all() if row.revoked_at is None]
    professionals = professionals_among({row.person_id for row in held} - network.members)
    family = frozenset() if old.is_restricted else network.members
    PassageClearance.objects.bulk_create(
        PassageClearance(
            passage=new, person_id=row.person_id, basis=row.basis, granted_by_id=row.granted_by_id
        )
        for row in held
        if row.person_id in family | professionals and not network.is_barred(row.person_id, about)
    )


def _translate_the_same(old: Passage, new: Passage) -> None:
    PassageTranslation.objects.bulk_create(
        PassageTranslation(
            passage=new,
            version=new.version,
            language=row.language,
            text=row.text,
            translator=row.translator,
            entered_by_id=row.entered_by_id,
        )
        for row in old.translations.filter(version=old.version).order_by("pk")
    )
