"""Records that may be the same child, found before a second one is made.

Matching looks at every family, also those the asker may not open: those are only counted.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Q

from accounts.models import User
from people.identifiers import plain_nhs_number
from people.models import Child
from people.names import likeness, search_keys

SAME_NAME = 86  # likeness that is enough when the dates of birth do not disagree
SIMILAR_NAME = 70  # likeness that is enough on the very same date of birth
MOST = 500  # candidates compared; a very common name is narrowed by its date of birth first


@dataclass(frozen=True)
class Match:
    """A child like the one asked about, and why."""

    child: Child
    likeness: float
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Duplicates:
    visible: list[Match] = field(default_factory=list)
    hidden: int = 0

    def __bool__(self) -> bool:
        return bool(self.visible or self.hidden)


def possible_duplicates(
    *,
    name: str,
    date_of_birth: dt.date | None = None,
    expected_on: dt.date | None = None,
    nhs_number: str = "",
    by: User,
    other_than: int | None = None,
) -> Duplicates:
    """Children whose NHS number is the same, or whose name and date of birth are alike."""
    number = plain_nhs_number(nhs_number)
    matches = [
        match
        for child in _candidates(name, date_of_birth, expected_on, number)
        if child.pk != other_than
        and (match := _compare(child, name, date_of_birth, expected_on, number))
    ]
    matches.sort(key=lambda match: -match.likeness)
    mine = {match.child.pk for match in matches}
    seen = set(Child.objects.visible_to(by).filter(pk__in=mine).values_list("pk", flat=True))
    visible = [match for match in matches if match.child.pk in seen]
    return Duplicates(visible, len(matches) - len(visible))


def _candidates(
    name: str, born: dt.date | None, expected: dt.date | None, number: str
) -> list[Child]:
    alike = Q(person__search_keys__overlap=search_keys(name))
    when = Q(person__date_of_birth__isnull=True)
    if born:
        when |= Q(person__date_of_birth__range=_window(born))
        swapped = _day_and_month_swapped(born)
        when |= Q(person__date_of_birth=swapped) if swapped else Q()
    elif expected:
        # A baby who has been born meanwhile, perhaps early.
        early = (expected - dt.timedelta(days=120), expected + dt.timedelta(days=30))
        when |= Q(person__date_of_birth__range=early)
    else:
        when = Q()
    wanted = alike & when
    if number:
        wanted |= Q(nhs_number=number)
    if expected:
        close = (expected - dt.timedelta(days=21), expected + dt.timedelta(days=21))
        wanted |= Q(expected_on__range=close) & alike
    return list(Child.objects.standing().filter(wanted).select_related("person", "family")[:MOST])


def _window(born: dt.date) -> tuple[dt.date, dt.date]:
    """A year either side: the year is the part most often mistyped."""
    return born - dt.timedelta(days=367), born + dt.timedelta(days=367)


def _day_and_month_swapped(born: dt.date) -> dt.date | None:
    return born.replace(day=born.month, month=born.day) if born.day <= 12 else None


def _compare(
    child: Child, name: str, born: dt.date | None, expected: dt.date | None, number: str
) -> Match | None:
    alike = _name_likeness(child, name)
    reasons = []
    if number and child.nhs_number == number:
        return Match(child, 200, ("the same NHS number",))
    theirs = child.person.date_of_birth
    same_day = born is not None and born == theirs
    if alike < (SIMILAR_NAME if same_day else SAME_NAME):
        return None
    reasons.append("the same name" if alike >= 100 else "a similar name")
    if same_day:
        reasons.append("the same date of birth")
    elif born and theirs:
        if not _easily_mistaken(born, theirs):
            return None
        reasons.append("a similar date of birth")
    return Match(child, alike + (50 if same_day else 0), tuple(reasons))


def _name_likeness(child: Child, name: str) -> float:
    person = child.person
    names = [person.name]
    if person.known_as:
        names.append(f"{person.known_as} {person.family_name}")
    return max(likeness(name, known) for known in names)


def _easily_mistaken(one: dt.date, other: dt.date) -> bool:
    """One digit or one part wrong, or day and month swapped."""
    if other == _day_and_month_swapped(one):
        return True
    parts = zip((one.day, one.month, one.year), (other.day, other.month, other.year), strict=True)
    return sum(mine != theirs for mine, theirs in parts) == 1
