"""Families."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.models import User
from govuk.forms import GovukForm, NameField
from people.models import Area, Family, Team
from people.models.posting import postings_today


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

    @classmethod
    def of_team_of(cls, user: User) -> dict[str, object]:
        """The team of whoever adds a family, and its area; nothing for who has none, or several."""
        posted = (posting.team for posting in postings_today(user))
        teams = {team for team in posted if team is not None and team.in_use}
        if len(teams) != 1:
            return {}
        (team,) = teams
        return {"area": team.area_id, "team": team.pk}
