"""Professionals of partner agencies, who have no sign-in: added where one is needed, kept right.

Staff who sign in are looked after in `people.domain.staff`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from audit.domain import record
from audit.enums import Action
from people.domain.permission import require
from people.domain.queries import families_of
from people.domain.staff import OWN_AGENCY
from people.errors import BadDetail, PossiblySomebodyKnown
from people.models import Agency, Child, Person, Professional, Relationship
from people.names import fold, likeness, search_keys
from people.rules import may_keep_partners

SAME_NAME = 90  # likeness of two whole names that is worth a look, out of 100


@dataclass(frozen=True, kw_only=True)
class PartnerDetails:
    """Without an email address, invitations go by post to the work address."""

    given_names: str = ""
    family_name: str
    job_title: str
    agency: Agency
    email: str = ""
    telephone: str = ""
    work_address: str = ""

    @property
    def name(self) -> str:
        return f"{self.given_names} {self.family_name}".strip()

    def checked(self) -> PartnerDetails:
        """The same, tidied. Raises `BadDetail` with the field to mend."""
        one_line = ("given_names", "family_name", "job_title", "email", "telephone")
        tidy: dict[str, Any] = {name: " ".join(getattr(self, name).split()) for name in one_line}
        made = replace(self, work_address=self.work_address.strip(), **tidy)
        if not fold(made.name):
            raise BadDetail("Enter a name with at least one letter.", field="family_name")
        if not made.job_title:
            raise BadDetail("Enter what they do.", field="job_title")
        if not made.email and not made.work_address:
            raise BadDetail(
                "Enter a work email or address, or no invitation can reach them.", field="email"
            )
        return made


def partners(*, by: User, words: str = "") -> QuerySet[Professional]:
    """Everybody of a partner agency, also those who have left; by name or agency if asked."""
    _require("people.partners", by)
    rows = Professional.objects.filter(user=None).exclude(agency__name=OWN_AGENCY)
    for word in words.split():
        asked = Q(person__family_name__icontains=word) | Q(person__given_names__icontains=word)
        rows = rows.filter(asked | Q(agency__name__icontains=word) | Q(job_title__icontains=word))
    return told_apart(rows)


def told_apart(rows: QuerySet[Professional]) -> QuerySet[Professional]:
    """Each with `is_of_a_family`: their email and telephone are then a relative's or a child's
    too, and nobody is shown them here."""
    child = Child.objects.filter(pk=OuterRef("pk")).order_by()
    relative = Relationship.objects.filter(person=OuterRef("pk")).order_by()
    rows = rows.annotate(is_of_a_family=Exists(child) | Exists(relative))
    return rows.select_related("person", "agency")


def has_only_a_job_here(row: Professional) -> bool:
    """They belong to a family too: their name and contact details are kept on its pages."""
    return bool(families_of(row.person))


def agencies_to_choose(*, but: int | None = None) -> QuerySet[Agency]:
    """Partner agencies in use, and the one that is chosen already (`but`)."""
    return Agency.objects.to_choose(but).exclude(name=OWN_AGENCY)


def open_partner(pk: int, *, by: User) -> Professional:
    """To change them. Raises `DoesNotExist`, `Refused` for staff. A family's own people open too:
    a refusal would tell that somebody knows them."""
    found: Professional = Professional.objects.select_related("person", "agency").get(pk=pk)
    _require_may_change("people.open_partner", found, by)
    record(Action.OPENED, "people.open_partner", by=by, subjects=[found])
    return found


@transaction.atomic
def add_partner(
    *, details: PartnerDetails, looked_at: Collection[int] = (), by: User
) -> Professional:
    """Somebody new of a partner agency, who can be invited at once.

    `looked_at`: those alike whom somebody has looked at and found to be other people. Raises
    `Refused`, `BadDetail`, and `PossiblySomebodyKnown` while any remains.
    """
    _require("people.add_partner", by)
    details = details.checked()
    alike = [one.pk for one in people_alike(details) if one.pk not in looked_at]
    if alike:
        raise PossiblySomebodyKnown(alike)
    person = Person.objects.create(
        given_names=details.given_names,
        family_name=details.family_name,
        email=details.email,
        telephone=details.telephone,
    )
    made: Professional = Professional.objects.create(
        person=person,
        agency=details.agency,
        job_title=details.job_title,
        work_address=details.work_address,
    )
    record(Action.CREATED, "people.add_partner", by=by, subjects=[made])
    return made


@transaction.atomic
def change_partner(
    *, professional: Professional, details: PartnerDetails, left_on: dt.date | None, by: User
) -> Professional:
    """Correct what is known, or say that they have left. An address that changes must be confirmed
    anew before anything secret goes there (`people.domain.contact`)."""
    row = _locked(professional)
    _require_may_change("people.change_partner", row, by, also=not has_only_a_job_here(row))
    details = details.checked()
    changed = [name for name, value in _held(row).items() if value != getattr(details, name)]
    for name in ("given_names", "family_name", "email", "telephone"):
        setattr(row.person, name, getattr(details, name))
    row.agency, row.job_title = details.agency, details.job_title
    row.work_address, row.left_on = details.work_address, left_on
    row.person.save()
    row.save()
    detail = {"changed": changed, "left_on": str(left_on or "")}
    record(Action.CHANGED, "people.change_partner", by=by, subjects=[row], detail=detail)
    return row


@transaction.atomic
def change_job(
    *,
    professional: Professional,
    agency: Agency,
    job_title: str,
    left_on: dt.date | None,
    by: User,
) -> Professional:
    """The same for somebody who belongs to a family too: nothing of the person is touched."""
    row = _locked(professional)
    _require_may_change("people.change_job", row, by)
    job_title = " ".join(job_title.split())
    if not job_title:
        raise BadDetail("Enter what they do.", field="job_title")
    asked = {"agency": agency, "job_title": job_title}
    changed = [name for name, value in asked.items() if value != getattr(row, name)]
    row.agency, row.job_title, row.left_on = agency, job_title, left_on
    row.save()
    detail = {"changed": changed, "left_on": str(left_on or "")}
    record(Action.CHANGED, "people.change_job", by=by, subjects=[row], detail=detail)
    return row


def _locked(professional: Professional) -> Professional:
    """With the person, whose whole row is saved."""
    rows = Professional.objects.select_for_update(of=("self", "person"))
    row: Professional = rows.select_related("person", "agency").get(pk=professional.pk)
    return row


def people_alike(details: PartnerDetails) -> list[Professional]:
    """Professionals with the same email address or much the same name, staff among them. Not by
    an address that is a relative's too: whoever knows it would learn whose family they are of."""
    keys = search_keys(details.name)
    same_address = Q(person__email__iexact=details.email) if details.email else Q(pk=None)
    rows = Professional.objects.filter(Q(person__search_keys__overlap=keys) | same_address)
    standing = told_apart(rows.filter(person__merged_into=None))
    return [row for row in standing if _is_alike(row, details)]


def _is_alike(row: Professional, details: PartnerDetails) -> bool:
    is_work_address = bool(details.email) and not row.is_of_a_family  # type: ignore[attr-defined]
    same_address = is_work_address and row.person.email.lower() == details.email.lower()
    return same_address or likeness(row.person.name, details.name) >= SAME_NAME


def _held(row: Professional) -> dict[str, object]:
    person = {name: getattr(row.person, name) for name in ("given_names", "family_name")}
    contact = {name: getattr(row.person, name) for name in ("email", "telephone")}
    work = {name: getattr(row, name) for name in ("agency", "job_title", "work_address")}
    return {**person, **contact, **work}


def _require(verb: str, by: User) -> None:
    require(may_keep_partners(by), verb, by=by)


def _require_may_change(verb: str, row: Professional, by: User, *, also: bool = True) -> None:
    """Staff are changed where staff are kept."""
    is_staff = row.user_id is not None or row.agency.name == OWN_AGENCY
    require(may_keep_partners(by) and not is_staff and also, verb, by=by, subjects=[row])
