"""What a person types about somebody, checked and made plain before anything is written."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils import timezone

from people.enums import Ethnicity, SafeContact, Sex
from people.errors import BadDetail
from people.identifiers import (
    is_nhs_number,
    is_pupil_number,
    plain_nhs_number,
    plain_pupil_number,
)
from people.names import fold

OLDEST = 120  # years


@dataclass(frozen=True, kw_only=True)
class PersonDetails:
    """Anybody: a relative, a carer, a child's own person."""

    given_names: str
    family_name: str
    known_as: str = ""
    date_of_birth: dt.date | None = None
    telephone: str = ""
    email: str = ""
    safe_contact: str = SafeContact.POST
    safe_contact_note: str = ""
    first_language: str = "English"
    needs_interpreter: bool = False
    access_needs: str = ""
    is_protected: bool = False
    died_on: dt.date | None = None

    @property
    def name(self) -> str:
        return f"{self.given_names} {self.family_name}".strip()

    def checked(self) -> PersonDetails:
        """The same, tidied. Raises BadDetail with the field to mend."""
        tidy: dict[str, Any] = {
            name: " ".join(value.split()) if isinstance(value, str) else value
            for name, value in vars(self).items()
        }
        made = replace(self, **tidy)
        if not fold(made.name):
            raise BadDetail("Enter a name with at least one letter.", field="family_name")
        _check_life(made.date_of_birth, made.died_on)
        return made


@dataclass(frozen=True, kw_only=True)
class ChildDetails:
    """What is known only of a child. Unborn: `expected_on` and no date of birth."""

    local_id: str = ""
    nhs_number: str = ""
    mother_nhs_number: str = ""
    upn: str = ""
    upn_unknown: str = ""
    sex: str = Sex.UNKNOWN
    gender: str = ""
    expected_on: dt.date | None = None
    birth_order: int | None = None
    ethnicity: str = Ethnicity.NOBT
    disabilities: list[str] = field(default_factory=list)
    school: str = ""

    def checked(self, date_of_birth: dt.date | None) -> ChildDetails:
        """The same, tidied. Raises BadDetail with the field to mend."""
        upn = plain_pupil_number(self.upn)
        made = replace(
            self,
            nhs_number=plain_nhs_number(self.nhs_number),
            mother_nhs_number=plain_nhs_number(self.mother_nhs_number),
            upn=upn,
            upn_unknown="" if upn else self.upn_unknown,
            local_id=self.local_id.strip(),
            gender=" ".join(self.gender.split()),
            school=" ".join(self.school.split()),
        )
        _check_born_or_expected(date_of_birth, made)
        _check_numbers(made)
        if "NONE" in made.disabilities and len(made.disabilities) > 1:
            raise BadDetail("Choose ‘None’ or the disabilities, not both.", field="disabilities")
        return made


def _check_life(born: dt.date | None, died: dt.date | None) -> None:
    today = timezone.localdate()
    if born and born > today:
        raise BadDetail("Date of birth must be today or in the past.", field="date_of_birth")
    if born and born.year < today.year - OLDEST:
        raise BadDetail("Check the year of birth.", field="date_of_birth")
    if died and (died > today or (born and died < born)):
        raise BadDetail("Check the date of death.", field="died_on")


def _check_born_or_expected(born: dt.date | None, child: ChildDetails) -> None:
    """Exactly one of the two for a new child (census 8525Q), within reason (8530Q), sex unknown
    before birth (8750E). A born child may keep the date that was expected."""
    if born is None and child.expected_on is None:
        raise BadDetail(
            "Enter the date of birth, or the expected date for a baby not yet born.",
            field="date_of_birth",
        )
    if born is not None:
        return
    today = timezone.localdate()
    assert child.expected_on is not None
    if not today - dt.timedelta(days=30) <= child.expected_on <= today + dt.timedelta(days=280):
        raise BadDetail(
            "The expected date must be within 9 months from now, or up to 30 days ago.",
            field="expected_on",
        )
    if child.sex != Sex.UNKNOWN:
        raise BadDetail("Sex is recorded at birth; before that it is not known.", field="sex")


def _check_numbers(child: ChildDetails) -> None:
    for name in ("nhs_number", "mother_nhs_number"):
        number = getattr(child, name)
        if number and not re.fullmatch("[0-9]{10}", number):
            raise BadDetail("Check the NHS number: it must have 10 digits.", field=name)
        if number and not is_nhs_number(number):
            message = "Check the NHS number: its last digit does not fit the others."
            raise BadDetail(message, field=name)
    if child.upn and not is_pupil_number(child.upn):
        raise BadDetail(
            "Check the unique pupil number: its first letter does not fit the rest.", field="upn"
        )
    local = child.local_id
    if local and not (local.isascii() and local.isalnum() and len(local) <= 20):
        # Census rules 1570E and 1580E.
        raise BadDetail("The local id is up to 20 letters and numbers.", field="local_id")


def apply(details: PersonDetails | ChildDetails, row: Any) -> list[str]:
    """Copy the details onto the row. Returns the names of the fields that changed."""
    changed = [name for name, value in vars(details).items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, getattr(details, name))
    return changed
