"""A box of the annual report, and the confirmations of freezing it and of taking it out."""

from __future__ import annotations

from typing import Any

from django import forms

from govuk.forms import GovukForm, Radios
from reporting.annual.files import FILES

WORDS = {
    "pdf": "PDF, to read and print",
    "docx": "Word document, to edit",
    "xlsx": "Excel, the figures only",
    "json": "JSON, the figures for other systems",
}


class CommentaryForm(GovukForm):
    text = forms.CharField(
        label="What to say",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="It stands above the figures of this section. Leave an empty line between "
        "paragraphs. Name no child or family: part of the report is published.",
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def now_seen(self, pk: int) -> None:
        """What the other wrote is on the screen now: the next save is on top of it."""
        self.data = {**self.data, "text": self["text"].value(), "seen": str(pk)}


class FreezeForm(GovukForm):
    sure = forms.BooleanField(
        label="I have read the report and the sums, and want to keep it as it is",
        error_messages={"required": "Say that you have read the report and the sums"},
    )


class TakeOutForm(GovukForm):
    kind = forms.ChoiceField(
        label="Which file?",
        choices=[(kind, WORDS[kind]) for kind in ("pdf", "docx", "xlsx", "json")],
        widget=Radios,
    )
    sure = forms.BooleanField(
        label="I have checked that no commentary names a family or a small number",
        error_messages={"required": "Say that you have checked the commentaries"},
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        assert set(WORDS) == set(FILES)
