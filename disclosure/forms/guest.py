"""The one question a guest is asked."""

from django import forms

from govuk.forms import GovukForm


class CodeForm(GovukForm):
    code = forms.CharField(
        label="Code",
        max_length=12,
        help_text="The 6 numbers in the email we sent you",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        error_messages={"required": "Type the 6 numbers we sent you"},
    )
