"""The factories make what they promise; everybody's tests stand on them."""

import pytest

from people.enums import CaseRoleKind, Role
from people.models import CaseRole, Family
from tests.factories.people import (
    make_area,
    make_case_role,
    make_child,
    make_family,
    make_relationship,
    make_residence,
    make_staff,
    make_team,
    make_unborn,
)

pytestmark = pytest.mark.django_db


def test_staff_have_a_posting_and_a_professional() -> None:
    team = make_team(area=make_area("North"))
    worker = make_staff(Role.SOCIAL_WORKER, team=team, name="Ngozi Pendlewick")
    posting = worker.postings.get()
    assert (posting.role, posting.team, posting.area) == (Role.SOCIAL_WORKER, team, team.area)
    assert worker.professional.person.name == "Ngozi Pendlewick"


def test_a_case_role_opens_the_family_to_its_holder() -> None:
    worker = make_staff(Role.SOCIAL_WORKER)
    family = make_family()
    assert not Family.objects.visible_to(worker).exists()
    make_case_role(family, worker)
    assert Family.objects.visible_to(worker).get() == family
    assert CaseRole.objects.get().kind == CaseRoleKind.LEAD_SOCIAL_WORKER


def test_a_child_has_a_mother_and_a_home() -> None:
    child = make_child("Layla Al-Quasimi")
    mother = make_relationship(child)
    make_residence(mother.person)
    assert mother.parental_responsibility
    assert mother.person.residences.get().address.postcode == "ZZ1 1ZZ"


def test_an_unborn_child_has_no_date_of_birth() -> None:
    assert make_unborn().is_unborn
