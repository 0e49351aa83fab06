"""Record a visit, and say how often a plan asks for one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms import BoundField

from govuk.forms import FilterSelect, GovukDateField, GovukForm, Radios
from people.models import Professional
from plans.domain.visits import Seen
from plans.enums import NotSeenReason, SeenAnswer
from plans.models import Plan
from plans.models.plan import VISIT_UNITS
from timescales.enums import Unit
from timescales.rule import Amount

ALONE, WITH_OTHERS, NOT_SEEN, NOT_ASKED = "alone", "with_others", "not_seen", "not_asked"
FOUND = (
    (ALONE, "Seen, alone"),
    (WITH_OTHERS, "Seen, but not alone"),
    (NOT_SEEN, "Not seen"),
)
FOUND_UNBORN = ((WITH_OTHERS, "The mother was seen"), (NOT_SEEN, "The mother was not seen"))
YES_NO = ((SeenAnswer.YES, "Yes"), (SeenAnswer.NO, "No"))


class VisitForm(GovukForm):
    """One visit to a home; each child on a plan has an answer of their own, and each whose plan
    has ended lately, where it still ran on the day of the visit."""

    visited_on = GovukDateField(label="Day of the visit", when="past_or_today")
    visited_by = forms.ChoiceField(label="Who visited", widget=FilterSelect(), choices=[])

    def __init__(
        self,
        data: Any = None,
        *,
        plans: Sequence[Plan],
        professionals: Sequence[Professional],
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        self.plans = plans
        self.visitors = {str(p.pk): p.person for p in professionals}
        self.fields["visited_by"].choices = [  # type: ignore[attr-defined]
            ("", "Choose a person"),
            *((key, person.name) for key, person in self.visitors.items()),
        ]
        self.label_sizes = {f"found_{plan.pk}": "m" for plan in plans}
        for plan in plans:
            self._ask_about(plan)

    def _ask_about(self, plan: Plan) -> None:
        child, key = plan.child, plan.pk
        choices = FOUND_UNBORN if child.is_unborn else FOUND
        not_asked = ((NOT_ASKED, "The visit was not to this child"),) if len(self.plans) > 1 else ()
        reveals = {NOT_SEEN: f"why_{key}"}
        if not child.is_unborn:
            reveals[WITH_OTHERS] = f"not_alone_{key}"
        ended = plan.ended_on
        self.fields[f"found_{key}"] = forms.ChoiceField(
            label=child.person.name,
            choices=[*choices, *not_asked],
            widget=Radios(reveals=reveals),
            required=ended is None or len(self.plans) == 1,
            help_text=f"Only for a visit up to {ended:%-d %B %Y}, when the plan ended"
            if ended
            else "",
            error_messages={"required": _not_said(plan)},
        )
        self.fields[f"why_{key}"] = forms.ChoiceField(
            label=f"Why was {child.person.called} not seen?", choices=NotSeenReason.choices
        )
        if child.is_unborn:
            return
        self.fields[f"not_alone_{key}"] = forms.CharField(
            label=f"Why was {child.person.called} not seen alone?",
            max_length=300,
            widget=forms.TextInput({"dir": "auto"}),
        )
        self.fields[f"bedroom_{key}"] = forms.ChoiceField(
            label=f"Was {child.person.called}’s bedroom seen?",
            choices=YES_NO,
            initial=SeenAnswer.NO,
            widget=Radios(inline=True, small=True),
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        day = cleaned.get("visited_on")
        for plan in self.plans if day else ():
            field = f"found_{plan.pk}"
            if plan.ran_on(day) and field not in self.errors and not cleaned[field]:
                self.add_error(field, _not_said(plan))
        return cleaned

    def seen(self) -> dict[Plan, Seen]:
        found = {plan: self.cleaned_data[f"found_{plan.pk}"] for plan in self.plans}
        asked = {plan: what for plan, what in found.items() if what and what != NOT_ASKED}
        return {plan: self._one(plan, what) for plan, what in asked.items()}

    def _one(self, plan: Plan, what: str) -> Seen:
        answers, key = self.cleaned_data, plan.pk
        bedroom = SeenAnswer(answers.get(f"bedroom_{key}") or SeenAnswer.UNKNOWN)
        if what == NOT_SEEN:
            reason = NotSeenReason(answers[f"why_{key}"])
            return Seen(was_seen=False, bedroom=bedroom, not_seen_reason=reason)
        if plan.child.is_unborn:
            return Seen(was_seen=True)
        alone = SeenAnswer.YES if what == ALONE else SeenAnswer.NO
        return Seen(
            was_seen=True,
            alone=alone,
            bedroom=bedroom,
            not_alone_reason=answers.get(f"not_alone_{key}") or "",
        )

    def child_fields(self) -> list[list[BoundField]]:
        """For each child, what is asked of them in one box."""
        return [
            [self[name] for name in (f"found_{p.pk}", f"bedroom_{p.pk}") if name in self.fields]
            for p in self.plans
        ]


def _not_said(plan: Plan) -> str:
    return f"Say whether {plan.child.person.called} was seen"


OWN, SERVICE = "own", "service"


class FrequencyForm(GovukForm):
    which = forms.ChoiceField(
        label="How often does this plan ask for a visit?",
        choices=((SERVICE, "As often as the service does"), (OWN, "Another frequency")),
        widget=Radios(reveals={OWN: ("every", "unit")}),
    )
    every = forms.IntegerField(
        label="Every",
        min_value=1,
        max_value=60,
        widget=forms.NumberInput({"class": "govuk-input--width-2"}),
    )
    unit = forms.ChoiceField(label="Of what", choices=VISIT_UNITS)

    def __init__(self, data: Any = None, *, plan: Plan, service: str) -> None:
        initial = {
            "which": OWN if plan.visit_every else SERVICE,
            "every": plan.visit_every,
            "unit": plan.visit_unit or Unit.WORKING_DAYS,
        }
        super().__init__(data, initial=initial)
        self.fields["which"].widget.hints = {SERVICE: f"Every {service}"}

    def amount(self) -> Amount | None:
        answers = self.cleaned_data
        if answers["which"] == SERVICE:
            return None
        return Amount(answers["every"], Unit(answers["unit"]))
