"""What the duty officer, the team manager and the head of service say."""

from __future__ import annotations

from typing import Any

from django import forms

from conferences.domain.screening import heads_of_service
from conferences.enums import DIVERSIONS, ScreeningOutcome
from conferences.forms.choosing import FamilyOnlyForm
from govuk.forms import GovukForm, LongTextField, NameField, Radios

AGREE, DISAGREE = "agree", "disagree"


class ScreeningForm(GovukForm):
    outcome = forms.ChoiceField(
        label="What do you advise?",
        choices=ScreeningOutcome.choices,
        widget=Radios(divider_before=ScreeningOutcome.CHILD_IN_NEED),
    )
    reason = LongTextField(
        label="Why",
        rows=6,
        required=False,
        help_text="The team reads this. It is needed unless the conference goes ahead",
    )
    label_sizes = {"outcome": "m", "reason": "m"}
    mark_optional = False

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        if answers.get("outcome") not in ("", None, ScreeningOutcome.PROCEED) and not answers.get(
            "reason"
        ):
            self.add_error("reason", "Say why, in words the team can act on")
        return answers

    def answers(self) -> dict[str, Any]:
        return {
            "outcome": ScreeningOutcome(self.cleaned_data["outcome"]),
            "reason": self.cleaned_data["reason"],
        }


class DiversionAnswerForm(GovukForm):
    answer = forms.ChoiceField(
        label="Do you agree?",
        choices=[(AGREE, "Yes, no conference is needed"), (DISAGREE, "No, I disagree")],
        widget=Radios(reveals={DISAGREE: ("reason", "referred_to")}),
    )
    reason = LongTextField(label="Why you disagree", rows=5)
    referred_to = forms.ChoiceField(
        label="Head of service who will settle it",
        choices=[],
        help_text="They have 1 working day. The clock of the conference runs on",
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.heads = {str(user.pk): user for user in heads_of_service()}
        self.fields["referred_to"].choices = [  # type: ignore[attr-defined]
            ("", "Choose a name"),
            *((key, str(user)) for key, user in self.heads.items()),
        ]

    def answers(self) -> dict[str, Any]:
        if self.cleaned_data["answer"] == AGREE:
            return {"agreed": True}
        return {
            "agreed": False,
            "reason": self.cleaned_data["reason"],
            "referred_to": self.heads.get(self.cleaned_data["referred_to"]),
        }


class SettleForm(GovukForm):
    decision = forms.ChoiceField(
        label="What do you decide?",
        choices=[("conference", "Hold the conference"), ("divert", "Divert, as advised")],
        widget=Radios(),
    )
    reason = LongTextField(label="Your reason", rows=5)

    def answers(self) -> dict[str, Any]:
        return {
            "divert": self.cleaned_data["decision"] == "divert",
            "reason": self.cleaned_data["reason"],
        }


class ConsultationForm(FamilyOnlyForm):
    asked_by = NameField(label="Who came to consult", help_text="Name and team")
    outcome = forms.ChoiceField(
        label="What did you advise?",
        choices=[
            (o.value, "Ask for a conference" if o == ScreeningOutcome.PROCEED else o.label)
            for o in ScreeningOutcome
            if o in DIVERSIONS or o in (ScreeningOutcome.PROCEED, ScreeningOutcome.MORE_WORK)
        ],
        widget=Radios(),
    )
    reason = LongTextField(label="Advice and why", rows=6)

    def answers(self) -> dict[str, Any]:
        return {
            "outcome": ScreeningOutcome(self.cleaned_data["outcome"]),
            "reason": self.cleaned_data["reason"],
            "asked_by": self.cleaned_data["asked_by"],
        }


class FollowUpForm(GovukForm):
    found = LongTextField(label="What became of it", rows=4)
