"""End a plan without a review, note an earlier plan, set local practice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from govuk.forms import GovukDateField, GovukForm, GovukModelForm, NameField, Radios
from govuk.forms.base import in_sentence
from plans.enums import Category, EndReason
from plans.models import LocalPractice

OURS, OTHERS = "ours", "others"


class EndPlanForm(GovukForm):
    reason = forms.ChoiceField(label="Why does the plan end?", choices=[], widget=Radios())
    on = GovukDateField(label="On which day", when="past_or_today")
    authorised_by = NameField(
        label="Who authorised it?", max_length=200, widget=forms.TextInput({"dir": "auto"})
    )

    def __init__(self, data: Any = None, *, exceptions: Mapping[EndReason, str]) -> None:
        super().__init__(data)
        hints = {
            reason.value: f"Authorised by: {in_sentence(who)}" for reason, who in exceptions.items()
        }
        self.fields["reason"].choices = [  # type: ignore[attr-defined]
            (reason.value, reason.label) for reason in exceptions
        ]
        self.fields["reason"].widget.hints = hints


class EarlierPlanForm(GovukForm):
    whose = forms.ChoiceField(
        label="Whose plan was it?",
        choices=((OURS, "This authority’s"), (OTHERS, "Another authority’s")),
        widget=Radios(reveals={OTHERS: "authority"}),
    )
    authority = NameField(
        label="Which authority", max_length=200, widget=forms.TextInput({"dir": "auto"})
    )
    started_on = GovukDateField(label="Started on", when="past_or_today")
    ended_on = GovukDateField(label="Ended on", when="past_or_today")
    category = forms.ChoiceField(
        label="Category", required=False, choices=[("", "Not known"), *Category.choices]
    )

    def answers(self) -> dict[str, Any]:
        answers = {key: value for key, value in self.cleaned_data.items() if key != "whose"}
        return answers | {"authority": answers.get("authority") or ""}


class LocalPracticeForm(GovukModelForm):
    class Meta:
        model = LocalPractice
        fields = ("looked_after_ends_a_plan", "repeat_within_months")
