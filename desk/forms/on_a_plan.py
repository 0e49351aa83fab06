"""Is this child on a plan? Whatever the caller knows, and why they ask."""

from __future__ import annotations

from django import forms

from govuk.forms import GovukDateField, GovukForm
from people.domain.look_up import Criteria


class OnAPlanForm(GovukForm):
    reason = forms.CharField(
        label="Why are you asking?",
        max_length=300,
        help_text="It is recorded, and the chair of the child’s conferences is told.",
    )
    name = forms.CharField(
        label="Child’s name",
        max_length=200,
        required=False,
        help_text="As you hear it: the spelling and the order do not matter",
    )
    date_of_birth = GovukDateField(label="Date of birth", required=False, when="past_or_today")
    nhs_number = forms.CharField(label="NHS number", max_length=14, required=False)
    address = forms.CharField(
        label="Address or postcode",
        max_length=200,
        required=False,
        help_text="A postcode is enough. Restricted families and protected homes are not found by "
        "address: enter a name, date of birth or NHS number too",
    )

    def criteria(self) -> Criteria:
        names = ("name", "date_of_birth", "nhs_number", "address")
        return Criteria(**{name: self.cleaned_data[name] for name in names})
