"""Whose caseload, to whom, from when."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from govuk.forms import FilterSelect, GovukDateField, GovukForm, LongTextField
from people.models import Family, Professional


class WhoLeavesForm(GovukForm):
    leaving = forms.ChoiceField(label="Which chair leaves?", choices=[], widget=FilterSelect())

    def __init__(self, data: Any = None, *, chairs: Iterable[Professional]) -> None:
        super().__init__(data)
        self.fields["leaving"].choices = [  # type: ignore[attr-defined]
            ("", "Choose a chair"),
            *((chair.pk, chair.person.name) for chair in chairs),
        ]


class HandOverForm(GovukForm):
    """One new chair for all, and another for any family that needs one."""

    to = forms.ChoiceField(
        label="New chair for all of them", choices=[], required=False, widget=forms.Select()
    )
    from_on = GovukDateField(label="From", when="future_or_today")
    reason = forms.CharField(
        label="Why",
        max_length=300,
        widget=forms.TextInput({"dir": "auto"}),
        help_text="For example, who leaves and when",
    )
    mark_optional = False

    def __init__(
        self, data: Any = None, *, families: Iterable[Family], chairs: Iterable[Professional]
    ) -> None:
        self.families = list(families)
        self.chairs = {str(chair.pk): chair for chair in chairs}
        self.base_fields = dict(self.base_fields)
        for family in self.families:
            self.base_fields[f"to_{family.pk}"] = forms.ChoiceField(
                label=f"Another chair for {family}", choices=[], required=False
            )
        super().__init__(data)
        names = [(key, chair.person.name) for key, chair in self.chairs.items()]
        for family in self.families:
            offered = [("", "The same for all"), ("stays", "Nobody: it stays"), *names]
            self.fields[f"to_{family.pk}"].choices = offered  # type: ignore[attr-defined]
        first = [("", "Choose for each family"), *names]
        self.fields["to"].choices = first  # type: ignore[attr-defined]

    def to_of(self) -> dict[int, Professional | None]:
        answers = self.cleaned_data
        return {
            family.pk: self.chairs.get(answers[f"to_{family.pk}"] or answers["to"])
            for family in self.families
        }


class TakeBackForm(GovukForm):
    reason = LongTextField(label="Why is it taken back?", rows=3, character_limit=300)
