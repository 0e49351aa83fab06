"""Raise a concern, note good work: one short form each."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone

from escalations.domain.danger import Told
from escalations.domain.raised import Origin
from escalations.domain.who import Who, people_around
from escalations.reasons import Reason
from govuk.forms import (
    Checkboxes,
    FilterSelect,
    GovukDateField,
    GovukForm,
    GovukTimeField,
    LongTextField,
    NameField,
    Radios,
)
from people.domain.queries import standing_children
from people.models import Agency, Child, Family

IN_DANGER = "yes"


class ChooseFamilyForm(GovukForm):
    family = forms.ModelChoiceField(
        label="Which family?",
        queryset=None,
        empty_label="Choose a family",
        widget=FilterSelect(),
    )

    def __init__(self, *args: Any, families: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["family"].queryset = families  # type: ignore[attr-defined]
        self.fields["family"].label_from_instance = (  # type: ignore[attr-defined]
            lambda family: f"{family} ({family.reference})"
        )


class OriginForm(GovukForm):
    """For which children, and whose practice. `child` is the one whose page it was raised from;
    `given` is what a room above knows already, by field."""

    key = forms.UUIDField(widget=forms.HiddenInput())
    raised_from = forms.RegexField(
        r"^[a-z_]{1,20}:[0-9]{1,20}$", required=False, widget=forms.HiddenInput()
    )
    children = forms.MultipleChoiceField(label="Which children?", widget=Checkboxes(small=True))
    who = forms.ChoiceField(label="Whose work is it about?", widget=FilterSelect())

    def __init__(
        self,
        data: Any = None,
        *,
        family: Family,
        child: Child | None = None,
        raised_from: str = "",
        given: Mapping[str, Any] | None = None,
    ) -> None:
        self.family = family
        self.of_family = {str(one.pk): one for one in standing_children(family)}
        self.people = {f"p{one.pk}": one for one in people_around(family)}
        self.agencies = {f"a{one.pk}": one for one in Agency.objects.to_choose()}
        chosen = [str(child.pk)] if child else list(self.of_family)
        initial = {"key": uuid.uuid4(), "raised_from": raised_from, "children": chosen}
        super().__init__(data, initial={**initial, **(given or {})})
        self.fields["children"].choices = [  # type: ignore[attr-defined]
            (pk, one.person.name) for pk, one in self.of_family.items()
        ]
        self.fields["who"].choices = [  # type: ignore[attr-defined]
            ("", "Choose somebody, or an agency"),
            ("People working with the family", [(pk, str(p)) for pk, p in self.people.items()]),
            ("An agency", [(pk, str(agency)) for pk, agency in self.agencies.items()]),
        ]

    def origin(self) -> Origin:
        answers = self.cleaned_data
        return Origin(
            family=self.family,
            children=[self.of_family[pk] for pk in answers["children"]],
            who=self._who(answers["who"]),
            raised_from=answers["raised_from"],
            key=answers["key"],
        )

    def _who(self, chosen: str) -> Who:
        if chosen in self.people:
            return Who.at(self.people[chosen])
        return Who(self.agencies[chosen])


class DangerMixin(forms.Form):
    """Asked on every form that raises something: the telephone comes before the form."""

    mark_optional = False

    danger = forms.MultipleChoiceField(
        label="Is a child in danger now?",
        choices=[(IN_DANGER, "Yes, and I have telephoned")],
        required=False,
        widget=Checkboxes(
            reveals={IN_DANGER: ("danger_told", "danger_day", "danger_time")}, small=True
        ),
    )
    danger_told = NameField(
        label="Who did you tell?", max_length=200, help_text="Name, and where they work"
    )
    danger_day = GovukDateField(label="Which day?", when="past_or_today")
    danger_time = GovukTimeField(label="What time?", help_text="Like 9:30am or 14:30")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("danger_day", timezone.localdate())

    def told(self) -> Told | None:
        """What was telephoned, where something was."""
        answers = self.cleaned_data
        return self.call() if IN_DANGER in answers["danger"] else None

    def call(self) -> Told:
        answers = self.cleaned_data
        at = dt.datetime.combine(answers["danger_day"], answers["danger_time"])
        return Told(answers["danger_told"], timezone.make_aware(at))


class ConcernForm(DangerMixin, OriginForm):
    reason = forms.ChoiceField(label="What is it about?", widget=Radios(small=True))
    impact = LongTextField(label="What does it mean for the child?", rows=3)

    field_order = ["children", "who", "reason", "impact", "danger"]

    def __init__(self, *args: Any, reasons: Mapping[str, Reason], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [  # type: ignore[attr-defined]
            (code, reason.label) for code, reason in reasons.items()
        ]


class PraiseForm(OriginForm):
    words = LongTextField(label="What was done well, and what it means for the child", rows=4)


class ResolveConcernForm(GovukForm):
    outcome = LongTextField(label="How was it resolved?", rows=4)
