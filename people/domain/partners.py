"""Professionals of partner agencies, who have no sign-in: added where one is needed, kept right.

Only what they are at work is asked, shown and compared here. Whether one is somebody's mother too
changes nothing on these pages: not who is offered, what is shown, or what is refused
(docs/adr/reached-at-work.md). Staff who sign in are looked after in `people.domain.staff`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any, Self

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.models import User
from audit.domain import record
from audit.enums import Action
from audit.history import noted_as_of
from people.domain.permission import require
from people.domain.staff import OWN_AGENCY
from people.errors import BadDetail, PossiblySomebodyKnown
from people.models import Agency, Person, Professional
from people.names import fold, likeness, search_keys
from people.notices import tell_of_another_work_email
from people.rules import may_keep_partners, may_rename_partners

SAME_NAME = 90  # likeness of two whole names that is worth a look, out of 100
NAMES = ("given_names", "family_name")
WORK = ("agency", "job_title", "work_email", "work_telephone", "work_address")


@dataclass(frozen=True, kw_only=True)
class WorkDetails:
    """Without an email address, invitations go by post to the work address."""

    agency: Agency
    job_title: str
    work_email: str = ""
    work_telephone: str = ""
    work_address: str = ""

    def checked(self) -> Self:
        """The same, tidied. Raises `BadDetail` with the field to mend."""
        one_line = {"job_title", "work_email", "work_telephone", *NAMES}
        names = one_line & set(self.__dataclass_fields__)
        tidy: dict[str, Any] = {name: " ".join(getattr(self, name).split()) for name in names}
        made = replace(self, work_address=self.work_address.strip(), **tidy)
        if not made.job_title:
            raise BadDetail("Enter what they do.", field="job_title")
        if not made.work_email and not made.work_address:
            raise BadDetail(
                "Enter a work email or address, or no invitation can reach them.",
                field="work_email",
            )
        return made


@dataclass(frozen=True, kw_only=True)
class PartnerDetails(WorkDetails):
    """With the name, for somebody new or where it is put right."""

    given_names: str = ""
    family_name: str

    @property
    def name(self) -> str:
        return f"{self.given_names} {self.family_name}".strip()

    def checked(self) -> Self:
        """Raises `BadDetail` for a name of no letters, too."""
        if not fold(self.name):
            raise BadDetail("Enter a name with at least one letter.", field="family_name")
        return super().checked()


def partners(*, by: User, words: str = "") -> QuerySet[Professional]:
    """Everybody of a partner agency, also those who have left; by name or agency if asked."""
    _require("people.partners", by)
    rows = Professional.objects.filter(user=None).exclude(agency__name=OWN_AGENCY)
    for word in words.split():
        asked = Q(person__family_name__icontains=word) | Q(person__given_names__icontains=word)
        rows = rows.filter(asked | Q(agency__name__icontains=word) | Q(job_title__icontains=word))
    return rows.select_related("person", "agency")


def agencies_to_choose(*, but: int | None = None) -> QuerySet[Agency]:
    """Partner agencies in use, and the one that is chosen already (`but`)."""
    return Agency.objects.to_choose(but).exclude(name=OWN_AGENCY)


def open_partner(pk: int, *, by: User) -> Professional:
    """To change them. Raises `DoesNotExist`, `Refused` for staff."""
    found: Professional = Professional.objects.select_related("person", "agency").get(pk=pk)
    _require_may_change("people.open_partner", found, by)
    record(Action.OPENED, "people.open_partner", by=by, subjects=[found])
    return found


@transaction.atomic
def add_partner(
    *, details: PartnerDetails, looked_at: Collection[int] = (), by: User
) -> Professional:
    """Somebody new of a partner agency, who can be invited at once.

    Always a record of its own, whoever else is known: of a relative nothing is told here, and a
    data officer makes the two one (`people.domain.merge`).

    `looked_at`: those alike whom somebody has looked at and found to be other people. Raises
    `Refused`, `BadDetail`, and `PossiblySomebodyKnown` while any remains.
    """
    _require("people.add_partner", by)
    details = details.checked()
    alike = [one.pk for one in people_alike(details) if one.pk not in looked_at]
    if alike:
        raise PossiblySomebodyKnown(alike)
    person = Person.objects.create(**_of(details, NAMES))
    made = Professional(person=person, **_of(details, WORK))
    noted_as_of(made, by)
    made.save()
    record(Action.CREATED, "people.add_partner", by=by, subjects=[made])
    return made


@transaction.atomic
def change_partner(
    *, professional: Professional, details: WorkDetails, left_on: dt.date | None, by: User
) -> Professional:
    """Correct what is known, or say that they have left. An address that changes must be confirmed
    anew before anything secret goes there (`people.domain.contact`), and the old one is told.

    `PartnerDetails` put the name right too, everywhere it stands; so a head of service does that,
    not whoever happens to see this page. Raises `Refused`, `BadDetail`.
    """
    row = _locked(professional)
    renames = isinstance(details, PartnerDetails)
    also = may_rename_partners(by) if renames else True
    _require_may_change("people.change_partner", row, by, also=also)
    details = details.checked()
    old = row.work_email
    changed = _apply(row, details, WORK)
    row.left_on = left_on
    noted_as_of(row, by)
    row.save()
    if old and old.lower() != row.work_email.lower():
        tell_of_another_work_email(row, old=old, by=by)
    renamed = _apply(row.person, details, NAMES) if renames else []
    if renamed:
        row.person.save()
    record(
        Action.CHANGED,
        "people.change_partner",
        by=by,
        subjects=[row],
        children=row.person.children_concerned() if renamed else [],
        detail={"changed": [*renamed, *changed], "left_on": str(left_on or "")},
    )
    return row


def _of(details: WorkDetails, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(details, name) for name in names}


def _apply(row: Person | Professional, details: WorkDetails, names: Iterable[str]) -> list[str]:
    """The names of what is another now."""
    asked = _of(details, names)
    changed = [name for name, value in asked.items() if value != getattr(row, name)]
    for name in changed:
        setattr(row, name, asked[name])
    return changed


def _locked(professional: Professional) -> Professional:
    """With the person, whose whole row is saved when the name is put right."""
    rows = Professional.objects.select_for_update(of=("self", "person"))
    row: Professional = rows.select_related("person", "agency").get(pk=professional.pk)
    return row


def people_alike(details: PartnerDetails) -> list[Professional]:
    """Professionals with the same work email or much the same name, staff among them. Nobody who
    is only family, and nobody's own email: whoever guesses it would learn whose it is."""
    asked = Q(person__search_keys__overlap=search_keys(details.name))
    if details.work_email:
        asked |= Q(work_email__iexact=details.work_email)
    rows = Professional.objects.filter(asked, person__merged_into=None)
    return [row for row in rows.select_related("person", "agency") if _is_alike(row, details)]


def _is_alike(row: Professional, details: PartnerDetails) -> bool:
    same = bool(details.work_email) and row.work_email.lower() == details.work_email.lower()
    return same or likeness(row.person.name, details.name) >= SAME_NAME


def _require(verb: str, by: User) -> None:
    require(may_keep_partners(by), verb, by=by)


def _require_may_change(verb: str, row: Professional, by: User, *, also: bool = True) -> None:
    require(may_keep_partners(by) and is_partner(row) and also, verb, by=by, subjects=[row])


def is_partner(row: Professional) -> bool:
    """Staff are changed where staff are kept."""
    return row.user_id is None and row.agency.name != OWN_AGENCY
