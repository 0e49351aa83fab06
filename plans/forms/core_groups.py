"""Plan a core group, record one, say why one was not held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils import timezone

from govuk.forms import (
    Checkboxes,
    GovukDateField,
    GovukForm,
    GovukTimeField,
    LongTextField,
    Radios,
)
from people.models import Person
from plans.domain.minutes import ActionReviewed, Minutes, OutcomeSaid
from plans.enums import CameAs, Direction, ItemStatus, NotHeldReason
from plans.models import CoreGroupMember, Plan, PlanItem

NOT_TALKED_ABOUT = "none"
CAME_LEAD = "came_lead"
NEXT = ("next_on", "next_time", "next_place")
DIRECTIONS = [*Direction.choices, (NOT_TALKED_ABOUT, "Not talked about")]


class WhenField(GovukForm):
    """A day, a time and a place of a core group."""

    on = GovukDateField(label="Date", when="future_or_today")
    time = GovukTimeField(label="Time", help_text="For example, 10:30am")
    place = forms.CharField(
        label="Place", max_length=200, required=False, widget=forms.TextInput({"dir": "auto"})
    )

    def at(self) -> dt.datetime:
        answers = self.cleaned_data
        return timezone.make_aware(dt.datetime.combine(answers["on"], answers["time"]))


class PlanCoreGroupForm(WhenField):
    """The next one, for every child on a plan."""


class NotHeldForm(GovukForm):
    reason = forms.ChoiceField(
        label="Why was it not held?", choices=NotHeldReason.choices, widget=Radios()
    )
    note = forms.CharField(
        label="In a sentence",
        max_length=500,
        required=False,
        widget=forms.TextInput({"dir": "auto"}),
        help_text="For staff. Needed for “another reason”.",
    )


class MissedForm(NotHeldForm):
    """The same for one whose day was never fixed here."""

    on = GovukDateField(
        label="When should it have been held?",
        when="past_or_today",
        help_text="The last day on which it was due, or the day agreed elsewhere",
    )
    field_order = ("on", "reason", "note")


class TakeBackForm(GovukForm):
    reason = forms.CharField(
        label="Why is it taken back?", max_length=300, widget=forms.TextInput({"dir": "auto"})
    )


@dataclass(frozen=True)
class OutcomeFields:
    outcome: PlanItem
    direction: BoundField
    scale: BoundField
    words: BoundField


@dataclass(frozen=True)
class ActionFields:
    action: PlanItem
    status: BoundField
    words: BoundField


class RecordCoreGroupForm(GovukForm):
    """Everything a core group leaves behind, on one page.

    Who came has no answer until somebody gives it: being there is what lets people have the words.
    """

    held_on = GovukDateField(label="When was it held?", when="past_or_today")
    plans = forms.MultipleChoiceField(
        label="Which children was it about?", widget=Checkboxes(), choices=[]
    )
    led_by = forms.ChoiceField(label="Who led it?", required=False, choices=[])
    next_on = GovukDateField(label="Date", when="future_or_today", required=False)
    next_time = GovukTimeField(label="Time", required=False)
    next_place = forms.CharField(
        label="Place", max_length=200, required=False, widget=forms.TextInput({"dir": "auto"})
    )

    def __init__(
        self,
        data: Any = None,
        *,
        plans: Sequence[Plan],
        members: Sequence[CoreGroupMember],
        outcomes: Sequence[PlanItem],
        actions: Sequence[PlanItem],
        lead: Person | None = None,
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        self.all_plans = {str(plan.pk): plan for plan in plans}
        self.members, self.outcomes, self.actions = members, outcomes, actions
        self.lead = lead
        self.fields["plans"].choices = [  # type: ignore[attr-defined]
            (key, _whose(plan)) for key, plan in self.all_plans.items()
        ]
        if len(plans) == 1:
            del self.fields["plans"]
        if all(plan.ended_on for plan in plans):
            for name in NEXT:
                del self.fields[name]
        self.fields["led_by"].choices = [  # type: ignore[attr-defined]
            ("", "The social worker"),
            *((member.person_id, member.person.name) for member in members if member.agency_id),
        ]
        self._ask_who_came()
        self._ask_about_outcomes()
        self._ask_about_actions()
        for plan in plans:
            self._ask(f"views_{plan.child_id}", _words(f"What {plan.child.person.called} says"))

    def _ask(self, name: str, field: forms.Field) -> None:
        self.fields[name] = field

    def _ask_who_came(self) -> None:
        for member in self.members:
            self._ask(f"came_{member.pk}", _came(str(member), member.person))
        if self.lead is not None:
            self._ask(CAME_LEAD, _came(f"{self.lead.name}, the lead worker", self.lead))

    def _ask_about_outcomes(self) -> None:
        for item in self.outcomes:
            self._ask(
                f"direction_{item.pk}",
                forms.ChoiceField(
                    label=item.passage.text,
                    choices=DIRECTIONS,
                    widget=Radios(inline=True, small=True),
                    error_messages={"required": "Say how this outcome is going"},
                ),
            )
            number = forms.IntegerField(
                label="How safe, from 0 to 10",
                required=False,
                min_value=0,
                max_value=10,
                widget=forms.NumberInput({"class": "govuk-input--width-2"}),
            )
            self._ask(f"scale_{item.pk}", number)
            self._ask(f"words_{item.pk}", _words("What was said"))

    def _ask_about_actions(self) -> None:
        for item in self.actions:
            status = forms.ChoiceField(
                label=item.passage.text, choices=ItemStatus.choices, initial=item.status
            )
            self._ask(f"status_{item.pk}", status)
            evidence = forms.CharField(
                label="How do you know, or why is it no longer needed?",
                required=False,
                max_length=2000,
                widget=forms.TextInput({"dir": "auto"}),
            )
            self._ask(f"evidence_{item.pk}", evidence)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("next_on") and not cleaned.get("next_time"):
            self.add_error("next_time", "Enter the time of the next core group")
        if cleaned.get("next_time") and not cleaned.get("next_on"):
            self.add_error("next_on", "Enter the date of the next core group")
        dropped = [
            item
            for item in self.actions
            if cleaned.get(f"status_{item.pk}") == ItemStatus.NOT_NEEDED
            and item.status != ItemStatus.NOT_NEEDED
            and not cleaned.get(f"evidence_{item.pk}")
        ]
        for item in dropped:
            self.add_error(f"evidence_{item.pk}", "Say why this action is no longer needed")
        return cleaned

    def chosen_plans(self) -> list[Plan]:
        chosen = self.cleaned_data.get("plans", list(self.all_plans))
        return [self.all_plans[key] for key in chosen]

    def minutes(self) -> Minutes:
        answers = self.cleaned_data
        led_by = next(
            (m.person for m in self.members if str(m.person_id) == answers["led_by"]), None
        )
        return Minutes(
            held_on=answers["held_on"],
            came={m: CameAs(answers[f"came_{m.pk}"]) for m in self.members},
            lead_came_as=CameAs(answers[CAME_LEAD]) if CAME_LEAD in self.fields else None,
            progress=list(self._progress()),
            views={p.child_id: answers[f"views_{p.child_id}"] for p in self.chosen_plans()},
            actions=list(self._reviewed()),
            led_by=led_by,
        )

    def _progress(self) -> Iterator[OutcomeSaid]:
        for item in self.outcomes:
            direction = self.cleaned_data[f"direction_{item.pk}"]
            if direction != NOT_TALKED_ABOUT:
                yield OutcomeSaid(
                    outcome=item,
                    direction=Direction(direction),
                    scale=self.cleaned_data[f"scale_{item.pk}"],
                    words=self.cleaned_data[f"words_{item.pk}"],
                )

    def _reviewed(self) -> Iterator[ActionReviewed]:
        """What was changed or said; an action nobody spoke of is left alone."""
        for item in self.actions:
            status = ItemStatus(self.cleaned_data[f"status_{item.pk}"])
            words = self.cleaned_data[f"evidence_{item.pk}"]
            if status != item.status or words.strip():
                yield ActionReviewed(item, status, words)

    def next_at(self) -> dt.datetime | None:
        answers = self.cleaned_data
        if not answers.get("next_on"):
            return None
        return timezone.make_aware(dt.datetime.combine(answers["next_on"], answers["next_time"]))

    # What the page lays out by itself.

    def came_fields(self) -> list[BoundField]:
        names = [name for name in self.fields if name.startswith("came_")]
        return [self[name] for name in names]

    def outcome_fields(self) -> list[OutcomeFields]:
        return [
            OutcomeFields(
                item,
                self[f"direction_{item.pk}"],
                self[f"scale_{item.pk}"],
                self[f"words_{item.pk}"],
            )
            for item in self.outcomes
        ]

    def action_fields(self) -> list[ActionFields]:
        return [
            ActionFields(item, self[f"status_{item.pk}"], self[f"evidence_{item.pk}"])
            for item in self.actions
        ]

    def views_fields(self) -> list[BoundField]:
        return [self[f"views_{plan.child_id}"] for plan in self.all_plans.values()]


def _came(label: str, person: Person) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[("", "Choose"), *CameAs.choices],
        error_messages={"required": f"Say whether {person.name} came"},
    )


def _whose(plan: Plan) -> str:
    if plan.ended_on is None:
        return str(plan.child)
    return f"{plan.child}, whose plan ended on {plan.ended_on:%-d %B %Y}"


def _words(label: str) -> LongTextField:
    return LongTextField(label=label, rows=2, required=False)
