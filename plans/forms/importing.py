"""A file of visits: chosen and looked at first, then sent on as it was."""

from __future__ import annotations

import base64
import binascii

from django import forms

from govuk.forms import GovukForm

LARGEST = 1_000_000  # bytes; some ten thousand lines


class VisitsFileForm(GovukForm):
    file = forms.FileField(
        label="File of visits",
        help_text="CSV, up to 1 MB",
        widget=forms.FileInput({"accept": ".csv"}),
    )

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError("The file is larger than 1 MB. Split it.")
        content: bytes = file.read()
        return content


class ConfirmForm(forms.Form):
    """The same bytes that were looked at; they are looked at again before anything is written."""

    content = forms.CharField(widget=forms.HiddenInput(), max_length=LARGEST * 2)

    @classmethod
    def of(cls, content: bytes) -> ConfirmForm:
        return cls(initial={"content": base64.b64encode(content).decode()})

    def clean_content(self) -> bytes:
        try:
            return base64.b64decode(self.cleaned_data["content"], validate=True)
        except binascii.Error as error:
            raise forms.ValidationError("Choose the file again.") from error
