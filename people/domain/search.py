"""The everyday search: only what the reader may open, and every search audited."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from accounts.models import User
from audit.domain import record
from audit.enums import Action
from people.errors import BadDetail
from people.identifiers import plain_nhs_number, plain_pupil_number
from people.models import Child, Family, Relationship
from people.names import fold, likeness, search_keys

CLOSE_ENOUGH = 72
MOST_CANDIDATES = 2000
MOST_SHOWN = 50


@dataclass(frozen=True)
class Results:
    """What was found. It never says how much was hidden: that would answer the question."""

    children: list[Child]
    families: list[Family]

    def __len__(self) -> int:
        return len(self.children) + len(self.families)


def search(*, text: str, by: User) -> Results:
    """Children and families by name, local id, NHS number, pupil number (also a former one) or
    reference, best first."""
    text = " ".join(text.split())
    if not fold(text):
        raise BadDetail("Enter a name, local id, NHS number or family reference.", field="text")
    children = _children(text, by)
    families = _families(text, by)
    record(
        Action.SEARCHED,
        "people.search",
        by=by,
        subjects=children,
        children=[child.pk for child in children],
        detail={"text": text, "families": [family.pk for family in families]},
    )
    return Results(children, families)


def _children(text: str, by: User) -> list[Child]:
    number, pupil = plain_nhs_number(text), plain_pupil_number(text)
    wanted = (
        Q(person__search_keys__overlap=search_keys(text))
        | Q(local_id__iexact=text)
        | Q(nhs_number=number, nhs_number__gt="")
        | Q(upn=pupil, upn__gt="")
        | Q(former_upn=pupil, former_upn__gt="")
    )
    found = Child.objects.visible_to(by).filter(wanted).select_related("person", "family")
    scored = [(_score(text, child, number), child) for child in found[:MOST_CANDIDATES]]
    close = [pair for pair in scored if pair[0] >= CLOSE_ENOUGH]
    return [child for _, child in sorted(close, key=lambda pair: -pair[0])[:MOST_SHOWN]]


def _score(text: str, child: Child, number: str) -> float:
    numbers = {child.nhs_number, child.local_id.upper(), child.upn, child.former_upn} - {""}
    if numbers & {number, text.upper(), plain_pupil_number(text)}:
        return 200
    person = child.person
    known = f"{person.known_as} {person.family_name}"
    return max(likeness(text, person.name), likeness(text, known))


def _families(text: str, by: User) -> list[Family]:
    """By reference, by name, or by the name of a relative."""
    keys = search_keys(text)
    relatives = Relationship.objects.filter(person__search_keys__overlap=keys).order_by()
    named = Child.objects.filter(person__search_keys__overlap=keys).order_by()
    wanted = (
        Q(reference__iexact=text)
        | Q(name__icontains=text)
        | Q(pk__in=relatives.values("child__family"))
        | Q(pk__in=named.values("family"))
    )
    known = Family.objects.visible_to(by).filter(wanted).select_related("area", "team")
    found = list(known[:MOST_CANDIDATES])
    names = _relatives_names([family.pk for family in found], keys)
    scored = [
        (
            max(_family_score(text, family), *(likeness(text, n) for n in names[family.pk]), 0),
            family,
        )
        for family in found
    ]
    close = [pair for pair in scored if pair[0] >= CLOSE_ENOUGH]
    return [family for _, family in sorted(close, key=lambda pair: -pair[0])[:MOST_SHOWN]]


def _family_score(text: str, family: Family) -> float:
    if family.reference.lower() == text.lower() or text.lower() in str(family).lower():
        return 200
    return likeness(text, family.name)


def _relatives_names(families: list[int], keys: list[str]) -> dict[int, list[str]]:
    names: dict[int, list[str]] = {family: [] for family in families}
    related = Relationship.objects.filter(
        child__family__in=families, person__search_keys__overlap=keys
    ).select_related("person", "child")
    for relationship in related:
        names[relationship.child.family_id].append(relationship.person.name)
    return names
