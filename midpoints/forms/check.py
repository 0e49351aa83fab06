"""What the chair writes at a midpoint check, and why one was not done."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from govuk.forms import GovukDateField, GovukForm, LongTextField, Radios
from midpoints.domain.checking import Found
from midpoints.domain.evidence import Evidence, Standard
from midpoints.enums import NotDoneReason, Progress, Recommendation
from people.models import Child
from timescales.domain import today_in_london

YES_OR_NO = [("yes", "Yes"), ("no", "No")]


class CheckForm(GovukForm):
    """Starts from the evidence: what the deadlines say of visits and core groups is filled in."""

    mark_optional = False
    on = GovukDateField(label="Day of the check", when="past_or_today")
    visits_in_standard = forms.ChoiceField(
        label="Are visits as they should be?", choices=YES_OR_NO, widget=Radios(inline=True)
    )
    core_groups_in_standard = forms.ChoiceField(
        label="Are core groups as they should be?", choices=YES_OR_NO, widget=Radios(inline=True)
    )
    progress = forms.ChoiceField(
        label="How is the plan going?", choices=Progress.choices, widget=Radios()
    )
    worries = LongTextField(
        label="What worries you?",
        rows=4,
        required=False,
        help_text="May stay empty when the plan is on track",
    )
    impact = LongTextField(label="What difference does the plan make?", rows=4)
    recommendation = forms.ChoiceField(
        label="What do you recommend?", choices=Recommendation.choices, widget=Radios()
    )
    recommendation_words = LongTextField(
        label="In your own words", rows=3, required=False, help_text="What should happen, by when"
    )

    def __init__(self, data: Any = None, *, children: Iterable[Child], evidence: Evidence) -> None:
        super().__init__(
            data,
            initial={
                "on": today_in_london(),
                "visits_in_standard": _answer(evidence.visits_standard),
                "core_groups_in_standard": _answer(evidence.core_groups_standard),
            },
        )
        self.children = list(children)
        for child in self.children:
            self.fields[f"lived_{child.pk}"] = LongTextField(
                label=f"What is life like for {child.person.called}?",
                rows=4,
                error_messages={"required": f"Enter what life is like for {child.person.called}"},
            )
        lived = [f"lived_{child.pk}" for child in self.children]
        standards = ["on", "visits_in_standard", "core_groups_in_standard"]
        self.order_fields([*standards, *lived, "progress", "worries", "impact"])

    def found(self) -> Found:
        answers = self.cleaned_data
        return Found(
            on=answers["on"],
            visits_in_standard=answers["visits_in_standard"] == "yes",
            core_groups_in_standard=answers["core_groups_in_standard"] == "yes",
            lived_experience={child.pk: answers[f"lived_{child.pk}"] for child in self.children},
            **{
                name: answers[name]
                for name in (
                    "progress",
                    "worries",
                    "impact",
                    "recommendation",
                    "recommendation_words",
                )
            },
        )


def _answer(standard: Standard) -> str:
    """No answer is filled in where nothing is on record."""
    if standard.is_empty:
        return ""
    return "yes" if standard.is_kept else "no"


class NotDoneForm(GovukForm):
    mark_optional = False
    reason = forms.ChoiceField(
        label="Why was it not done?", choices=NotDoneReason.choices, widget=Radios()
    )
    note = LongTextField(
        label="In your own words", rows=3, required=False, help_text="Needed for another reason"
    )
