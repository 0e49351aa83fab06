"""Who may lead the work with a child: of a child protection plan it is a social worker."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from accounts.errors import DomainError
from conferences.enums import Capacity, ChildOutcome
from conferences.models import Conference
from conferences.rules import WORKERS
from people.enums import AgencyKind, CaseRoleKind
from people.models import CaseRole, Posting, Professional

RUNS_THE_MEETING = (Capacity.CHAIR, Capacity.MINUTE_TAKER)
NOT_A_SOCIAL_WORKER = (
    "Choose a social worker: a child protection plan is led by children's social care, and not by "
    "whoever chairs or minutes this conference."
)
NOT_TO_LEAD = (
    "Choose a professional who works with the family, and not whoever chairs or minutes this "
    "conference."
)


class MayNotLead(DomainError):
    """The lead practitioner of a child protection plan is a social worker (Working Together)."""


def check_may_lead(conference: Conference, outcome: str, person: int | None) -> None:
    """Raises `MayNotLead`. Nobody named is no mistake yet: it is asked for before the close."""
    if person is None or outcome == ChildOutcome.NO_FURTHER_ACTION:
        return
    is_for_protection = outcome == ChildOutcome.CHILD_PROTECTION
    may = may_lead_protection if is_for_protection else may_lead_help
    if person not in may(conference, [person]):
        message = NOT_A_SOCIAL_WORKER if is_for_protection else NOT_TO_LEAD
        raise MayNotLead(message, field="lead_worker")


def may_lead_protection(conference: Conference, people: Iterable[int]) -> frozenset[int]:
    """Those of children's social care who hold cases. Of somebody without an account here, as a
    social worker of another authority, only the agency is known."""
    posted = Posting.objects.current().filter(role__in=WORKERS).values("user")
    leads = CaseRole.objects.current().filter(kind=CaseRoleKind.LEAD_SOCIAL_WORKER)
    holds_cases = Q(user=None) | Q(user__in=posted) | Q(pk__in=leads.values("professional"))
    rows = Professional.objects.filter(holds_cases, agency__kind=AgencyKind.SOCIAL_CARE)
    return _of(rows.filter(pk__in=people)) - _who_run(conference)


def may_lead_help(conference: Conference, people: Iterable[int]) -> frozenset[int]:
    """Help in need, and early help, may be led by any agency."""
    return _of(Professional.objects.filter(pk__in=people)) - _who_run(conference)


def is_of_social_care(person: int) -> bool:
    """Whether a paper calls them a social worker, also when they hold no cases any more."""
    found: bool = Professional.objects.filter(
        pk=person, agency__kind=AgencyKind.SOCIAL_CARE
    ).exists()
    return found


def _of(rows: QuerySet[Professional]) -> frozenset[int]:
    return frozenset(rows.values_list("pk", flat=True))


def _who_run(conference: Conference) -> set[int | None]:
    """The chair, whoever stands in, and the minute-taker."""
    running = conference.participants.filter(capacity__in=RUNS_THE_MEETING)
    return {conference.chair_id, *running.values_list("person_id", flat=True)}
