"""A person as words: age, what stands out, and two records side by side."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta
from django.utils import timezone
from django.utils.dateformat import format as format_date

from people.domain.contact import reach_of
from people.domain.queries import child_record, home_of
from people.models import Child, Person, Relationship


def long_date(day: dt.date | None) -> str:
    return format_date(day, "j F Y") if day else ""


def age(person: Person, on: dt.date | None = None) -> str:
    """'7 years', '5 months', '3 weeks', or nothing before birth."""
    if person.date_of_birth is None:
        return ""
    lived = relativedelta(on or timezone.localdate(), person.date_of_birth)
    if lived.years >= 2:
        return f"{lived.years} years"
    months = lived.years * 12 + lived.months
    if months >= 2:
        return f"{months} months"
    weeks = (months * 30 + lived.days) // 7
    return f"{weeks} week{'' if weeks == 1 else 's'}"


def born_or_expected(child: Child) -> str:
    """'Born 3 May 2019 (7 years)', 'Expected 1 March 2027, baby 2'."""
    if child.is_unborn:
        which = f", baby {child.birth_order}" if child.birth_order else ""
        return f"Expected {long_date(child.expected_on)}{which}"
    if child.person.date_of_birth is None and child.person.died_on:
        return f"The pregnancy ended on {long_date(child.person.died_on)}"
    if child.person.date_of_birth is None:
        return "Date of birth not known"
    return f"Born {long_date(child.person.date_of_birth)} ({age(child.person)})"


def flags_of(relationship: Relationship) -> list[tuple[str, str]]:
    """What must not be overlooked about this person: (words, colour of the tag)."""
    found = []
    if relationship.must_not_be_told:
        found.append(("Must not be told", "red"))
    if relationship.poses_risk:
        found.append(("Poses a risk", "orange"))
    if relationship.person.is_protected:
        found.append(("Protected", "purple"))
    if relationship.parental_responsibility:
        found.append(("Parental responsibility", "blue"))
    if relationship.lives_with:
        found.append(("Lives with the child", "green"))
    if relationship.person.died_on:
        found.append(("Died", "grey"))
    return found


@dataclass(frozen=True)
class Compared:
    what: str
    kept: str
    duplicate: str

    @property
    def differs(self) -> bool:
        return self.kept != self.duplicate


def compared(kept: Person, duplicate: Person) -> list[Compared]:
    """Two records line by line, for somebody who decides whether they are one person."""
    one, other = _lines(kept), _lines(duplicate)
    return [Compared(what, one[what], other[what]) for what in one]


def _lines(person: Person) -> dict[str, str]:
    child = child_record(person)
    home = home_of(person)
    at_work = reach_of(person, at_work=True)
    related = person.relationships.select_related("child__person")
    return {
        "Name": person.name,
        "Known as": person.known_as,
        "Date of birth": long_date(person.date_of_birth),
        "Family": str(child.family) if child else "",
        "NHS number": child.nhs_number if child else "",
        "Unique pupil number": child.upn if child else "",
        "Local id": child.local_id if child else "",
        "Address": str(home.address) if home else "",
        "Telephone": person.telephone,
        "Work telephone": at_work.telephone,
        "Work email": at_work.email,
        "Related to": ", ".join(str(row.child) for row in related),
    }
