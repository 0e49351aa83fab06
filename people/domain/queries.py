"""Questions other rooms ask about people. None of these is scoped: ask them about rows that a
reader has already opened."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from django.db.models import Q

from accounts.models import User
from people.enums import CaseRoleKind, Role
from people.models import (
    CaseRole,
    Child,
    ConflictOfInterest,
    Family,
    NamedAccess,
    Person,
    Posting,
    Professional,
    Relationship,
    Residence,
)


def families_of(person: Person) -> list[Family]:
    """The families a person belongs to, as a child or as somebody related to one."""
    mine = Q(children__person=person) | Q(children__relationships__person=person)
    return list(Family.objects.filter(mine).distinct())


def child_record(person: Person) -> Child | None:
    """What is known of this person as a child; None for anybody else."""
    found: Child | None = Child.objects.select_related("family").filter(pk=person.pk).first()
    return found


def family_numbered(pk: int) -> Family:
    """For breaking glass only: the family of somebody who may not see it yet. Raises
    `DoesNotExist`."""
    found: Family = Family.objects.get(pk=pk)
    return found


def network_of(family: Family) -> list[Person]:
    """Everybody of a family: its children and whoever is related to them today."""
    children = Child.objects.standing().filter(family=family).order_by().values("pk")
    related = Relationship.objects.current().filter(child__family=family).order_by()
    return list(Person.objects.filter(Q(pk__in=children) | Q(pk__in=related.values("person"))))


def standing_children(family: Family) -> list[Child]:
    """The family's children, eldest first, without merged duplicates."""
    return list(Child.objects.standing().filter(family=family).select_related("person"))


def home_of(person: Person) -> Residence | None:
    """Where the person lives today, as far as is known."""
    return Residence.objects.current().filter(person=person).select_related("address").last()


def holder_of(family: Family, kind: str) -> Professional | None:
    """Who holds this role on the case today."""
    roles = CaseRole.objects.current().filter(family=family, kind=kind)
    role = roles.select_related("professional__user").last()
    return role.professional if role else None


def case_roles_of(family: Family) -> list[CaseRole]:
    """The roles on the case today, with their holders."""
    return list(
        CaseRole.objects.current()
        .filter(family=family)
        .select_related("professional__person", "professional__agency")
    )


def managers_of(family: Family) -> list[User]:
    """The family's team manager; without one, whoever manages its area, else heads of service."""
    holder = holder_of(family, CaseRoleKind.TEAM_MANAGER)
    if holder and holder.user and holder.user.is_active:
        return [holder.user]
    if family.team_id:
        managers = posted(Role.TEAM_MANAGER, team=family.team_id)
        managers = managers or posted(Role.TEAM_MANAGER, team=None, area=family.area_id)
        if managers:
            return managers
    return posted(Role.HEAD_OF_SERVICE)


def posted(role: Role, **where: object) -> list[User]:
    """Active people posted to this role today: other systems are not told, nor asked."""
    postings = Posting.objects.of_people().filter(role=role, user__is_active=True, **where)
    return list(User.objects.filter(pk__in=postings.order_by().values("user")).order_by("pk"))


def is_conflicted(user: User, family: Family) -> bool:
    return ConflictOfInterest.objects.filter(
        user=user, family=family, withdrawn_at__isnull=True
    ).exists()


def shut_to(*, users: Iterable[int], families: Iterable[int]) -> set[tuple[int, int]]:
    """Which of these (user, family) are closed by a conflict of interest, or by a restriction that
    does not name the user: three questions for everybody. Broken glass opens none of them: it
    is asked for on a page, and nobody is written to because of it."""
    users, families = list(users), list(families)
    both = {"user__in": users, "family__in": families}
    conflicts = ConflictOfInterest.objects.filter(withdrawn_at=None, **both)
    named = NamedAccess.objects.filter(ended_at=None, **both)
    restricted = Family.objects.filter(pk__in=families, is_restricted=True)
    closed = set(product(users, restricted.values_list("pk", flat=True)))
    return closed - set(named.values_list("user", "family")) | set(
        conflicts.values_list("user", "family")
    )


def named_people(family: Family) -> list[NamedAccess]:
    """Who may open a restricted family."""
    named = NamedAccess.objects.filter(family=family, ended_at__isnull=True)
    return list(named.select_related("user", "given_by"))


def records_of(child: Child) -> list[int]:
    """The child's own id and those of duplicates merged into it: the audit knows them all."""
    merged = Person.objects.filter(merged_into=child.pk).values_list("pk", flat=True)
    return [child.pk, *merged]
