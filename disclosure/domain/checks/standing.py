"""What the records say now about what a pack holds: checked again at every release.

Clearances, restrictions and relationships may have changed since the pack was built.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from disclosure.domain.checks.belonging import Belonging
from disclosure.domain.checks.pages import Hit, Page
from disclosure.domain.network import Network
from disclosure.domain.reaching import work_address_of
from disclosure.domain.same_place import may_be_one_place
from disclosure.enums import Check, HandoverWay, PackKind, Restriction
from disclosure.models import Pack, Passage
from people.models import Relationship, Residence

# So many words in a row are a copy, not a coincidence.
COPIED_WORDS = 8
# Never the address itself: those who read the finding may be kept from where this person lives.
MAY_BE_SHARED = "Their address may be that of somebody who poses a risk"


def find_not_allowed(pack: Pack, belonging: Belonging) -> list[Hit]:
    """Passages in the pack that its recipient may not, or may no longer, have."""
    wanted = pack.passage_uuids
    passages = Passage.objects.filter(uuid__in=wanted).select_related("record", "upload")
    held = {passage.uuid: passage for passage in passages.prefetch_related("about")}
    cleared = Passage.objects.live().cleared_for(belonging.recipient).filter(uuid__in=wanted)
    allowed = set(cleared.values_list("uuid", flat=True))
    versions = {
        UUID(item["passage"]): item["version"]
        for section in pack.content["sections"]
        for item in section["items"]
    }
    return [hit for uuid in wanted for hit in _why(held.get(uuid), allowed, versions, belonging)]


def _why(
    passage: Passage | None, allowed: set[UUID], versions: dict[UUID, Any], belonging: Belonging
) -> Iterator[Hit]:
    if passage is None:
        return
    about = [person.pk for person in passage.about.all()]
    text = passage.text[:80]
    if passage.uuid not in allowed or versions[passage.uuid] != passage.version:
        yield Hit(Check.NOT_CLEARED, text, 0)
    if belonging.is_family and passage.is_restricted:
        yield Hit(Check.RESTRICTED_SOURCE, text, 0)
    if belonging.network.is_barred(belonging.recipient, about):
        yield Hit(Check.MUST_NOT_BE_TOLD, text, 0)


def find_forbidden_recipient(pack: Pack, belonging: Belonging) -> list[Hit]:
    """Somebody who must be told nothing gets no pack at all."""
    forbidden = is_forbidden(pack, belonging.network)
    return [Hit(Check.MUST_NOT_BE_TOLD, pack.recipient.person.name, 0)] if forbidden else []


def is_forbidden(pack: Pack, network: Network) -> bool:
    """Must its recipient be told nothing about any child of the family? Nobody says which of them
    a document is about: to be told nothing about one is enough."""
    person = pack.recipient.person_id
    if pack.kind == PackKind.DOCUMENT:
        return network.is_barred(person, network.children)
    return network.is_barred_from_all(person)


def find_wrong_attachment(pack: Pack) -> list[Hit]:
    """A document must be of the same family and cleared for this recipient (A6)."""
    upload = pack.upload
    if pack.kind != PackKind.DOCUMENT or upload is None:
        return []
    if upload.family_id != pack.record.family_id:
        return [Hit(Check.WRONG_FAMILY, upload.name, 0)]
    standing = upload.clearances.filter(person=pack.recipient.person_id, revoked_at=None)
    if upload.sealed_at or not standing.exists():
        return [Hit(Check.NOT_CLEARED, upload.name, 0)]
    if upload.restriction == Restriction.RESTRICTED and pack.recipient.is_family:
        return [Hit(Check.RESTRICTED_SOURCE, upload.name, 0)]
    return []


def find_shared_address(pack: Pack, belonging: Belonging) -> list[Hit]:
    """Post to an address where somebody lives who poses a risk or must not be told (A4); a
    childminder works where they live, and perhaps not alone."""
    if pack.recipient.way != HandoverWay.POST:
        return []
    is_family = pack.recipient.is_family
    address = _home_of(belonging.recipient) if is_family else work_address_of(pack)
    if not address:
        what = "No address is known" if is_family else "No work address is known"
        return [Hit(Check.SHARED_ADDRESS, what, 0)]
    for other in _dangerous_homes(belonging):
        if may_be_one_place(str(other.address), address):
            return [Hit(Check.SHARED_ADDRESS, MAY_BE_SHARED, 0, "", other.person_id)]
    return []


def _home_of(person_id: int) -> str:
    home = Residence.objects.filter(person=person_id, to_on=None).select_related("address").first()
    return str(home.address) if home else ""


def _dangerous_homes(belonging: Belonging) -> QuerySet[Residence]:
    dangerous = _dangerous_people(belonging)
    homes = Residence.objects.filter(person__in=dangerous, to_on=None)
    return homes.select_related("address")


def _dangerous_people(belonging: Belonging) -> set[int]:
    rows = Relationship.objects.filter(child__in=belonging.network.children)
    return {
        row.person_id
        for row in rows
        if (row.poses_risk or row.must_not_be_told) and row.person_id != belonging.recipient
    }


def find_copied(pages: Sequence[Page], pack: Pack, belonging: Belonging) -> list[Hit]:
    """Words of a restricted or sealed passage of this family, pasted into something else (A1)."""
    if not belonging.is_family:
        return []
    of_family = Passage.objects.filter(record__family_id=pack.record.family_id)
    restricted = of_family.filter(restriction=Restriction.RESTRICTED) | of_family.filter(
        sealed_at__isnull=False
    )
    runs = {run for passage in restricted for run in _runs(_plain_words(passage.text))}
    return [hit for page in pages for hit in _copies(page, runs)] if runs else []


def _copies(page: Page, runs: set[tuple[str, ...]]) -> Iterator[Hit]:
    """One hit for each stretch of copied words."""
    words = [word for word in page.words if not word.is_joined]
    last_end = -1
    for place, run in enumerate(_runs([word.folded for word in words])):
        start, end = words[place].start, words[place + COPIED_WORDS - 1].end
        if run in runs and start > last_end:
            yield page.hit(Check.COPIED, start, end)
        if run in runs:
            last_end = end


def _plain_words(text: str) -> list[str]:
    return [word.folded for word in Page(0, text).words if not word.is_joined]


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for place in range(len(words) - COPIED_WORDS + 1):
        yield tuple(words[place : place + COPIED_WORDS])
