"""What somebody sends from the page their code leads to. Everything typed comes back on an error.

The words of its errors are keys of `disclosure.wording`: the page says them in its language.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from feedback.boxes import LONGEST, TRAP, WORDS
from feedback.domain.answering import Given
from feedback.enums import QUESTIONS, Audience, GivenBy, Score


def without_nulls(data: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """The database cannot keep the character NUL, and nobody misses it."""
    if data is None:
        return None
    return {name: str(value).replace("\0", "") for name, value in data.items()}


class AnswerForm(forms.Form):
    went_well = forms.CharField(required=False)
    could_be_better = forms.CharField(required=False)
    contact = forms.CharField(required=False)
    website = forms.CharField(required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, audience: Audience) -> None:
        super().__init__(without_nulls(data))
        self.questions = QUESTIONS[audience]
        for question in self.questions:
            self.fields[question.value] = forms.ChoiceField(
                choices=Score.choices,
                required=False,
                error_messages={"invalid_choice": "feedback.choose"},
            )

    def clean(self) -> dict[str, Any]:
        sent: dict[str, Any] = self.cleaned_data
        for name in WORDS:
            if len(sent.get(name, "")) > LONGEST:
                self.add_error(name, "feedback.too_long")
        if sent.get(TRAP):
            self.add_error(None, "feedback.once_more")
        elif not self.errors and not any(sent.values()):
            self.add_error(None, "feedback.empty")
        return sent

    def given(self, *, language: str, by: GivenBy) -> Given:
        sent = self.cleaned_data
        scores = {one.value: sent[one.value] for one in self.questions if sent.get(one.value)}
        words = {name: sent[name] for name in WORDS}
        return Given(scores=scores, language=language, by=by, **words)
