"""Choose the files of a history."""

from __future__ import annotations

from typing import Any

from django import forms

from govuk.forms import GovukForm, Radios

LOOK, LOAD, STRICT = "look", "load", "strict"
HINTS = {
    LOOK: "Nothing is written. You see what would come in, and what is wrong",
    LOAD: "A family with a row that cannot be right stays out whole; the others come in",
    STRICT: "If one row cannot be right, nothing comes in",
}


class Several(forms.FileInput):
    allow_multiple_selected = True


class SeveralFiles(forms.FileField):
    """A list of files, each checked as one."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = data if isinstance(data, list | tuple) else [data]
        return [super(SeveralFiles, self).clean(each, initial) for each in given or [None]]


class HistoryForm(GovukForm):
    files = SeveralFiles(
        label="Files",
        help_text="CSV or XLSX, one for each table, or all of them in a zip. Up to 200 MB",
        widget=Several({"accept": ".csv,.xlsx,.zip"}),
        error_messages={"required": "Choose the files"},
    )
    how = forms.ChoiceField(
        label="What should happen?",
        choices=[(LOOK, "Only look"), (LOAD, "Bring in"), (STRICT, "Bring in all or nothing")],
        widget=Radios(hints=HINTS),
        initial=LOOK,
    )
