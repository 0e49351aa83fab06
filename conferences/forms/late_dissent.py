"""A dissent after the meeting, and the senior chair's answer."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone

from conferences.domain.late_dissent import dissent_limit
from conferences.enums import Capacity, DissentOutcome
from conferences.models import ConferenceChild
from govuk.forms import GovukDateField, GovukForm, GovukTimeField, LongTextField, Radios
from govuk.times import clock_moment


class DissentForm(GovukForm):
    participant = forms.ChoiceField(label="Which agency disagrees?", choices=[], widget=Radios())
    reason = LongTextField(label="Why it disagrees, as it said so", rows=5)
    raised_on = GovukDateField(label="Day it said so", when="past_or_today")
    raised_time = GovukTimeField(label="Time it said so", help_text="For example, 9:30am or 14:30")

    def __init__(self, data: Any = None, *, child: ConferenceChild) -> None:
        super().__init__(data)
        agencies = child.conference.participants.filter(capacity=Capacity.AGENCY)
        self.agencies = {str(p.pk): p for p in agencies.select_related("person", "agency")}
        self.fields["participant"].choices = [  # type: ignore[attr-defined]
            (key, f"{p.agency}, {p.person}") for key, p in self.agencies.items()
        ]
        until = dissent_limit(child.conference).due_at
        if until:
            self.fields["raised_on"].help_text = f"Until {clock_moment(until)} (Sussex)"

    def answers(self) -> dict[str, Any]:
        answers = self.cleaned_data
        at = dt.datetime.combine(answers["raised_on"], answers["raised_time"])
        return {
            "participant": self.agencies[answers["participant"]],
            "reason": answers["reason"],
            "raised_at": timezone.make_aware(at),
        }


class DissentReviewForm(GovukForm):
    outcome = forms.ChoiceField(
        label="What do you find?", choices=DissentOutcome.choices, widget=Radios()
    )
    answer = LongTextField(label="Why", rows=5, help_text="Who asked and the chair are told")

    def answers(self) -> dict[str, Any]:
        return {
            "outcome": DissentOutcome(self.cleaned_data["outcome"]),
            "answer": self.cleaned_data["answer"],
        }
