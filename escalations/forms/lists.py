"""Filters of the lists, and the period of the counts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from escalations.domain.listing import CLOSED, OPEN, Wanted
from escalations.enums import Age, Theme
from escalations.stages import STAGES
from govuk.forms import GovukDateField, GovukForm
from people.models import Area, Team


class FilterForm(GovukForm):
    """Reads a query string; what it cannot read it leaves out."""

    mark_optional = False
    state = forms.ChoiceField(
        label="State",
        required=False,
        choices=[(OPEN, "Open"), (CLOSED, "Closed"), ("all", "All")],
    )
    area = forms.ModelChoiceField(Area.objects, required=False, empty_label="All areas")
    team = forms.ModelChoiceField(Team.objects, required=False, empty_label="All teams")
    theme = forms.ChoiceField(required=False, choices=[("", "All themes"), *Theme.choices])
    stage = forms.TypedChoiceField(
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "All stages"), *((number, f"Stage {number}") for number in STAGES)],
    )
    age = forms.ChoiceField(required=False, choices=[("", "Any age"), *Age.choices])

    def __init__(self, data: Any, *, leave_out: tuple[str, ...] = ()) -> None:
        super().__init__(data)
        for name in leave_out:
            del self.fields[name]

    def wanted(self) -> Wanted:
        self.is_valid()
        answers = {name: value for name, value in self.cleaned_data.items() if value}
        return Wanted(**answers)


class PeriodForm(GovukForm):
    mark_optional = False
    first = GovukDateField(label="From", required=False)
    last = GovukDateField(label="To", required=False)

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = answers.get("first"), answers.get("last")
        if first and last and last < first:
            self.add_error("last", "The last day is before the first")
        return answers

    def period(self, otherwise: tuple[dt.date, dt.date]) -> tuple[dt.date, dt.date]:
        if not self.is_valid():
            return otherwise
        first, last = self.cleaned_data["first"], self.cleaned_data["last"]
        return (first or otherwise[0], last or otherwise[1])
