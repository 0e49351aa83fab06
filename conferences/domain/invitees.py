"""Whom a request asks to be invited: suggested from the network, chosen by the requester."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from conferences.enums import Capacity
from conferences.models import ConferenceRequest, RequestedInvitee
from people.enums import AgencyKind
from people.models import Family, Person, Professional, Relationship

ADVISERS = frozenset({AgencyKind.ADVOCACY, AgencyKind.INTERPRETING, AgencyKind.LEGAL})


def relatives_who_may_be_told(request: ConferenceRequest) -> list[Person]:
    """Adults of the request's family."""
    return relatives_of_family(request.family)


def relatives_of_family(family: Family) -> list[Person]:
    """Adults related to a child of the family; nobody who must be told nothing."""
    related = Relationship.objects.filter(child__family=family, to_on__isnull=True)
    barred = related.filter(must_not_be_told=True).values("person")
    people = Person.objects.filter(
        pk__in=related.exclude(person__in=barred).values("person"), died_on__isnull=True
    )
    return list(people.filter(child__isnull=True))


def suggested_professionals(request: ConferenceRequest) -> list[Professional]:
    """Who has a role on the case, came to an earlier conference, or was asked for before."""
    family = request.family
    known = (
        Q(case_roles__family=family, case_roles__to_on__isnull=True)
        | Q(person__in=_asked_before(request))
        | Q(person__in=request.people_to_invite.values("person"))
    )
    rows = (
        Professional.objects.to_choose().filter(known).distinct().select_related("person", "agency")
    )
    return list(rows)


def all_professionals() -> QuerySet[Professional]:
    """Everybody who may be invited, known to the family or not."""
    return Professional.objects.to_choose().select_related("person", "agency")


def _asked_before(request: ConferenceRequest) -> Any:
    from conferences.models import Participant

    return Participant.objects.filter(
        conference__family=request.family, capacity__in=[Capacity.AGENCY, Capacity.ADVISER]
    ).values("person")


def asked_for(request: ConferenceRequest) -> list[int] | None:
    """Ids of the people chosen so far; None before anything was chosen."""
    chosen = list(request.people_to_invite.values_list("person_id", flat=True))
    return chosen if chosen or "invitees" in request.steps_done else None


def first_suggestion(request: ConferenceRequest) -> dict[str, Any]:
    """Whoever has parental responsibility, and the professionals of the case."""
    parents = Relationship.objects.filter(
        child__family=request.family, parental_responsibility=True, must_not_be_told=False
    )
    return {
        "family": list(parents.values_list("person_id", flat=True)),
        "professionals": [p.pk for p in suggested_professionals(request)],
    }


def rows_for(
    relatives: Iterable[Person], professionals: Iterable[Professional]
) -> list[RequestedInvitee]:
    """One row each, with the capacity their agency gives them."""
    family = [RequestedInvitee(person=p, capacity=Capacity.FAMILY) for p in relatives]
    return family + [_professional_row(p) for p in professionals]


def _professional_row(professional: Professional) -> RequestedInvitee:
    adviser = professional.agency.kind in ADVISERS
    return RequestedInvitee(
        person_id=professional.person_id,
        agency=professional.agency,
        capacity=Capacity.ADVISER if adviser else Capacity.AGENCY,
        direct_contact=not adviser,
    )
