"""Take a complaint, and every answer to it."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms

from conferences.models import Conference
from escalations.domain.complaint_panels import Sitting, may_be_held_again
from escalations.domain.complaints import Received
from escalations.enums import Complainant, Finding, Ground
from escalations.models import Complaint
from govuk.forms import (
    Checkboxes,
    FilterSelect,
    GovukDateField,
    GovukForm,
    LongTextField,
    NameField,
    Radios,
)
from people.domain.queries import network_of
from people.models import Agency

SEATS = range(1, 5)
NONE_TO_COME = (
    "No conference of this family is to come. Have one asked for first: an early review of a "
    "child on a plan, or else an initial conference. Then choose it here"
)
HOW_TOLD = "By letter, by telephone or in person, and the day"


class ReceiveForm(GovukForm):
    mark_optional = False
    key = forms.UUIDField(widget=forms.HiddenInput())
    made_by = forms.ChoiceField(label="Whose complaint is it?", widget=FilterSelect())
    made_as = forms.ChoiceField(
        label="Who complains?",
        choices=Complainant.choices,
        widget=Radios(reveals={Complainant.NOMINEE: "nominee"}, small=True),
    )
    nominee = NameField(label="Name of who complains for them", max_length=200)
    children = forms.MultipleChoiceField(label="Which children?", widget=Checkboxes(small=True))
    grounds = forms.MultipleChoiceField(
        label="What is it about?", choices=Ground.choices, widget=Checkboxes(small=True)
    )
    words = LongTextField(label="The complaint, as they said it", rows=6)
    received_on = GovukDateField(label="Day it came", when="past_or_today")
    late_because = LongTextField(
        label="Why is it taken after the last day?", rows=2, required=False
    )

    def __init__(self, data: Any = None, *, conference: Conference, last_day: str) -> None:
        self.conference = conference
        rows = conference.children.select_related("child__person")
        self.of_conference = {str(row.child_id): row.child for row in rows}
        self.people = {str(one.pk): one for one in network_of(conference.family)}
        chosen = list(self.of_conference)
        super().__init__(data, initial={"key": uuid.uuid4(), "children": chosen})
        self.fields["children"].choices = [  # type: ignore[attr-defined]
            (pk, child.person.name) for pk, child in self.of_conference.items()
        ]
        self.fields["made_by"].choices = [  # type: ignore[attr-defined]
            ("", "Choose somebody of the family"),
            *((pk, one.name) for pk, one in self.people.items()),
        ]
        self.fields["late_because"].help_text = f"Only when it came after {last_day}"

    def received(self) -> Received:
        answers = self.cleaned_data
        return Received(
            conference=self.conference,
            children=[self.of_conference[pk] for pk in answers["children"]],
            made_as=answers["made_as"],
            made_by=self.people[answers["made_by"]],
            nominee=answers["nominee"] or "",
            grounds=answers["grounds"],
            words=answers["words"],
            received_on=answers["received_on"],
            late_because=answers["late_because"],
            key=answers["key"],
        )


class AnswerComplaintForm(GovukForm):
    answer = LongTextField(label="Your answer", rows=6)
    told = forms.CharField(label="How and when were they told?", max_length=300, help_text=HOW_TOLD)


class PassOnForm(GovukForm):
    to = forms.ModelChoiceField(
        Agency.objects, label="Which agency is it about?", widget=FilterSelect()
    )
    told = forms.CharField(label="How and when were they told?", max_length=300, help_text=HOW_TOLD)


class AskForPanelForm(GovukForm):
    why = LongTextField(label="Why does it go to a panel?", rows=4)


class PanelForm(GovukForm):
    """Up to four members; a name and an agency each."""

    mark_optional = False
    held_on = GovukDateField(label="Day the panel met", when="past_or_today")
    finding = forms.ChoiceField(
        label="What did it find?", choices=Finding.choices, widget=Radios(small=True)
    )
    words = LongTextField(label="What it found, and why", rows=6)
    told = forms.CharField(label="How and when were they told?", max_length=300, help_text=HOW_TOLD)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for seat in SEATS:
            self.fields[f"name_{seat}"] = NameField(
                label=f"Member {seat}: name", max_length=200, required=False
            )
            self.fields[f"agency_{seat}"] = forms.ModelChoiceField(
                Agency.objects,
                label=f"Member {seat}: agency",
                required=False,
                empty_label="Choose an agency",
            )
        seats = [f"{part}_{seat}" for seat in SEATS for part in ("name", "agency")]
        self.order_fields(["held_on", *seats, "finding", "words", "told"])

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        for seat in SEATS:
            if bool(answers.get(f"name_{seat}")) != bool(answers.get(f"agency_{seat}")):
                self.add_error(f"name_{seat}", "Enter both the name and the agency, or neither")
        return answers

    def answers(self) -> dict[str, Any]:
        answers = self.cleaned_data
        members = [
            Sitting(answers[f"name_{seat}"], answers[f"agency_{seat}"])
            for seat in SEATS
            if answers[f"name_{seat}"]
        ]
        return {
            "members": members,
            **{name: answers[name] for name in ("held_on", "finding", "words", "told")},
        }


class ReconveneForm(GovukForm):
    at = forms.ChoiceField(label="At which conference?", widget=Radios(small=True))

    def __init__(self, data: Any = None, *, complaint: Complaint) -> None:
        super().__init__(data)
        self.to_come = {str(one.pk): one for one in may_be_held_again(complaint)}
        self.fields["at"].choices = [  # type: ignore[attr-defined]
            (pk, f"{one}, {one.get_state_display().lower()}") for pk, one in self.to_come.items()
        ]
        if not self.to_come:
            self.fields["at"].help_text = NONE_TO_COME

    def chosen(self) -> Conference:
        return self.to_come[self.cleaned_data["at"]]


class CloseComplaintForm(GovukForm):
    outcome = LongTextField(
        label="How did it end?",
        rows=4,
        help_text="If they are still not content, say that they can go to the ombudsman",
    )
    told = forms.CharField(label="How and when were they told?", max_length=300, help_text=HOW_TOLD)


class WithdrawComplaintForm(GovukForm):
    why = LongTextField(label="How did they take it back?", rows=3)
