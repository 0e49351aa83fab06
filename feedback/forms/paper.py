"""An answer that came on paper, as business support keys it in."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django import forms

from disclosure.enums import Language
from feedback.boxes import LONGEST
from feedback.domain.answering import Given
from feedback.enums import QUESTIONS, Audience, GivenBy, Score
from govuk.forms import GovukDateField, GovukForm, LongTextField, Radios


class PaperForm(GovukForm):
    key = forms.UUIDField(required=False, widget=forms.HiddenInput())
    code = forms.CharField(
        label="Code from the plan",
        required=False,
        max_length=40,
        help_text="If they wrote it on the form. Without it the answer is kept, but not counted "
        "in the response rate.",
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    came_on = GovukDateField(label="Which day did it come in?", when="past_or_today")
    language = forms.ChoiceField(label="Language of the form", choices=Language.choices)

    def __init__(self, data: Any = None, *, audience: Audience, today: dt.date) -> None:
        self.questions = QUESTIONS[audience]
        initial = {"key": uuid.uuid4(), "came_on": today, "language": Language.ENGLISH}
        super().__init__(data, initial=initial)
        for question in self.questions:
            self.fields[question.value] = forms.ChoiceField(
                label=question.label,
                required=False,
                choices=Score.choices,
                widget=Radios(inline=True),
            )
        for name, label in (
            ("went_well", "What was good?"),
            ("could_be_better", "What should we do better?"),
            ("contact", "Name and number, if they want to be phoned"),
        ):
            self.fields[name] = LongTextField(
                label=label, required=False, rows=3, character_limit=LONGEST
            )

    def given(self) -> Given:
        said = self.cleaned_data
        return Given(
            scores={one.value: said[one.value] for one in self.questions if said[one.value]},
            went_well=said["went_well"],
            could_be_better=said["could_be_better"],
            contact=said["contact"],
            language=said["language"],
            by=GivenBy.PAPER,
        )
