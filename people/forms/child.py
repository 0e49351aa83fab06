"""A child, born or expected."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from govuk.forms import Checkboxes, GovukDateField, GovukForm, NameField, Radios
from people.domain.details import ChildDetails, PersonDetails
from people.enums import Disability, Ethnicity, PupilNumberUnknown, Sex
from people.models import Child, Person

PERSON_FIELDS = (
    *("given_names", "family_name", "known_as", "date_of_birth", "telephone", "email"),
    *("safe_contact", "safe_contact_note", "first_language", "needs_interpreter"),
    *("access_needs", "is_protected", "died_on"),
)
CHILD_FIELDS = (
    *("local_id", "nhs_number", "mother_nhs_number", "upn", "upn_unknown", "sex", "gender"),
    *("expected_on", "birth_order", "ethnicity", "disabilities", "school"),
)


class NamesForm(GovukForm):
    """What is asked of everybody."""

    given_names = NameField(label="Given names", max_length=100, required=False)
    family_name = NameField(label="Family name", max_length=100)
    known_as = NameField(
        label="Known as",
        max_length=100,
        required=False,
        help_text="What they like to be called. It is used in the plan.",
    )
    date_of_birth = GovukDateField(
        label="Date of birth", required=False, when="past_or_today", help_text="Such as 27 3 2019"
    )
    first_language = forms.CharField(label="First language", max_length=60, initial="English")
    needs_interpreter = forms.BooleanField(label="Needs an interpreter", required=False)
    access_needs = forms.CharField(
        label="Access needs",
        max_length=300,
        required=False,
        help_text="What they need to take part: step-free access, large print, breaks",
    )
    is_protected = forms.BooleanField(
        label="Nobody may learn where this person is",
        required=False,
        help_text="Nothing that locates them is printed for anybody else",
    )

    def person_details(self, known: Person | None = None) -> PersonDetails:
        """What was typed, over what is known of parts this form does not ask."""
        kept = {name: getattr(known, name) for name in PERSON_FIELDS} if known else {}
        typed = {name: self.cleaned_data[name] for name in PERSON_FIELDS if name in self.fields}
        return PersonDetails(**{**kept, **typed})


class ChildForm(NamesForm):
    sex = forms.ChoiceField(label="Sex", choices=Sex.choices, widget=Radios(), initial=Sex.UNKNOWN)
    gender = forms.CharField(
        label="Gender", max_length=60, required=False, help_text="In the child’s own words"
    )
    ethnicity = forms.ChoiceField(
        label="Ethnicity", choices=Ethnicity.choices, initial=Ethnicity.NOBT
    )
    disabilities = forms.MultipleChoiceField(
        label="Disabilities", choices=Disability.choices, required=False, widget=Checkboxes()
    )
    school = forms.CharField(label="School or nursery", max_length=150, required=False)
    nhs_number = forms.CharField(
        label="NHS number", max_length=14, required=False, help_text="10 digits, 485 777 3456"
    )
    upn = forms.CharField(
        label="Unique pupil number",
        max_length=20,
        required=False,
        help_text="From the school: a letter and 12 digits",
    )
    upn_unknown = forms.ChoiceField(
        label="Why there is no pupil number",
        choices=[("", "Not recorded"), *PupilNumberUnknown.choices],
        required=False,
        help_text="The census asks for one or the other",
    )
    local_id = forms.CharField(
        label="Local id",
        max_length=20,
        required=False,
        help_text="The number in the case system. Without one, Chairside gives one.",
    )
    field_order = ("given_names", "family_name", "known_as", "date_of_birth", "sex", "gender")

    def child_details(self, known: Child | None = None) -> ChildDetails:
        kept = {name: getattr(known, name) for name in CHILD_FIELDS} if known else {}
        typed = {name: self.cleaned_data[name] for name in CHILD_FIELDS if name in self.fields}
        return ChildDetails(**{**kept, **typed})

    @classmethod
    def about(cls, child: Child) -> dict[str, Any]:
        return {
            **{name: getattr(child.person, name) for name in PERSON_FIELDS},
            **{name: getattr(child, name) for name in CHILD_FIELDS},
        }


class ChangeChildForm(ChildForm):
    """Also carries the versions on the screen, so that nobody's change is overwritten unseen."""

    expected_on = GovukDateField(label="Date the birth was expected", required=False)
    mother_nhs_number = forms.CharField(
        label="The mother’s NHS number",
        max_length=14,
        required=False,
        help_text="Hospitals find the plan of a baby not yet born under it",
    )
    upn_was_wrong = forms.BooleanField(
        label="The pupil number until now was wrong",
        required=False,
        help_text="Otherwise it is kept as the child’s former number when you change it",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)
    seen_person = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, child: Child, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if child.is_unborn:
            del self.fields["date_of_birth"]
            record_it = "When the baby is born, use “Record the birth” on the child’s page"
            self.fields["expected_on"].help_text = record_it
        elif not child.mother_nhs_number:
            del self.fields["mother_nhs_number"]
        if child.former_upn:
            self.fields["upn"].help_text += f". Former number: {child.former_upn}"
        was_wrong = self.fields.pop("upn_was_wrong")
        if child.upn:
            names = list(self.fields)
            self.fields["upn_was_wrong"] = was_wrong
            names.insert(names.index("upn") + 1, "upn_was_wrong")
            self.order_fields(names)


class UnbornForm(GovukForm):
    expected_on = GovukDateField(label="When is the baby due?")
    number = forms.IntegerField(
        label="How many babies are expected?", min_value=1, max_value=6, initial=1
    )
    family_name = NameField(
        label="Family name", max_length=100, help_text="The mother’s, if nothing else is known"
    )
    mother = forms.ModelChoiceField(
        None, label="Mother", required=False, empty_label="Add her later"
    )

    def __init__(self, *args: Any, mothers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mother"].queryset = mothers  # type: ignore[attr-defined]


class BirthForm(GovukForm):
    born_on = GovukDateField(label="Date of birth", when="past_or_today")
    sex = forms.ChoiceField(label="Sex", choices=Sex.choices, widget=Radios())
    given_names = NameField(
        label="Given names", max_length=100, required=False, help_text="Leave empty if not named"
    )
    family_name = NameField(label="Family name", max_length=100, required=False)
    nhs_number = forms.CharField(label="NHS number", max_length=14, required=False)

    @property
    def born(self) -> dt.date:
        day: dt.date = self.cleaned_data["born_on"]
        return day
