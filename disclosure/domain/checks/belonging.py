"""Whose names and whereabouts may stand in one recipient's pack."""

from __future__ import annotations

from dataclasses import dataclass

from disclosure.chairing import chairs_of
from disclosure.domain.network import Network, ever_of, network_of
from disclosure.models import Pack, Passage, PassageClearance, Recipient, Record
from people.models import CaseRole, Person, Professional


@dataclass(frozen=True)
class Belonging:
    """`members`: the family. `workers`: professionals of this case. `protected`: members whose
    whereabouts, and names if they are not its children, must not reach this recipient."""

    recipient: int
    is_family: bool
    network: Network
    members: frozenset[int]
    workers: frozenset[int]
    protected: frozenset[int]

    @property
    def may_be_named(self) -> frozenset[int]:
        hidden = self.protected - self.network.children if self.is_family else frozenset()
        return (self.members | self.workers | {self.recipient}) - hidden

    def may_be_located(self, person_id: int, *, is_protected: bool, at_work: bool) -> bool:
        """May this person's address, telephone or email stand in the pack? `at_work`: it is that
        of their work. Of those who work with the family that alone is there to be known: their
        own is kept because they belong to another family."""
        if person_id == self.recipient:
            return True
        if person_id in self.workers:
            return at_work
        if is_protected or person_id in self.protected or self.is_family:
            return False
        return person_id in self.members


def belonging_of(pack: Pack) -> Belonging:
    recipient: Recipient = pack.recipient
    return belonging_to(
        recipient.person_id, family=pack.record.family_id, is_family=recipient.is_family
    )


def belonging_to(person: int, *, family: int, is_family: bool) -> Belonging:
    """For one reader of words about one family. A professional who turned out to be a relative
    counts as family, whatever they were chosen as."""
    network = network_of(family)
    members = network.members
    protected = Person.objects.filter(pk__in=members, is_protected=True)
    return Belonging(
        recipient=person,
        is_family=is_family or person in ever_of(network),
        network=network,
        members=members,
        workers=_workers(family) - members,
        protected=frozenset(protected.values_list("pk", flat=True)) - {person},
    )


def _workers(family: int) -> frozenset[int]:
    """Professionals with a role on the case, at a meeting or on the distribution sheet; and who
    chaired one, whom its papers name though they may have written nothing."""
    passages = Passage.objects.filter(record__family_id=family).order_by()
    given = PassageClearance.objects.filter(passage__record__family_id=family).order_by()
    sheet = Recipient.objects.on_the_sheet().filter(record__family_id=family).order_by()
    writers = Professional.objects.filter(user__in=passages.values("author")).order_by()
    connected = (
        CaseRole.objects.filter(family_id=family)
        .order_by()
        .values("professional")
        .union(
            sheet.values("person"),
            given.values("person"),
            passages.values("said_by"),
            writers.values("pk"),
        )
    )
    workers = Professional.objects.filter(pk__in=connected).order_by()
    chairs = chairs_of(Record.objects.filter(family=family))
    return frozenset(workers.values_list("pk", flat=True)) | chairs
