"""Another authority's plan for a child who stays here; and what it told us, put right."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from conferences.models import StrategyDiscussion
from govuk.forms import GovukDateField, GovukForm, LongTextField, NameField, Radios
from people.models import Child
from plans.domain.elsewhere import TheirPlan
from plans.enums import Category, EndReason
from plans.models import Plan

THEIR_ENDS = (
    EndReason.LEFT_AREA,
    EndReason.REVIEW_DECISION,
    EndReason.TURNED_18,
    EndReason.DIED,
    EndReason.LEFT_UK,
)


class TheirPlanForm(GovukForm):
    child = forms.ChoiceField(label="Which child?", choices=[], widget=Radios())
    authority = NameField(label="Which authority has the plan?")
    category = forms.ChoiceField(
        label="Category", choices=Category.choices, widget=Radios(small=True)
    )
    started_on = GovukDateField(label="When did their plan start?", when="past_or_today")

    def __init__(self, data: Any = None, *, children: Iterable[Child]) -> None:
        super().__init__(data)
        self.children = {str(child.pk): child for child in children}
        self.fields["child"].choices = [  # type: ignore[attr-defined]
            (key, child.person.name) for key, child in self.children.items()
        ]

    def answers(self) -> dict[str, Any]:
        answers = self.cleaned_data
        return {
            "child": self.children[answers["child"]],
            "authority": answers["authority"],
            "their_plan": TheirPlan(Category(answers["category"]), answers["started_on"]),
        }


class EndTheirPlanForm(GovukForm):
    reason = forms.ChoiceField(
        label="Why is it over?",
        choices=[(reason.value, reason.label) for reason in THEIR_ENDS],
        widget=Radios(),
    )
    on = GovukDateField(label="On which day", when="past_or_today")

    def __init__(self, data: Any = None, *, plan: Plan) -> None:
        super().__init__(data)
        self.fields["on"].help_text = f"Their plan started on {plan.started_on:%-d %B %Y}"

    def answers(self) -> dict[str, Any]:
        return {"reason": EndReason(self.cleaned_data["reason"]), "on": self.cleaned_data["on"]}


class CorrectDiscussionForm(GovukForm):
    held_on = GovukDateField(label="Day of the strategy discussion", when="past_or_today")
    reason = LongTextField(label="Why is it corrected?", rows=3, character_limit=1000)

    def __init__(self, data: Any = None, *, discussion: StrategyDiscussion) -> None:
        super().__init__(data, initial={"held_on": discussion.held_on})
