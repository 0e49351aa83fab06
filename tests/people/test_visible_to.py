"""Who may see whom: the truth table (issue: roles, reach, restriction, conflict, broken glass)."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import User
from people.enums import Role
from people.models import CaseRole, Child, Family, Person, Relationship, Residence
from tests.factories.people import (
    make_administrator,
    make_broken_glass,
    make_case_role,
    make_child,
    make_conflict,
    make_family,
    make_named_access,
    make_posting,
    make_professional,
    make_relationship,
    make_residence,
    make_staff,
    make_team,
    make_unborn,
    make_user,
)

pytestmark = pytest.mark.django_db

EVERYWHERE = {
    Role.DUTY_PRINCIPAL_OFFICER,
    Role.BUSINESS_SUPPORT,
    Role.HEAD_OF_SERVICE,
    Role.DATA_OFFICER,
}
RELATIONS = ["caseload", "team", "area", "elsewhere"]


def expected(role: Role, relation: str) -> bool:
    if role in EVERYWHERE or relation == "caseload":
        return True
    return role == Role.TEAM_MANAGER and relation == "team"


def related(role: Role, relation: str) -> tuple[User, Family]:
    """Somebody in this role, and a family that stands in this relation to them."""
    team = make_team()
    user = make_staff(role, team=team)
    if relation == "elsewhere":
        return user, make_family(team=make_team())
    if relation == "area":
        return user, make_family(team=make_team(area=team.area))
    family = make_family(team=team if relation == "team" else make_team())
    if relation == "caseload":
        make_case_role(family, user)
    return user, family


def sees(user: User, family: Family) -> bool:
    return Family.objects.visible_to(user).filter(pk=family.pk).exists()


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize("role", list(Role))
def test_ordinary_reach(role: Role, relation: str) -> None:
    user, family = related(role, relation)
    assert sees(user, family) is expected(role, relation)


@pytest.mark.parametrize("role", list(Role))
def test_a_manager_posted_to_an_area_and_no_team_sees_the_whole_area(role: Role) -> None:
    team = make_team()
    user = make_staff(role, area=team.area)
    is_manager = role == Role.TEAM_MANAGER
    assert sees(user, make_family(team=team)) is (is_manager or role in EVERYWHERE)
    assert sees(user, make_family(area=team.area)) is (is_manager or role in EVERYWHERE)
    assert sees(user, make_family(team=make_team())) is (role in EVERYWHERE)


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize("role", list(Role))
def test_a_restricted_family_opens_only_to_named_people(role: Role, relation: str) -> None:
    user, family = related(role, relation)
    family.is_restricted = True
    family.save()
    assert not sees(user, family)
    access = make_named_access(family, user)
    assert sees(user, family)
    access.ended_at = timezone.now()
    access.save()
    assert not sees(user, family)


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize("role", list(Role))
def test_a_conflict_of_interest_closes_everything(role: Role, relation: str) -> None:
    user, family = related(role, relation)
    make_named_access(family, user)
    make_broken_glass(family, user)
    conflict = make_conflict(family, user)
    assert not sees(user, family)
    conflict.withdrawn_at = timezone.now()
    conflict.save()
    assert sees(user, family)


@pytest.mark.parametrize("restricted", [False, True])
@pytest.mark.parametrize("role", list(Role))
def test_broken_glass_opens_one_family_until_it_mends(role: Role, restricted: bool) -> None:
    user = make_staff(role)
    family = make_family(is_restricted=restricted)
    glass = make_broken_glass(family, user)
    assert sees(user, family)
    assert not sees(make_staff(Role.SOCIAL_WORKER), family)
    glass.from_at -= dt.timedelta(hours=2)
    glass.until_at = timezone.now() - dt.timedelta(microseconds=1)
    glass.save()
    assert sees(user, family) is (role in EVERYWHERE and not restricted)


def test_glass_not_yet_broken_opens_nothing() -> None:
    user, family = make_staff(Role.SOCIAL_WORKER), make_family()
    later = timezone.now() + dt.timedelta(minutes=5)
    make_broken_glass(family, user, from_at=later, until_at=later + dt.timedelta(hours=1))
    assert not sees(user, family)


def test_somebody_elses_case_role_glass_or_name_opens_nothing() -> None:
    user, other, family = make_staff(Role.SOCIAL_WORKER), make_staff(Role.SOCIAL_WORKER), None
    family = make_family()
    make_case_role(family, other)
    make_named_access(family, other)
    make_broken_glass(family, other)
    assert not sees(user, family)


def test_a_system_administrator_sees_nothing_whatever_else_they_are() -> None:
    administrator, family = make_administrator(), make_family()
    make_posting(administrator, Role.HEAD_OF_SERVICE)
    make_named_access(family, administrator)
    make_broken_glass(family, administrator)
    assert not sees(administrator, family)


def test_a_user_without_posting_or_who_left_sees_nothing() -> None:
    family = make_family()
    leaver = make_staff(Role.HEAD_OF_SERVICE)
    assert not sees(make_user(), family)
    leaver.is_active = False
    assert not sees(leaver, family)


def test_a_posting_counts_from_its_first_day_to_its_last() -> None:
    today, day = timezone.localdate(), dt.timedelta(days=1)
    family = make_family()
    for from_on, to_on, open_ in [
        (today, None, True),
        (today - day, today, True),
        (today - day, today - day, False),
        (today + day, None, False),
    ]:
        user = make_user()
        make_posting(user, Role.HEAD_OF_SERVICE, from_on=from_on, to_on=to_on)
        assert sees(user, family) is open_


def test_a_case_role_handed_over_no_longer_opens_the_family() -> None:
    worker, family = make_staff(Role.SOCIAL_WORKER), make_family()
    make_case_role(family, worker, to_on=timezone.localdate() - dt.timedelta(days=1))
    assert not sees(worker, family)


def test_two_postings_reach_what_either_reaches() -> None:
    team, other = make_team(), make_team()
    user = make_staff(Role.TEAM_MANAGER, team=team)
    make_posting(user, Role.TEAM_MANAGER, team=other)
    assert sees(user, make_family(team=team))
    assert sees(user, make_family(team=other))
    assert not sees(user, make_family(team=make_team()))


def test_everything_of_a_family_is_scoped_as_the_family_is() -> None:
    insider, outsider = make_staff(Role.SOCIAL_WORKER), make_staff(Role.SOCIAL_WORKER)
    child = make_child()
    mother = make_relationship(child)
    home = make_residence(mother.person)
    role = make_case_role(child.family, insider)
    for row in [child, mother, home, role, mother.person, child.person]:
        rows = type(row)._default_manager
        assert rows.visible_to(insider).filter(pk=row.pk).exists(), row
        assert not rows.visible_to(outsider).filter(pk=row.pk).exists(), row


def test_a_person_of_two_families_is_visible_through_either() -> None:
    worker = make_staff(Role.SOCIAL_WORKER)
    mine, theirs = make_child(), make_child()
    father = make_relationship(mine).person
    make_relationship(theirs, father)
    make_case_role(mine.family, worker)
    assert Person.objects.visible_to(worker).filter(pk=father.pk).count() == 1
    assert not Person.objects.visible_to(worker).filter(pk=theirs.pk).exists()
    assert not Relationship.objects.visible_to(worker).filter(child=theirs).exists()


def test_professionals_are_visible_to_all_staff_and_to_nobody_else() -> None:
    visitor = make_professional("Ottoline Brackenbury")
    make_residence(visitor.person)
    staff = make_staff(Role.EMERGENCY_DUTY)
    assert Person.objects.visible_to(staff).filter(pk=visitor.pk).exists()
    assert not Residence.objects.visible_to(staff).exists()
    for nobody in [make_user(), make_administrator()]:
        assert not Person.objects.visible_to(nobody).exists()


def test_a_merged_duplicate_stands_aside() -> None:
    kept, duplicate = make_child(), make_child()
    duplicate.person.merged_into = kept.person
    duplicate.person.save()
    head = make_staff(Role.HEAD_OF_SERVICE)
    assert list(Child.objects.visible_to(head)) == [kept]


@pytest.mark.parametrize("role", list(Role))
def test_the_number_of_queries_does_not_grow_with_what_is_seen(
    role: Role, django_assert_num_queries: object
) -> None:
    team = make_team()
    user = make_staff(role, team=team)
    for _ in range(3):
        family = make_family(team=team)
        make_case_role(family, user)
        make_unborn(family=family)
        fresh = User.objects.get(pk=user.pk)
        with django_assert_num_queries(2):  # the postings, then the rows
            list(Child.objects.visible_to(fresh))


def test_the_condition_can_be_used_inside_another_query() -> None:
    head = make_staff(Role.HEAD_OF_SERVICE)
    make_case_role(make_family(), head)
    assert CaseRole.objects.visible_to(head).count() == 1
    inside = Family.objects.visible_to(head).filter(name__contains="").order_by().values("pk")
    assert CaseRole.objects.exclude(family__in=inside).count() == 0
