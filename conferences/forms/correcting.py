"""Reopen a conference, or correct a decision after a pack has left."""

from __future__ import annotations

from typing import Any

from django import forms

from conferences.domain.corrected_plan import (
    PlanDates,
    asks_for_core_group,
    asks_for_review,
    who_may_lead,
)
from conferences.domain.deciding import OTHER_PLANS
from conferences.domain.ready_to_close import core_group_limit, is_protected, review_limit
from conferences.enums import ChildOutcome
from conferences.forms.closing import moment
from conferences.models import Conference, ConferenceChild
from govuk.forms import (
    Checkboxes,
    GovukDateField,
    GovukForm,
    GovukTimeField,
    LongTextField,
    NameField,
    Radios,
)
from plans.enums import Category

OF_THE_DECISION = (
    "threshold_met",
    "threshold_reason",
    "outcome",
    "category",
    "chair_reason",
    "consent_by",
    "first_meeting_on",
)


class ReopenForm(GovukForm):
    reason = LongTextField(label="Why are you reopening this conference?", rows=3)


class AddendumForm(GovukForm):
    text = LongTextField(
        label="What should be added or put right?",
        help_text="It stands beside the words. The words themselves stay as they were recorded.",
        rows=4,
    )


def _new_plan_fields(each: ConferenceChild) -> dict[str, forms.Field]:
    """Asked only when the correction makes a child protection plan, and only what its conference
    was not asked."""
    fields: dict[str, forms.Field] = {}
    if asks_for_review(each.conference):
        limit = review_limit(each.conference).due_on
        fields["next_review_on"] = GovukDateField(
            label="Date of the next review conference",
            required=False,
            when="future",
            help_text=f"By {limit:%A %-d %B %Y}",
        )
    if asks_for_core_group(each):
        fields |= _core_group_fields(each.conference)
    return fields


def _leads(each: ConferenceChild) -> list[tuple[str, str]]:
    """Who leads now, also where they may not be chosen anew, and the conference's professionals."""
    now = each.decision.lead_worker
    people = [*([now] if now else []), *who_may_lead(each.conference)]
    return [("", "Choose"), *{str(person.pk): person.name for person in people}.items()]


def _core_group_fields(conference: Conference) -> dict[str, forms.Field]:
    return {
        "core_group_on": GovukDateField(
            label="Date of the first core group",
            required=False,
            when="future_or_today",
            help_text=f"By {core_group_limit(conference).due_on:%A %-d %B %Y}",
        ),
        "core_group_time": GovukTimeField(
            label="Time of the first core group", required=False, help_text="For example 10:30am"
        ),
        "core_group_place": forms.CharField(
            label="Where the core group will meet",
            required=False,
            max_length=200,
            help_text="The family will read this",
        ),
    }


class CorrectionForm(GovukForm):
    """Starts from the decision as it stands, and asks what deciding and closing would have asked.
    What is missing, the domain says."""

    mark_optional = False

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
        widget=Radios(reveals={Category.MULTIPLE: ("constituents", "none_recommended")}),
    )
    constituents = forms.MultipleChoiceField(
        label="Which categories is it made of?",
        choices=[choice for choice in Category.choices if choice[0] != Category.MULTIPLE],
        required=False,
        widget=Checkboxes(),
    )
    none_recommended = forms.BooleanField(label="None is recommended", required=False)
    lead_worker = forms.ChoiceField(
        label="Lead worker of the plan",
        required=False,
        help_text="Of any plan, also for a child in need or early help",
    )
    consent_by = NameField(
        label="Parent who agreed to a plan that is not child protection",
        required=False,
        max_length=200,
    )
    first_meeting_on = GovukDateField(
        label="Date of the first meeting of a plan that is not child protection", required=False
    )
    chair_reason = LongTextField(
        label="The chair’s reason",
        help_text="Needed when agencies disagree",
        required=False,
        rows=2,
    )
    reason = LongTextField(label="Why was the decision wrong?", rows=3)

    def __init__(self, *args: Any, each: ConferenceChild, **kwargs: Any) -> None:
        decision = each.decision
        kwargs.setdefault(
            "initial",
            {
                "threshold_met": "yes" if decision.threshold_met else "no",
                "threshold_reason": decision.threshold_reason,
                "outcome": decision.outcome,
                "category": decision.category,
                "constituents": decision.constituent_categories,
                "none_recommended": decision.category == Category.MULTIPLE
                and not decision.constituent_categories,
                "consent_by": decision.consent_by,
                "first_meeting_on": decision.first_meeting_on,
                "chair_reason": decision.chair_reason,
                "lead_worker": decision.lead_worker_id or "",
            },
        )
        super().__init__(*args, **kwargs)
        self.fields["lead_worker"].choices = _leads(each)  # type: ignore[attr-defined]
        if not is_protected(each):
            fields = _new_plan_fields(each)
            self.fields.update(fields)
            self.fields["outcome"].widget.reveals = {
                ChildOutcome.CHILD_PROTECTION.value: tuple(fields)
            }

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("outcome") != ChildOutcome.CHILD_PROTECTION:
            cleaned["category"], cleaned["constituents"] = "", []
        if cleaned.get("outcome") not in OTHER_PLANS:
            cleaned["consent_by"], cleaned["first_meeting_on"] = "", None
        no_time = not cleaned.get("core_group_time") and "core_group_time" not in self.errors
        if cleaned.get("core_group_on") and no_time:
            self.add_error("core_group_time", "Enter the time of the first core group")
        return cleaned

    def after(self) -> dict[str, Any]:
        """The decision's own fields."""
        given = {name: self.cleaned_data[name] for name in OF_THE_DECISION}
        given["constituent_categories"] = self.cleaned_data["constituents"] or []
        given["none_recommended"] = bool(self.cleaned_data["none_recommended"])
        if worker := self.cleaned_data.get("lead_worker"):
            given["lead_worker_id"] = int(worker)
        return given

    def dates(self) -> PlanDates:
        """The next dates of a plan that the correction makes."""
        given = self.cleaned_data
        return PlanDates(
            next_review_on=given.get("next_review_on"),
            first_core_group_at=moment(given.get("core_group_on"), given.get("core_group_time")),
            core_group_place=given.get("core_group_place") or "",
        )
