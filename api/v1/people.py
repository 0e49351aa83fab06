"""Children and families: who they are; never where they live, or how they are reached."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rest_framework import serializers

from api.domain import rows
from api.v1 import show
from api.v1.case_view import CaseView, Filters
from people.domain.merge import kept_child
from people.enums import AgencyKind, CaseRoleKind, Disability, Ethnicity, RelationshipKind, Sex
from people.models import Child, FamilyScopedQuerySet


class ChildRow(show.Row):
    shows = "people.Child"
    id = show.number("pk")
    family = show.number("family_id")
    given_names = show.text("person.given_names")
    family_name = show.text("person.family_name")
    known_as = show.text("person.known_as")
    date_of_birth = show.day("person.date_of_birth", allow_null=True)
    expected_on = show.day(allow_null=True)
    is_unborn = show.yes_no()
    local_id = show.text()
    sex = show.code(Sex)


class RelationshipRow(show.Row):
    shows = "people.Relationship"
    person = show.number("person_id")
    given_names = show.text("person.given_names")
    family_name = show.text("person.family_name")
    kind = show.code(RelationshipKind)
    parental_responsibility = show.yes_no()
    lives_with = show.yes_no()
    must_not_be_told = show.yes_no()


class ChildFull(ChildRow):
    """With what the census must know, and who is who to the child."""

    nhs_number = show.text()
    gender = show.text()
    birth_order = show.number(allow_null=True)
    ethnicity = show.code(Ethnicity)
    disabilities = show.codes(Disability)
    school = show.text()
    first_language = show.text("person.first_language")
    needs_interpreter = show.yes_no("person.needs_interpreter")
    access_needs = show.text("person.access_needs")
    died_on = show.day("person.died_on", allow_null=True)
    relationships = RelationshipRow(many=True, read_only=True)


class ChildFilters(Filters):
    family = serializers.IntegerField(required=False, source="family_id")
    local_id = serializers.CharField(required=False)
    nhs_number = serializers.CharField(required=False)


class Children(CaseView):
    """Children of the families this account may see."""

    area, noun = "people", "children"
    row, full, filters = ChildRow, ChildFull, ChildFilters

    def rows(self) -> FamilyScopedQuerySet:
        return rows.children() if self.action == "list" else rows.children_in_full()

    def children_of(self, row: Child) -> Iterable[int]:
        return [row.pk]

    def open(self, pk: int) -> Any:
        """A duplicate that was merged answers as the record that was kept."""
        return super().open(kept_child(pk))


class ProfessionalRow(show.Row):
    """Somebody who may be chosen in a step."""

    shows = "people.Professional"
    professional = show.number("pk")
    name = show.text("person.name")
    job_title = show.text()
    agency = show.text("agency.name")


class AgencyRow(show.Row):
    """An agency that may be chosen in a step."""

    shows = "people.Agency"
    agency = show.number("pk")
    name = show.text()
    kind = show.code(AgencyKind)


class CaseRoleRow(show.Row):
    shows = "people.CaseRole"
    kind = show.code(CaseRoleKind)
    professional = show.number("professional_id")
    name = show.text("professional.person.name")
    job_title = show.text("professional.job_title")
    agency = show.text("professional.agency.name")
    from_on = show.day()


class FamilyRow(show.Row):
    shows = "people.Family"
    id = show.number("pk")
    name = show.text()
    reference = show.text()
    area = show.text("area.name")
    team = show.text("team.name", allow_null=True)
    children = show.numbers("child_ids")


class FamilyFull(FamilyRow):
    """With who holds which role on the case today."""

    case_roles = CaseRoleRow(many=True, read_only=True)


class FamilyFilters(Filters):
    reference = serializers.CharField(required=False)
    area = serializers.CharField(required=False, source="area__name")
    team = serializers.CharField(required=False, source="team__name")


class Families(CaseView):
    """Families this account may see."""

    area, noun = "people", "families"
    row, full, filters = FamilyRow, FamilyFull, FamilyFilters

    def rows(self) -> FamilyScopedQuerySet:
        return rows.families() if self.action == "list" else rows.families_in_full()
