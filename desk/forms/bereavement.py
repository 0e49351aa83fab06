"""Record a loss, say how to be in touch, put the number of babies right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from govuk.forms import GovukDateField, GovukForm, NameField, Radios
from people.models import Child, Person

LINE = {"dir": "auto"}


class LossForm(GovukForm):
    person = forms.ChoiceField(label="Who", widget=Radios(), choices=[])
    happened_on = GovukDateField(label="On which day", when="past_or_today")
    authorised_by = NameField(
        label="Who agreed that the plan ends?",
        max_length=200,
        required=False,
        widget=forms.TextInput(LINE),
        help_text="Only for a child who is on a plan. Usually the head of service.",
    )

    def __init__(
        self, data: Any = None, *, children: Sequence[Child], relatives: Sequence[Person]
    ) -> None:
        super().__init__(data)
        people = [child.person for child in children if child.person.died_on is None]
        people += [person for person in relatives if person.died_on is None]
        self.people = {str(person.pk): person for person in people}
        unborn = {child.pk for child in children if child.is_unborn}
        self.fields["person"].choices = [  # type: ignore[attr-defined]
            (key, f"{person.name} (the pregnancy ended)" if person.pk in unborn else person.name)
            for key, person in self.people.items()
        ]

    def who(self) -> Person:
        return self.people[self.cleaned_data["person"]]


class ContactForm(GovukForm):
    note = forms.CharField(
        label="How does the family want us to be in touch?",
        max_length=500,
        widget=forms.TextInput(LINE),
        help_text="For example: by telephone, to the grandmother first",
    )


class LookedOverForm(GovukForm):
    note = forms.CharField(
        label="What goes on, and what was decided?",
        max_length=500,
        widget=forms.TextInput(LINE),
        help_text="For example: the review is brought forward; Gran takes over the actions",
    )


class TakenBackForm(GovukForm):
    reason = forms.CharField(
        label="Why was it a mistake?", max_length=300, widget=forms.TextInput(LINE)
    )


class MoreBabiesForm(GovukForm):
    number = forms.IntegerField(
        label="How many babies are expected now?",
        min_value=2,
        max_value=6,
        widget=forms.NumberInput({"class": "govuk-input--width-2"}),
    )


class FewerBabiesForm(GovukForm):
    reason = forms.CharField(
        label="How do you know that there is one baby fewer?",
        max_length=300,
        widget=forms.TextInput(LINE),
        help_text="Only when a baby was counted by mistake. If a baby was lost, record that.",
    )
