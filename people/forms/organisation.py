"""Areas, teams and agencies."""

from __future__ import annotations

from typing import Any

from django import forms

from govuk.forms import GovukForm, NameField
from people.enums import AgencyKind
from people.models import Agency, Area, Team

CLOSED_HELP = "Untick it to close it. It is offered nowhere any more, and what was done stays"


class PlaceForm(GovukForm):
    """What is asked of all three. Something new is in use."""

    name = NameField(max_length=100)
    in_use = forms.BooleanField(label="In use", required=False, help_text=CLOSED_HELP)
    mark_optional = False
    kept: tuple[str, ...] = ("name", "in_use")

    def __init__(self, data: Any = None, *, row: Area | Team | Agency | None = None) -> None:
        held = {name: getattr(row, name) for name in self.kept} if row else {}
        super().__init__(data, initial=held)
        if row is None:
            del self.fields["in_use"]
            self.fields["name"].widget.attrs["dir"] = "auto"


class AreaForm(PlaceForm):
    pass


class TeamForm(PlaceForm):
    area = forms.ModelChoiceField(Area.objects.none(), empty_label="Choose an area")
    kept = ("name", "area", "in_use")
    field_order = ("name", "area", "in_use")

    def __init__(self, data: Any = None, *, row: Team | None = None) -> None:
        super().__init__(data, row=row)
        areas = Area.objects.to_choose(row.area_id if row else None)
        self.fields["area"].queryset = areas  # type: ignore[attr-defined]


class AgencyForm(PlaceForm):
    name = NameField(
        max_length=150,
        help_text="One for each discipline: health visiting and school nursing count apart",
    )
    kind = forms.ChoiceField(
        label="What it is", choices=[("", "Choose what it is"), *AgencyKind.choices]
    )
    kept = ("name", "kind", "in_use")
    field_order = ("name", "kind", "in_use")
