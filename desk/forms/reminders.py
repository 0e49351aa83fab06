"""When people are reminded of what they owe."""

from __future__ import annotations

from django import forms

from govuk.forms import GovukDateField, GovukForm
from timescales.domain import today_in_london


class NumbersField(forms.CharField):
    """Whole numbers with commas between them; none is an answer too."""

    def clean(self, value: str) -> list[int]:
        words = super().clean(value).replace(",", " ").split()
        if not all(word.isdecimal() and len(word) < 4 for word in words):
            raise forms.ValidationError("Enter whole numbers, like 1, 5, 10.")
        return [int(word) for word in words]


class ScheduleForm(GovukForm):
    before = NumbersField(
        label="How many working days before the due date?",
        help_text="With commas between them, like 5, 2. The day itself always counts.",
        required=False,
    )
    after = NumbersField(
        label="How many working days after it?",
        help_text="Like 1, 5, 10. The email goes each working morning; on these days it reminds.",
        required=False,
    )
    effective_from = GovukDateField(
        label="From which day?", when="future_or_today", initial=today_in_london
    )
    reason = forms.CharField(label="Why?", max_length=300)
