"""The everyday search."""

from django import forms

from govuk.forms import GovukForm


class SearchForm(GovukForm):
    mark_optional = False
    text = forms.CharField(
        label="Name, local id, NHS number or family reference",
        max_length=200,
        help_text="The spelling of a name does not matter much",
    )
