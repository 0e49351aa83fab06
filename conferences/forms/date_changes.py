"""Another day for a review: asked for, and answered."""

from __future__ import annotations

from typing import Any

from django import forms

from bookings.enums import MoveReason
from conferences.domain.date_changes import AnotherDay
from conferences.domain.limits import due_in_words
from conferences.models import Conference
from govuk.forms import GovukDateField, GovukForm, LongTextField, Radios


class AnotherDayForm(GovukForm):
    wanted_on = GovukDateField(label="Last day that would do", when="future_or_today")
    reason = forms.ChoiceField(
        label="Why another day?", choices=MoveReason.choices, widget=Radios()
    )
    note = LongTextField(label="More about why", rows=3, required=False, character_limit=2000)
    core_group_asked_on = GovukDateField(
        label="Day the core group was asked",
        when="past_or_today",
        error_messages={"required": "Enter the day the core group was asked"},
    )
    core_group_said = LongTextField(
        label="What the core group said",
        rows=3,
        character_limit=2000,
        help_text="If it could not be asked, say why",
    )
    label_sizes = {"reason": "m", "wanted_on": "m"}

    def __init__(self, data: Any = None, *, conference: Conference) -> None:
        super().__init__(data)
        wanted = self.fields["wanted_on"]
        wanted.error_messages["required"] = "Enter the last day that would do"
        if conference.due_on:
            wanted.help_text = f"The review is due by {due_in_words(conference)}"

    def wanted(self) -> AnotherDay:
        answers = self.cleaned_data
        return AnotherDay(**{**answers, "reason": MoveReason(answers["reason"])})


class DateAnswerForm(GovukForm):
    agreed = forms.ChoiceField(
        label="Do you agree?",
        choices=[("yes", "Yes, find another day"), ("no", "No, the day stays")],
        widget=Radios(reveals={"no": "answer"}),
    )
    answer = LongTextField(label="Why not?", rows=3, character_limit=2000)

    def answers(self) -> dict[str, Any]:
        return {
            "agreed": self.cleaned_data["agreed"] == "yes",
            "answer": self.cleaned_data["answer"] or "",
        }
