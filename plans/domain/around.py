"""The people around a family's plan: who may own an action, and who may be given its words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from disclosure.domain.network import default_audience, network_of
from people.models import CaseRole, Child, Family, Person, Relationship
from plans.kept_apart import pairs_of
from plans.models import CoreGroupMember


@dataclass(frozen=True)
class Around:
    """Somebody around the plan, and what they are to it."""

    person: Person
    who: str

    @property
    def words(self) -> str:
        return f"{self.person.name}, {self.who}" if self.who else self.person.name


def people_around(family: Family, *, also: Iterable[Person] = ()) -> list[Around]:
    """The core group, the relatives, who holds a role on the case, and `also`, each once.

    Nobody who must be told nothing about a child of the family.
    """
    network = network_of(family.pk)
    found: dict[int, Around] = {}
    others = (Around(person, "") for person in also)
    around_them = (*_relatives(family), *_members(family), *_case_roles(family))
    for around in (*around_them, *_children(family), *others):
        if not network.is_barred(around.person.pk, network.children):
            found.setdefault(around.person.pk, around)
    return list(found.values())


def usual_audience(family: Family) -> frozenset[int]:
    """Who is given new words about all the children unless somebody says otherwise: those of the
    core group who would have heard them at the table, but for those `not_to_tick`."""
    members = CoreGroupMember.objects.current().filter(family=family)
    members = members.exclude(person__in=not_to_tick(family))
    present = members.values_list("person_id", flat=True)
    network = network_of(family.pk)
    return frozenset(
        default_audience(network=network, about=(), is_restricted=False, present=present)
    )


def not_to_tick(family: Family) -> list[Person]:
    """Whoever was kept apart from somebody else around the plan: words that are about one of them
    may put them in danger from the other, so that nobody is chosen until a person does it."""
    people = {person.pk: person for pair in apart_around(family) for person in pair}
    return list(people.values())


def apart_around(family: Family) -> list[tuple[Person, Person]]:
    """Each two of the people around the plan who were kept apart."""
    pairs = pairs_of(family.pk)
    if not pairs:
        return []
    around = [one.person for one in people_around(family) if one.person.died_on is None]
    people = {person.pk: person for person in around}
    both = sorted(sorted(pair) for pair in pairs if pair <= people.keys())
    return [(people[one], people[other]) for one, other in both]


def _relatives(family: Family) -> Iterable[Around]:
    rows = Relationship.objects.current().filter(child__family=family)
    for row in rows.select_related("person").order_by("kind", "person_id"):
        yield Around(row.person, row.get_kind_display().lower())


def _children(family: Family) -> Iterable[Around]:
    """A child may be given words of their own plan, too."""
    for child in Child.objects.standing().filter(family=family).select_related("person"):
        yield Around(child.person, "child")


def _members(family: Family) -> Iterable[Around]:
    rows = CoreGroupMember.objects.current().filter(family=family)
    for row in rows.select_related("person__professional", "agency"):
        yield Around(row.person, str(row.agency or ""))


def _case_roles(family: Family) -> Iterable[Around]:
    rows = CaseRole.objects.current().filter(family=family)
    for row in rows.select_related("professional__person"):
        yield Around(row.professional.person, row.get_kind_display().lower())
