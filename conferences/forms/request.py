"""The steps of a request, one form for each page. A form keeps its own answers."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import User
from conferences.domain import request_steps as steps
from conferences.domain.limits import day_in_words, limit_on_request
from conferences.domain.requesting import keep_answers, record_agreement
from conferences.domain.strategy import LONGEST_AGO, record_strategy_discussion
from conferences.enums import ConferenceKind, EarlyReason, LateReason, Section47Outcome
from conferences.models import ConferenceRequest
from govuk.forms import (
    GovukDateField,
    GovukForm,
    GovukTimeField,
    LongTextField,
    NameField,
    Radios,
)
from timescales.domain import today_in_london

ADD = "add"  # the button that keeps one more row and stays on the page


class StepForm(GovukForm):
    """One page of a request. Its step says which of the request's own fields it holds."""

    step: ClassVar[str]
    intro: ClassVar[str] = ""
    adds_rows: ClassVar[bool] = False

    def __init__(self, data: Any = None, *, request: ConferenceRequest) -> None:
        self.request = request
        super().__init__(data, initial=self.first_values())

    def first_values(self) -> dict[str, Any]:
        return {name: getattr(self.request, name) for name in self.kept}

    @property
    def kept(self) -> tuple[str, ...]:
        return steps.FIELDS.get(self.step, ())

    @property
    def stays(self) -> bool:
        """Whether the button pressed was the one that adds a row."""
        return self.adds_rows and self.data.get("action") == ADD

    def keep(self, *, by: User) -> None:
        answers = {name: self.cleaned_data[name] for name in self.kept}
        keep_answers(request=self.request, step=self.step, by=by, **answers)


def two_years_ago() -> dt.date:
    return today_in_london() - LONGEST_AGO


class StrategyForm(StepForm):
    step = steps.STRATEGY
    adds_rows = True

    held_on = GovukDateField(
        label="Day of the strategy discussion",
        when="past_or_today",
        earliest=two_years_ago,
        required=False,
        help_text="For example, 27 3 2026",
    )
    note = forms.CharField(
        label="Note",
        max_length=300,
        required=False,
        widget=forms.TextInput({"dir": "auto"}),
        help_text="For example, who led it. Nothing about other families",
    )
    mark_optional = False

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        known = self.request.family.strategy_discussions.exists()
        if "held_on" in answers and not answers["held_on"] and (self.stays or not known):
            self.add_error("held_on", "Enter the day of the strategy discussion")
        return answers

    def keep(self, *, by: User) -> None:
        if self.cleaned_data["held_on"]:
            record_strategy_discussion(family=self.request.family, by=by, **self.cleaned_data)
        keep_answers(request=self.request, step=self.step, by=by)


class Section47Form(StepForm):
    step = steps.SECTION_47

    section_47_outcome = forms.ChoiceField(
        label="What did the section 47 enquiry find?",
        choices=Section47Outcome.choices,
        widget=Radios(),
    )
    decided_on = GovukDateField(
        label="When was it decided that a conference is needed?",
        when="past_or_today",
        help_text="The conference is asked for within 1 working day of this (Bolton, Tees)",
    )
    label_sizes = {"section_47_outcome": "m", "decided_on": "m"}


class EarlyForm(StepForm):
    """A review may be held early at any time, with a reason; the next clock runs from it."""

    step = steps.EARLY

    early_reason = forms.ChoiceField(
        label="Why is a review needed early?", choices=EarlyReason.choices, widget=Radios()
    )
    wanted_by = GovukDateField(
        label="Day by which it is needed",
        when="future_or_today",
        error_messages={"required": "Enter the day by which it is needed"},
    )
    label_sizes = {"early_reason": "m", "wanted_by": "m"}

    def __init__(self, data: Any = None, *, request: ConferenceRequest) -> None:
        super().__init__(data, request=request)
        if limit := limit_on_request(request):
            words = f"The review is due by {day_in_words(limit.due_on, limit)} in any case"
            self.fields["wanted_by"].help_text = words


REASON_HELP = {
    ConferenceKind.TRANSFER_IN: "Why the family moved, what the other authority’s plan is for, and "
    "what the move changes for each child. Do not name or describe other families",
}


class ReasonForm(StepForm):
    step = steps.REASON

    reason = LongTextField(
        label="Why is a conference needed?",
        rows=12,
        help_text="What has happened to each child, and what you are worried may happen. Do not "
        "name or describe other families",
    )

    def __init__(self, data: Any = None, *, request: ConferenceRequest) -> None:
        super().__init__(data, request=request)
        usual = self.fields["reason"].help_text
        self.fields["reason"].help_text = REASON_HELP.get(ConferenceKind(request.kind), usual)


class SafetyPlanForm(StepForm):
    step = steps.SAFETY_PLAN

    interim_safety_plan = LongTextField(
        label="What keeps the children safe until the conference?",
        rows=12,
        help_text="Who does what, where the children sleep, who must not be with them, and who "
        "checks. The duty officer reads this first",
    )


class NeedsForm(StepForm):
    step = steps.NEEDS

    interpreter = forms.CharField(
        label="Interpreter",
        max_length=200,
        required=False,
        widget=forms.TextInput({"dir": "auto"}),
        help_text="Which language, and for whom",
    )
    access_needs = forms.CharField(
        label="Anything else that helps somebody take part",
        max_length=300,
        required=False,
        widget=forms.TextInput({"dir": "auto"}),
    )
    step_free_wanted = forms.BooleanField(label="A room without stairs", required=False)
    hearing_loop_wanted = forms.BooleanField(label="A hearing loop", required=False)
    separate_waiting = forms.BooleanField(
        label="Separate places to wait",
        required=False,
        help_text="People who must not meet arrive, wait and leave apart",
    )
    remote_wanted = forms.BooleanField(label="Somebody will join remotely", required=False)
    police_wanted = forms.BooleanField(
        label="The police should be asked to come",
        required=False,
        help_text="They need about 7 working days",
    )


class ExclusionForm(StepForm):
    step = steps.EXCLUSION

    wanted = forms.ChoiceField(
        label="Should anybody be excluded from the conference, or from part of it?",
        choices=[("no", "No"), ("yes", "Yes")],
        widget=Radios(
            reveals={"yes": "exclusion_asked"},
            hints={
                "yes": "The chair decides. It is exceptional: ask at least 3 working days before"
            },
        ),
    )
    exclusion_asked = LongTextField(label="Who, from what, and why", rows=6)

    def first_values(self) -> dict[str, Any]:
        asked = self.request.exclusion_asked
        answered = self.step in self.request.steps_done
        wanted = "yes" if asked else ("no" if answered else "")
        return {"wanted": wanted, "exclusion_asked": asked}

    def keep(self, *, by: User) -> None:
        asked = self.cleaned_data.get("exclusion_asked") or ""
        keep_answers(request=self.request, step=self.step, exclusion_asked=asked, by=by)


class LateForm(StepForm):
    step = steps.LATE

    late_reason = forms.ChoiceField(
        label="Why is the request late?", choices=LateReason.choices, widget=Radios()
    )
    late_note = LongTextField(label="What happened", rows=4, required=False)

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        if answers.get("late_reason") == LateReason.OTHER and not answers.get("late_note"):
            self.add_error("late_note", "Say what happened")
        return answers


class AgreementForm(StepForm):
    """The requester records who agreed. A team manager may sign in and agree instead."""

    step = steps.AGREEMENT

    agreed_by_name = NameField(label="Team manager who agreed")
    agreed_on = GovukDateField(label="On which day", when="past_or_today")
    agreed_time = GovukTimeField(label="At what time", help_text="For example, 9:30am or 14:30")

    def first_values(self) -> dict[str, Any]:
        at = self.request.agreed_at
        local = timezone.localtime(at) if at else None
        return {
            "agreed_by_name": self.request.agreed_by_name,
            "agreed_on": local.date() if local else None,
            "agreed_time": local.time() if local else None,
        }

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        day, time = answers.get("agreed_on"), answers.get("agreed_time")
        if day and time:
            at = timezone.make_aware(dt.datetime.combine(day, time))
            if at > timezone.now():
                raise ValidationError("The time of agreement cannot be in the future")
            answers["at"] = at
        return answers

    def keep(self, *, by: User) -> None:
        record_agreement(
            request=self.request,
            name=self.cleaned_data["agreed_by_name"],
            at=self.cleaned_data["at"],
            by=by,
        )
