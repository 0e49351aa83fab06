"""Change the list of reasons."""

from django import forms

from escalations.enums import Theme
from govuk.forms import GovukDateField, GovukForm, Radios


class AddReasonForm(GovukForm):
    label = forms.CharField(label="Reason", max_length=120)
    theme = forms.ChoiceField(
        label="Counted under", choices=Theme.choices, widget=Radios(small=True)
    )
    from_on = GovukDateField(label="First day it may be chosen")
    to_on = GovukDateField(label="Last day", required=False)
    why = forms.CharField(label="Why is it added?", max_length=300)


class EndReasonForm(GovukForm):
    last_day = GovukDateField(label="Last day it may be chosen", when="future_or_today")
    why = forms.CharField(label="Why does it end?", max_length=300)
