"""Puts people, lists and meetings in place that the rehearsal has too few of."""

from __future__ import annotations

from itertools import cycle, islice

from django.db.models import Q

from accounts.models import User
from api.domain.tokens import issue_token_on_the_server
from api.enums import Scope
from api.models import ServiceAccount
from conferences.domain.queries import conferences_to_book
from conferences.enums import Capacity, ConferenceKind, ConferenceState
from conferences.models import Conference, ConferenceChild, Participant
from disclosure.models import Record
from people.enums import CaseRoleKind, Role
from people.models import CaseRole, Family, Person, Posting, Professional, Relationship
from plans.models import Plan
from timescales.domain import today_in_london

ROWS = 50
WORKER = "speed.test@rehearsal.example"
SYSTEM = "speed.system@service.invalid"
CASELOAD = 30  # families of the worker whose start page is measured, where there are as many


def set_scenes() -> dict[str, int]:
    """Whom to measure as and what to open. Making it all twice is making it once."""
    conference = Conference.objects.filter(state=ConferenceState.IN_SESSION).order_by("pk")[0]
    child = conference.children.order_by("pk")[0]
    worker = _worker()
    return {
        "worker": worker.pk,
        "booker": first_user(Role.BUSINESS_SUPPORT).pk,
        "chair": _chair_of(conference.family).pk,
        "conference": conference.pk,
        "child": child.child_id,
    }


def fill_the_list(reader: User) -> None:
    """Exactly `ROWS` conferences that need a date and that `reader` may see: since every family on
    a plan waits for its next review, a large service has more."""
    waiting = list(conferences_to_book(reader).values_list("pk", flat=True))
    Conference.objects.filter(pk__in=waiting[ROWS:]).update(state=ConferenceState.CANCELLED)
    missing = ROWS - len(waiting)
    families = Family.objects.visible_to(reader).filter(children__isnull=False)
    for family in islice(cycle(families.distinct().order_by("-pk")), max(missing, 0)):
        _new_conference(family, ConferenceState.TO_BOOK)


def let_in(reader: User) -> str:
    """A token of a service account that sees what `reader` sees."""
    user, is_new = User.objects.get_or_create(
        email=SYSTEM, defaults={"name": "Speed System", "is_service": True, "is_rehearsal": True}
    )
    if is_new:
        role = Posting.objects.filter(user=reader).order_by("pk")[0].role
        Posting.objects.create(user=user, role=role, from_on=today_in_london())
        fields = {"purpose": "Speed", "contact": "Speed", "per_minute": 1_000_000}
        ServiceAccount.objects.create(
            user=user,
            made_by=reader,
            scoped_by=reader,
            scopes=[Scope.CONFERENCES_READ],
            **fields,
        )
    account = ServiceAccount.objects.get(user=user)
    return issue_token_on_the_server(account=account, days=1).text


def begin(family: Family) -> tuple[Conference, User]:
    """A conference booked for now: the family, its social worker and every partner agency."""
    conference = _new_conference(family, ConferenceState.BOOKED)
    relatives = Relationship.objects.filter(child__family=family, poses_risk=False)
    for person in Person.objects.filter(pk__in=relatives.values("person")).order_by("pk"):
        _ask(conference, person, Capacity.FAMILY)
    partners = Q(user__isnull=True)
    for professional in Professional.objects.filter(partners | Q(user=_worker())):
        _ask(conference, professional.person, Capacity.AGENCY, professional)
    return conference, _chair_of(family)


def family_without_a_plan() -> Family:
    """In no conference now. Raises `IndexError` when every child is on a plan by now: delete the
    data folder."""
    planned = Plan.objects.open().values("child__family")
    met = Conference.objects.filter(state=ConferenceState.IN_SESSION).values("family")
    found = Family.objects.exclude(pk__in=planned).exclude(pk__in=met).exclude(children=None)
    family: Family = found.order_by("-pk")[0]
    return family


def _new_conference(family: Family, state: ConferenceState) -> Conference:
    chair = _chair_of(family).professional
    conference: Conference = Conference.objects.create(
        family=family,
        kind=ConferenceKind.INITIAL,
        state=state,
        record=Record.objects.create(family=family, label="Initial conference"),
        chair=chair,
        due_on=today_in_london(),
    )
    for child in family.children.all():
        ConferenceChild.objects.create(conference=conference, child=child)
    return conference


def _ask(
    conference: Conference, person: Person, capacity: Capacity, who: Professional | None = None
) -> None:
    Participant.objects.create(
        conference=conference,
        person=person,
        capacity=capacity,
        agency=who.agency if who else None,
        direct_contact=who is not None,
    )


def _worker() -> User:
    """Somebody with the same families in the small and in the large database."""
    user, is_new = User.objects.get_or_create(
        email=WORKER, defaults={"name": "Speed Testwood", "is_rehearsal": True}
    )
    if is_new:
        Posting.objects.create(user=user, role=Role.SOCIAL_WORKER, from_on=today_in_london())
        professional = _professional(user)
        families = Family.objects.filter(children__isnull=False).distinct().order_by("pk")
        leads = CaseRole.objects.filter(kind=CaseRoleKind.LEAD_SOCIAL_WORKER, to_on=None)
        chosen = [family.pk for family in families[:CASELOAD]]
        leads.filter(family__in=chosen).update(professional=professional)
    return user


def _professional(user: User) -> Professional:
    person = Person.objects.create(given_names="Speed", family_name="Testwood")
    colleague = first_user(Role.SOCIAL_WORKER).professional
    made: Professional = Professional.objects.create(
        person=person,
        agency=colleague.agency,
        job_title="Social worker",
        user=user,
        work_email=user.email,
    )
    return made


def first_user(role: Role) -> User:
    return Posting.objects.filter(role=role).order_by("pk")[0].user


def _chair_of(family: Family) -> User:
    role = family.case_roles.select_related("professional__user").get(
        kind=CaseRoleKind.CHAIR, to_on=None
    )
    assert role.professional.user is not None
    return role.professional.user
