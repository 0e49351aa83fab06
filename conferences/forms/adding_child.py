"""One more child for a conference: what a request says of each child."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from conferences.domain.adding_child import ChildToAdd
from conferences.enums import Section47Outcome
from conferences.forms.request import two_years_ago
from govuk.forms import GovukDateField, GovukForm, LongTextField, NameField, Radios
from people.models import Child


class AddChildForm(GovukForm):
    child = forms.ChoiceField(label="Which child?", choices=[], widget=Radios())
    held_on = GovukDateField(
        label="Day of the strategy discussion that started the enquiry for this child",
        when="past_or_today",
        earliest=two_years_ago,
        help_text="The child’s own: the conference is due for this child from that day",
    )
    section_47_outcome = forms.ChoiceField(
        label="What did the section 47 enquiry find for this child?",
        choices=Section47Outcome.choices,
        widget=Radios(),
    )
    decided_on = GovukDateField(
        label="When was it decided that a conference is needed for this child?",
        when="past_or_today",
    )
    reason = LongTextField(
        label="Why is the conference about this child, too?",
        rows=6,
        help_text="What has happened to the child, and what keeps the child safe until the "
        "conference. Do not name or describe other families",
    )
    agreed_by = NameField(label="Which team manager agreed?")

    def __init__(self, data: Any = None, *, children: Iterable[Child]) -> None:
        super().__init__(data)
        self.children = {str(child.pk): child for child in children}
        self.fields["child"].choices = [  # type: ignore[attr-defined]
            (key, child.person.name) for key, child in self.children.items()
        ]

    def adding(self) -> ChildToAdd:
        answers = self.cleaned_data
        return ChildToAdd(
            child=self.children[answers["child"]],
            held_on=answers["held_on"],
            section_47_outcome=Section47Outcome(answers["section_47_outcome"]),
            decided_on=answers["decided_on"],
            reason=answers["reason"],
            agreed_by=answers["agreed_by"],
        )
