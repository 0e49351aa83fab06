"""Reopen a conference, or correct a decision after a pack has left."""

from __future__ import annotations

from typing import Any

from django import forms

from conferences.enums import ChildOutcome
from conferences.models import Decision
from govuk.forms import Checkboxes, GovukForm, LongTextField, Radios
from plans.enums import Category


class ReopenForm(GovukForm):
    reason = LongTextField(label="Why are you reopening this conference?", rows=3)


class AddendumForm(GovukForm):
    text = LongTextField(
        label="What should be added or put right?",
        help_text="It stands beside the words. The words themselves stay as they were recorded.",
        rows=4,
    )


class CorrectionForm(GovukForm):
    """Starts from the decision as it stands."""

    threshold_met = forms.TypedChoiceField(
        label="Was the threshold of significant harm met?",
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda value: value == "yes",
        widget=Radios(inline=True),
    )
    threshold_reason = LongTextField(label="Why", help_text="The family will read this", rows=3)
    outcome = forms.ChoiceField(
        label="What should have been decided", choices=ChildOutcome.choices, widget=Radios()
    )
    category = forms.ChoiceField(
        label="Category of harm",
        choices=[("", "None"), *Category.choices],
        required=False,
        widget=Radios(),
    )
    constituent_categories = forms.MultipleChoiceField(
        label="If multiple, which categories",
        choices=[choice for choice in Category.choices if choice[0] != Category.MULTIPLE],
        required=False,
        widget=Checkboxes(),
    )
    consent_by = forms.CharField(
        label="Parent who agreed to a plan that is not child protection",
        required=False,
        max_length=200,
    )
    reason = LongTextField(label="Why was the decision wrong?", rows=3)

    def __init__(self, *args: Any, decision: Decision, **kwargs: Any) -> None:
        kwargs.setdefault(
            "initial",
            {
                "threshold_met": "yes" if decision.threshold_met else "no",
                "threshold_reason": decision.threshold_reason,
                "outcome": decision.outcome,
                "category": decision.category,
                "constituent_categories": decision.constituent_categories,
                "consent_by": decision.consent_by,
            },
        )
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        protects = cleaned.get("outcome") == ChildOutcome.CHILD_PROTECTION
        if protects and not cleaned.get("category"):
            self.add_error("category", "Choose the category of harm")
        if protects and cleaned.get("threshold_met") is False:
            self.add_error(
                "threshold_met", "A child protection plan can only be made if the threshold is met"
            )
        if not protects:
            cleaned["category"], cleaned["constituent_categories"] = "", []
        return cleaned

    def after(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "reason"}
