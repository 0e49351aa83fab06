"""Families."""

from __future__ import annotations

from typing import Any

from django import forms

from govuk.forms import GovukForm, NameField
from people.models import Area, Family, Team


class FamilyForm(GovukForm):
    name = NameField(
        label="Family name", max_length=150, help_text="The name most people know the family by"
    )
    area = forms.ModelChoiceField(Area.objects.none(), label="Area", empty_label="Choose an area")
    team = forms.ModelChoiceField(
        Team.objects.none(),
        label="Team",
        required=False,
        empty_label="No team yet",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = {
            "area": Area.objects.to_choose(self.initial.get("area")),
            "team": Team.objects.to_choose(self.initial.get("team")).select_related("area"),
        }
        for name, rows in offered.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]

    @classmethod
    def about(cls, family: Family) -> dict[str, object]:
        return {"name": family.name, "area": family.area_id, "team": family.team_id}
