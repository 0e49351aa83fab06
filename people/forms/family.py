"""Families."""

from __future__ import annotations

from django import forms

from govuk.forms import GovukForm
from people.models import Area, Family, Team


class FamilyForm(GovukForm):
    name = forms.CharField(
        label="Family name", max_length=150, help_text="The name most people know the family by"
    )
    area = forms.ModelChoiceField(Area.objects.all(), label="Area", empty_label="Choose an area")
    team = forms.ModelChoiceField(
        Team.objects.select_related("area"),
        label="Team",
        required=False,
        empty_label="No team yet",
    )

    @classmethod
    def about(cls, family: Family) -> dict[str, object]:
        return {"name": family.name, "area": family.area_id, "team": family.team_id}
