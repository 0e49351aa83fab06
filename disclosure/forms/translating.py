"""One box for each passage, with the translation it has."""

from __future__ import annotations

from typing import Any

from django import forms

from disclosure.enums import Language
from disclosure.models import Pack
from disclosure.rendering.page import direction
from govuk.forms import GovukForm, LongText, NameField


class TranslationForm(GovukForm):
    """Boxes left empty stay as they are: in English, or as translated before."""

    translator = NameField(label="Who translated it", max_length=200)
    mark_optional = False

    def __init__(self, pack: Pack, data: Any = None) -> None:
        super().__init__(data)
        label = Language(pack.language).label
        typing = {"dir": direction(pack.language), "lang": pack.language}
        for item in _items(pack):
            self.fields[item["passage"]] = forms.CharField(
                label=item["text"],
                help_text=f"In {label}",
                initial=item["translation"],
                required=False,
                widget=LongText(attrs=typing),
            )

    def translations(self) -> dict[str, str]:
        """The words typed or put right, by the UUID of their passage."""
        typed = {key: str(self.cleaned_data[key] or "").strip() for key in self.changed_data}
        return {key: words for key, words in typed.items() if words and key != "translator"}


def _items(pack: Pack) -> list[dict[str, Any]]:
    return [item for section in pack.content["sections"] for item in section["items"]]
