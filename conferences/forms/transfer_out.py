"""A child who moved away: whom we asked, their conference, and that it was held."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from conferences.domain.transfer_out import Receiving
from conferences.models import TransferOut
from govuk.forms import Checkboxes, GovukDateField, GovukForm, NameField
from plans.models import Plan

CONTACT = "Who is responsible there"
CONTACT_HELP = "Name, and how to reach them"


class AskTransferForm(GovukForm):
    children = forms.MultipleChoiceField(
        label="Which children have moved?",
        choices=[],
        widget=Checkboxes(),
        error_messages={"required": "Choose which children have moved"},
    )
    authority = NameField(label="Which authority did they move to?")
    contact = NameField(label=CONTACT, max_length=300, help_text=CONTACT_HELP)
    asked_on = GovukDateField(
        label="When did our written notification go to them?", when="past_or_today"
    )
    their_conference_on = GovukDateField(
        label="When will they hold their conference?", required=False
    )

    def __init__(self, data: Any = None, *, plans: Sequence[Plan]) -> None:
        self.plans = {str(plan.pk): plan for plan in plans}
        super().__init__(data, initial={"children": list(self.plans)})
        self.fields["children"].choices = [  # type: ignore[attr-defined]
            (key, plan.child.person.name) for key, plan in self.plans.items()
        ]

    def chosen(self) -> list[Plan]:
        return [self.plans[key] for key in self.cleaned_data["children"]]

    def receiving(self) -> Receiving:
        answers = {key: value for key, value in self.cleaned_data.items() if key != "children"}
        return Receiving(**answers)


class TheirConferenceForm(GovukForm):
    on = GovukDateField(label="When will they hold their conference?", required=False)
    contact = NameField(label=CONTACT, max_length=300, help_text=CONTACT_HELP)

    def __init__(self, data: Any = None, *, transfer: TransferOut) -> None:
        initial = {"on": transfer.their_conference_on, "contact": transfer.contact}
        super().__init__(data, initial=initial)


class HeldForm(GovukForm):
    held_on = GovukDateField(label="When did they hold their conference?", when="past_or_today")
    confirmed_by = NameField(
        label="Who there told us?", help_text="Name and job, as on their letter"
    )


class CallOffForm(GovukForm):
    reason = forms.CharField(
        label="Why do they not take the plan over?",
        max_length=300,
        widget=forms.TextInput({"dir": "auto"}),
    )
