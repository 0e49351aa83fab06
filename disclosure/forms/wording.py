"""A named reviewer's signature under a translation."""

from django import forms

from govuk.forms import GovukForm, NameField


class SignWordingForm(GovukForm):
    reviewer = NameField(label="Name of the reviewer", max_length=200)
    qualification = forms.CharField(
        label="What qualifies them",
        max_length=200,
        help_text="For example: registered public service interpreter, and number",
    )
