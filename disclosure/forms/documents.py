"""A document for a family: what it is and where it comes from."""

from __future__ import annotations

from typing import Any

from django import forms

from disclosure.enums import Restriction, SourceKind
from disclosure.models import Recipient
from govuk.forms import GovukForm, Radios


class UploadForm(GovukForm):
    file = forms.FileField(
        label="Document", help_text="PDF, Word, PNG or JPEG, up to 20 MB. No password"
    )
    source_kind = forms.ChoiceField(
        label="Where does it come from?",
        choices=[
            (kind.value, kind.label)
            for kind in SourceKind
            if kind not in {SourceKind.SAID, SourceKind.PLAN}
        ],
        widget=Radios(),
    )
    restriction = forms.ChoiceField(
        label="Who may see it?",
        choices=Restriction.choices,
        initial=Restriction.NONE,
        widget=Radios(),
    )

    def answers(self) -> dict[str, Any]:
        file = self.cleaned_data["file"]
        return {
            "name": file.name,
            "content": file.read(),
            "source_kind": SourceKind(self.cleaned_data["source_kind"]),
            "restriction": Restriction(self.cleaned_data["restriction"]),
        }


class GiveDocumentForm(GovukForm):
    to: forms.ModelChoiceField[Recipient] = forms.ModelChoiceField(
        queryset=None, label="Give it to", empty_label="Choose a person"
    )

    def __init__(self, data: Any = None, *, recipients: Any) -> None:
        super().__init__(data)
        self.fields["to"].queryset = recipients  # type: ignore[attr-defined]

    def recipient(self) -> Recipient:
        chosen: Recipient = self.cleaned_data["to"]
        return chosen
