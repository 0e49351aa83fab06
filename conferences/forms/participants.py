"""Who takes part: add, change, reports, parts, exclusion, being told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone

from conferences.domain.exclusion import NotExcluded, Reasons
from conferences.enums import Capacity, ExclusionGround, Joining, PartKind
from conferences.models import Conference, Participant
from disclosure.wording import words
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
from people.models import Person, Professional

ASKED = [
    (value, label)
    for value, label in Capacity.choices
    if value not in (Capacity.CHAIR, Capacity.MINUTE_TAKER)
]


class AddParticipantForm(GovukForm):
    person = forms.ChoiceField(label="Who", widget=FilterSelect(), choices=[])
    capacity = forms.ChoiceField(
        label="As",
        choices=ASKED,
        widget=Radios(
            reveals={Capacity.OBSERVER: "parent_consents"},
            hints={
                Capacity.AGENCY: "Says what should happen for each child",
                Capacity.ADVISER: "Helps, but has no view that counts",
            },
        ),
    )
    parent_consents = forms.BooleanField(
        label="The parents agree that this person observes",
        error_messages={"required": "An observer may come only when the parents agree"},
    )
    direct_contact = forms.BooleanField(
        label="Works directly with the child or family",
        required=False,
        help_text="Only then does the agency count for the quorum",
    )
    joining = forms.ChoiceField(
        label="How they take part",
        choices=Joining.choices,
        initial=Joining.IN_PERSON,
        widget=Radios(),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        relatives: Iterable[Person],
        professionals: Iterable[Professional],
        chosen: str = "",
    ) -> None:
        """`chosen` is somebody who was added on the way, and stands there already."""
        first = {"person": chosen, "capacity": Capacity.AGENCY} if chosen else {}
        super().__init__(data, initial=first)
        self.relatives = {str(p.pk): p for p in relatives}
        self.professionals = {str(p.pk): p for p in professionals}
        self.fields["person"].choices = [  # type: ignore[attr-defined]
            ("", "Choose a person"),
            ("Family", [(key, p.name) for key, p in self.relatives.items()]),
            (
                "Professionals",
                [(k, f"{p.person.name}, {p.agency}") for k, p in self.professionals.items()],
            ),
        ]

    def answers(self) -> dict[str, Any]:
        answers = self.cleaned_data
        professional = self.professionals.get(answers["person"])
        capacity = Capacity(answers["capacity"])
        return {
            "person": professional.person if professional else self.relatives[answers["person"]],
            "agency": professional.agency if professional else None,
            "capacity": capacity,
            "direct_contact": answers["direct_contact"],
            "joining": Joining(answers["joining"]),
            "parent_consents": answers["parent_consents"] or None,
        }


class ParticipantForm(GovukForm):
    """How they join, and their report."""

    joining = forms.ChoiceField(
        label="How they take part", choices=Joining.choices, widget=Radios()
    )
    received_on = GovukDateField(label="Report received", when="past_or_today", required=False)
    shared_on = GovukDateField(
        label="Report shared with the family", when="past_or_today", required=False
    )
    shared_with = NameField(label="Who of the family was shown it", required=False)

    def __init__(self, data: Any = None, *, participant: Participant) -> None:
        super().__init__(
            data,
            initial={
                "joining": participant.joining,
                "received_on": participant.report_received_on,
                "shared_on": participant.report_shared_on,
                "shared_with": participant.report_shared_with,
            },
        )
        if participant.capacity != Capacity.AGENCY:
            for name in ("received_on", "shared_on", "shared_with"):
                del self.fields[name]


class SharedReportForm(GovukForm):
    """Of the social worker's own report."""

    shared_on = GovukDateField(
        label="When did you share the report with the family?", when="past_or_today"
    )
    shared_with = NameField(
        label="Who was shown it?",
        help_text="Everybody who was, for example the mother, and the child herself",
    )


class PartForm(GovukForm):
    name = forms.CharField(
        label="Name of the part",
        max_length=100,
        widget=forms.TextInput({"dir": "auto"}),
        help_text="For example, With mother",
    )
    kind = forms.ChoiceField(label="Who is it for?", choices=PartKind.choices, widget=Radios())


class PartPeopleForm(GovukForm):
    """Who is expected in one part, and when and where it begins."""

    people = forms.MultipleChoiceField(
        label="Who is expected", widget=Checkboxes(), required=False, choices=[]
    )
    starts = GovukTimeField(label="Begins at", required=False)
    place = forms.CharField(
        label="Where to come",
        max_length=200,
        required=False,
        widget=forms.TextInput({"dir": "auto"}),
        help_text="Only if it is not the booked room: for example, the side door",
    )

    def __init__(self, data: Any = None, *, part: Any) -> None:
        self.part = part
        conference: Conference = part.conference
        self.asked = list(conference.participants.select_related("person", "agency"))
        starts = timezone.localtime(part.starts_at).time() if part.starts_at else None
        expected = part.attendances.exclude(mode="excluded")
        super().__init__(
            data,
            initial={
                "people": list(expected.values_list("participant_id", flat=True)),
                "starts": starts,
                "place": part.place,
            },
        )
        self.fields["people"].choices = [  # type: ignore[attr-defined]
            (p.pk, f"{p.person}, {p.agency or p.get_capacity_display().lower()}")
            for p in self.asked
        ]

    def participants(self) -> list[Participant]:
        return [p for p in self.asked if str(p.pk) in self.cleaned_data["people"]]

    def starts_at(self) -> dt.datetime | None:
        """The time on the day that is booked."""
        booking, time = self.part.conference.booking, self.cleaned_data["starts"]
        if booking is None or time is None:
            return None
        day = timezone.localtime(booking.starts_at).date()
        return timezone.make_aware(dt.datetime.combine(day, time))


class ExclusionForm(GovukForm):
    """Every field is asked for, because each was missing somewhere once (domain.md)."""

    person = forms.ChoiceField(label="Who is excluded?", choices=[])
    part = forms.ChoiceField(label="From what?", choices=[], required=False)
    ground = forms.ChoiceField(
        label="On what ground?",
        choices=ExclusionGround.choices,
        widget=Radios(
            hints=dict.fromkeys(
                (ExclusionGround.CHILD_ASKED, ExclusionGround.STOPS_OTHERS),
                "The letter says only that it would not be safe or fair for everybody",
            )
        ),
    )
    rationale = LongTextField(
        label="Why, in this case",
        rows=6,
        help_text="So that somebody who was not there follows it. The letter does not say this",
    )
    asked_for_by = NameField(label="Who asked for it")
    asked_for_on = GovukDateField(label="When they asked", when="past_or_today")
    views_heard_by = forms.CharField(
        label="How will their views be heard?",
        max_length=300,
        widget=forms.TextInput({"dir": "auto"}),
        help_text=(
            "They will read this. For example, the chair meets you the day before; an advocate "
            "speaks for you"
        ),
    )

    def __init__(self, data: Any = None, *, conference: Conference) -> None:
        super().__init__(data)
        family = conference.participants.filter(capacity=Capacity.FAMILY).select_related("person")
        self.people = {str(p.person_id): p.person for p in family}
        self.parts = {str(part.pk): part for part in conference.parts.all()}
        self.fields["person"].choices = [  # type: ignore[attr-defined]
            ("", "Choose a person"),
            *((key, person.name) for key, person in self.people.items()),
        ]
        self.fields["part"].choices = [  # type: ignore[attr-defined]
            ("", "The whole conference"),
            *((key, part.name) for key, part in self.parts.items()),
        ]

    def reasons(self) -> Reasons:
        answers = self.cleaned_data
        return Reasons(
            person=self.people[answers["person"]],
            part=self.parts.get(answers["part"]),
            ground=ExclusionGround(answers["ground"]),
            rationale=answers["rationale"],
            asked_for_by=answers["asked_for_by"],
            asked_for_on=answers["asked_for_on"],
            views_heard_by=answers["views_heard_by"],
        )


class NotExcludedForm(GovukForm):
    person = forms.ChoiceField(label="Who may come after all?", choices=[])
    asked_for_by = NameField(label="Who asked that they be excluded")
    asked_for_on = GovukDateField(label="When they asked", when="past_or_today")
    reason = LongTextField(label="Why they are not excluded", rows=5)
    instead = LongTextField(
        label="What is done instead",
        rows=3,
        required=False,
        help_text="For example, separate places to wait, or separate parts of the meeting",
    )
    told_on = GovukDateField(
        label="When you told whoever asked", when="past_or_today", required=False
    )

    def __init__(self, data: Any = None, *, conference: Conference) -> None:
        request = conference.request
        asked = request is not None and bool(request.exclusion_asked)
        first = {"asked_for_by": str(request.requested_by)} if request and asked else {}
        super().__init__(data, initial=first)
        family = conference.participants.filter(capacity=Capacity.FAMILY).select_related("person")
        self.people = {str(p.person_id): p.person for p in family}
        self.fields["person"].choices = [  # type: ignore[attr-defined]
            ("", "Choose a person"),
            *((key, person.name) for key, person in self.people.items()),
        ]
        if asked:
            self.fields["told_on"].help_text = "Who sent the request gets a message in any case"

    def answer(self) -> NotExcluded:
        answers = self.cleaned_data
        return NotExcluded(**{**answers, "person": self.people[answers["person"]]})


class LetterCheckForm(GovukForm):
    """The last word before the letter to somebody excluded goes to those to print."""

    names_may_stand = forms.BooleanField(
        label="I have read these names, and the letter may say them",
        error_messages={"required": "Tick that the letter may say these names, or change it"},
    )

    def __init__(self, data: Any = None, *, names: Iterable[str]) -> None:
        super().__init__(data)
        if not names:
            del self.fields["names_may_stand"]

    def answer(self) -> bool:
        return bool(self.cleaned_data.get("names_may_stand"))


class EndExclusionForm(GovukForm):
    because = LongTextField(
        label="Why does it end?",
        rows=4,
        help_text=(
            "For example, it was the wrong person, or it is safe for them to say what they think "
            "at the end"
        ),
    )


class LetterSentForm(GovukForm):
    sent_on = GovukDateField(label="When the letter went", when="past_or_today")


class ToldForm(GovukForm):
    told_on = GovukDateField(label="When they were told", when="past_or_today")
    told_by = NameField(label="Who told them")


class AnswerForm(GovukForm):
    """What an invited person answers by their own link, in their language."""

    joining = forms.ChoiceField(widget=Radios())

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said, joining = words(language), self.fields["joining"]
        joining.label = said["invited.question"]
        ways = [(way.value, said[f"invited.{way.value}"]) for way in Joining]
        joining.choices = ways  # type: ignore[attr-defined]
        joining.error_messages["required"] = said["page.choose"]
