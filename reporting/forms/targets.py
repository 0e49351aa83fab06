"""A target, a comparator, a population: as they are typed."""

from __future__ import annotations

import datetime as dt

from django import forms

from govuk.forms import GovukDateField, GovukForm
from people.models import Area
from reporting.domain.targets import Aim


def _number(label: str, *, required: bool = True, hint: str = "") -> forms.DecimalField:
    return forms.DecimalField(
        label=label, required=required, help_text=hint, max_digits=9, decimal_places=2
    )


class TargetForm(GovukForm):
    from_on = GovukDateField(
        label="From", help_text="The target before it holds until the day before"
    )
    value = _number("Target")
    tolerance_low = _number("Acceptable from", required=False)
    tolerance_high = _number("Acceptable to", required=False)

    def aim(self) -> Aim:
        answers = self.cleaned_data
        return Aim(answers["value"], answers["tolerance_low"], answers["tolerance_high"])


class ComparatorForm(GovukForm):
    name = forms.CharField(label="Whose figure", help_text="As England, South East", max_length=100)
    year_ending = GovukDateField(label="Year ending", help_text="31 March of that year")
    value = _number("Figure")
    source = forms.CharField(label="Where it was published", max_length=200)


class PopulationForm(GovukForm):
    year_ending = GovukDateField(label="For the year ending", help_text="31 March of that year")
    area = forms.ModelChoiceField(Area.objects, required=False, empty_label="The whole service")
    children = forms.IntegerField(label="Children aged 0 to 17", min_value=1)
    source = forms.CharField(
        label="Where the number is from", help_text="As ONS mid-2025 estimate", max_length=200
    )

    def year(self) -> dt.date:
        day: dt.date = self.cleaned_data["year_ending"]
        return day
