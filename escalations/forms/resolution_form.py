"""Raise a Resolution Form, and every answer to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from escalations.domain.raising_form import Asked
from escalations.forms.choosing import RecipientMixin
from escalations.forms.raising import DangerMixin, OriginForm
from escalations.models import Concern, ResolutionForm
from escalations.reasons import Reason
from escalations.stages import FIRST, LAST, STAGES, stage_words
from govuk.forms import Checkboxes, GovukForm, LongTextField, Radios
from people.enums import AgencyKind
from people.models import Family

WHEN_SKIPPED = "Only when it starts, or goes, above the next stage"


def both_lines(number: int) -> str:
    stage = STAGES[number]
    return f"Stage {number}: {stage.service}, or {stage.partner}"


class WhatIsAsked(RecipientMixin, DangerMixin, GovukForm):
    """The questions of every Resolution Form, also of one that comes out of a concern."""

    reasons = forms.MultipleChoiceField(label="What is it about?", widget=Checkboxes(small=True))
    impact = LongTextField(label="What does it mean for the child?", rows=4)
    asked = LongTextField(
        label="What do you ask for?", rows=4, help_text="What should happen, and by when"
    )
    stage = forms.TypedChoiceField(
        label="At which stage does it start?",
        coerce=int,
        choices=[(number, both_lines(number)) for number in STAGES],
        initial=FIRST,
        widget=Radios(small=True),
    )
    skipped_because = LongTextField(
        label="Why is a stage skipped?", rows=2, required=False, help_text=WHEN_SKIPPED
    )

    def offer(self, family: Family, reasons: Mapping[str, Reason]) -> None:
        self.fields["reasons"].choices = [  # type: ignore[attr-defined]
            (code, reason.label) for code, reason in reasons.items()
        ]
        self.offer_to_raise(family)

    def what(self) -> Asked:
        answers = self.cleaned_data
        return Asked(
            reasons=answers["reasons"],
            impact=answers["impact"],
            asked=answers["asked"],
            recipient=self.chosen_recipient(),
            stage=answers["stage"],
            skipped_because=answers["skipped_because"],
        )


class RaiseForm(WhatIsAsked, OriginForm):
    field_order = [
        "children",
        "who",
        "reasons",
        "impact",
        "asked",
        "recipient",
        "stage",
        "skipped_because",
        "danger",
    ]

    def __init__(
        self, *args: Any, family: Family, reasons: Mapping[str, Reason], **kwargs: Any
    ) -> None:
        super().__init__(*args, family=family, **kwargs)
        self.offer(family, reasons)


class PromoteForm(WhatIsAsked):
    """Starts from the concern: nothing is typed twice. Children, whose work and place come with
    it."""

    field_order = ["reasons", "impact", "asked", "recipient", "stage", "skipped_because", "danger"]

    def __init__(
        self, data: Any = None, *, concern: Concern, reasons: Mapping[str, Reason]
    ) -> None:
        initial = {"reasons": [concern.reason], "impact": concern.impact}
        if concern.agency.kind != AgencyKind.SOCIAL_CARE:
            initial["recipient"] = str(concern.professional_id or "")
        super().__init__(data, initial=initial)
        self.offer(concern.family, reasons)


class AnswerForm(GovukForm):
    answer = LongTextField(
        label="Your answer", rows=6, help_text="What has been done, or will be, by whom and when"
    )


class RecordedAnswerForm(GovukForm):
    answer = LongTextField(
        label="What did they answer?", rows=6, help_text="And how: by telephone, in a meeting"
    )


class StepUpForm(RecipientMixin, GovukForm):
    why = LongTextField(label="Why do you step it up?", rows=4)
    to_stage = forms.TypedChoiceField(
        label="To which stage?", coerce=int, choices=[], widget=Radios(small=True)
    )
    skipped_because = LongTextField(
        label="Why is a stage skipped?", rows=2, required=False, help_text=WHEN_SKIPPED
    )

    field_order = ["why", "to_stage", "skipped_because", "recipient"]

    def __init__(self, data: Any = None, *, form: ResolutionForm) -> None:
        first = form.stage + 1
        super().__init__(data, initial={"to_stage": first})
        self.fields["to_stage"].choices = [  # type: ignore[attr-defined]
            (number, stage_words(number, form.route)) for number in range(first, LAST + 1)
        ]
        self.offer_to_step_up(form)

    def answers(self) -> dict[str, Any]:
        return {
            "why": self.cleaned_data["why"],
            "to_stage": self.cleaned_data["to_stage"],
            "skipped_because": self.cleaned_data["skipped_because"],
            "recipient": self.chosen_recipient(),
        }


class ResolveForm(GovukForm):
    outcome = LongTextField(label="What has changed for the child?", rows=4)


class WithdrawForm(GovukForm):
    why = LongTextField(label="Why do you withdraw it?", rows=3)


class NoteForm(GovukForm):
    words = LongTextField(label="Note", rows=4, help_text="It stands in the timeline for good")


class DangerForm(DangerMixin, GovukForm):
    """The same three questions, when it has become dangerous since."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["danger"]
