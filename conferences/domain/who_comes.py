"""Who of those a conference kept apart comes to the core group that it calls.

No close puts somebody who was excluded into one room with those they were kept from: the chair
says of each whether they come, and of two who both come that they may meet. Until then nobody of
them is seated, and no paper of theirs says when and where the core group meets.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from django.db.models import QuerySet

from conferences.domain.kept_apart import apart_at, apart_before
from conferences.enums import Capacity
from conferences.models import Conference, Exclusion, Participant
from disclosure.domain.network import network_of
from people.models import Person


@dataclass(frozen=True)
class KeptApart:
    """A relative of whom the chair says whether they come, and whom they were kept from. Nobody:
    they were excluded, and no other relative was asked."""

    participant: Participant
    others: tuple[Participant, ...]

    @property
    def name(self) -> str:
        return self.participant.person.name

    @property
    def why(self) -> str:
        names = " and ".join(other.person.name for other in self.others)
        return f"kept apart from {names}" if names else "excluded"


def to_ask(conference: Conference) -> list[KeptApart]:
    """Nobody who could not sit in the core group anyway."""
    asked = conference.participants.filter(
        capacity=Capacity.FAMILY, person__child=None, person__died_on=None
    )
    rows = list(asked.select_related("person").prefetch_related("attendances").order_by("pk"))
    kept_out = set(_excluded_from_all(conference))
    excluded = {row.pk for row in rows if row.is_excluded or row.person_id in kept_out}
    pairs = apart_at(conference)
    if not pairs and not excluded:
        return []
    network = network_of(conference.family_id)
    relatives = [row for row in rows if not network.is_barred(row.person_id, network.children)]
    others: dict[int, list[Participant]] = defaultdict(list)
    for one, other in combinations(relatives, 2):
        if frozenset({one.person_id, other.person_id}) in pairs:
            others[one.pk].append(other)
            others[other.pk].append(one)
    return [
        KeptApart(row, tuple(others[row.pk]))
        for row in relatives
        if others[row.pk] or row.pk in excluded
    ]


def keep_who_comes(conference: Conference, answers: Mapping[int, bool]) -> None:
    """`answers`: of each participant who was asked about. Who is not among them stays as they
    are. Part of keeping what the chair is asked at the end."""
    for each in to_ask(conference):
        participant = each.participant
        comes = answers.get(participant.pk, participant.comes_to_core_group)
        if comes != participant.comes_to_core_group:
            participant.comes_to_core_group = comes
            participant.save(update_fields=["comes_to_core_group"])


def kept_answers(conference: Conference) -> dict[int, bool]:
    return {
        each.participant.pk: each.participant.comes_to_core_group
        for each in to_ask(conference)
        if each.participant.comes_to_core_group is not None
    }


def both_come(asked: list[KeptApart], answers: Mapping[int, bool]) -> Iterator[tuple[str, str]]:
    """The names of each two who were kept apart and are both to come."""
    for each in asked:
        for other in each.others:
            pair = each.participant.pk, other.pk
            if pair[0] < pair[1] and all(answers.get(pk) for pk in pair):
                yield each.name, other.person.name


def who_does_not_come(conference: Conference) -> list[Person]:
    """Of whom the chair has said so."""
    asked = (each.participant for each in to_ask(conference))
    return [one.person for one in asked if one.comes_to_core_group is False]


def without_a_seat(conference: Conference) -> frozenset[int]:
    """Ids of the people of whom nobody has said that they come."""
    asked = (each.participant for each in to_ask(conference))
    return frozenset(one.person_id for one in asked if not one.comes_to_core_group)


def not_told_of_it(conference: Conference) -> frozenset[int]:
    """Ids of the people whose papers do not say when and where the core group meets: also of
    relatives who were kept apart before, or excluded now, and were not asked to this conference."""
    asked = set(conference.participants.values_list("person_id", flat=True))
    elsewhere = frozenset(_excluded_from_all(conference)).union(*apart_before(conference)) - asked
    return without_a_seat(conference) | elsewhere


def _excluded_from_all(conference: Conference) -> QuerySet[Exclusion, int]:
    """Ids of the people who were, when it began: let in at its end, they are asked about too."""
    rows = conference.exclusions.stood_when_it_began().filter(part=None)
    found: QuerySet[Exclusion, int] = rows.values_list("person_id", flat=True)
    return found
