"""Relatives and carers, and where people live."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms

from govuk.forms import Checkboxes, GovukDateField, GovukForm, Radios
from people.domain.contact import value_of
from people.domain.network import RelationshipDetails
from people.enums import ContactWay, RelationshipKind, SafeContact
from people.forms.child import PERSON_FIELDS, NamesForm
from people.models import Person, Relationship


class ConfirmContactForm(GovukForm):
    """Which of the two was confirmed, and how."""

    way = forms.ChoiceField(label="What have you confirmed?", choices=(), widget=Radios)
    how = forms.CharField(
        label="How did you make sure?",
        max_length=200,
        help_text="For example: I telephoned and they answered. They read it to me in person",
    )

    def __init__(self, data: Any = None, *, person: Person, at_work: bool) -> None:
        super().__init__(data)
        values = [(way.value, value_of(person, way, at_work=at_work)) for way in ContactWay]
        known = [(way, value) for way, value in values if value]
        self.fields["way"].choices = known  # type: ignore[attr-defined]


class RelationshipForm(GovukForm):
    kind = forms.ChoiceField(label="Who they are to the child", choices=RelationshipKind.choices)
    parental_responsibility = forms.BooleanField(
        label="Has parental responsibility", required=False
    )
    lives_with = forms.BooleanField(label="Lives with the child", required=False)
    must_not_be_told = forms.BooleanField(
        label="Must be told nothing about the child", required=False
    )
    poses_risk = forms.BooleanField(
        label="Is said to have harmed the child, or to pose a risk", required=False
    )
    from_on = GovukDateField(label="Since", required=False)
    to_on = GovukDateField(label="Until", required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def details(self) -> RelationshipDetails:
        names = RelationshipDetails.__dataclass_fields__
        return RelationshipDetails(
            **{name: self.cleaned_data[name] for name in names if name in self.fields}
        )

    @classmethod
    def about(cls, relationship: Relationship) -> dict[str, Any]:
        names = RelationshipDetails.__dataclass_fields__
        return {name: getattr(relationship, name) for name in names}


class PersonForm(NamesForm):
    """A relative or carer, and how to reach them safely."""

    telephone = forms.CharField(label="Telephone", max_length=40, required=False)
    email = forms.EmailField(label="Email address", required=False)
    safe_contact = forms.ChoiceField(
        label="Safe way to contact them",
        choices=SafeContact.choices,
        widget=Radios(),
        initial=SafeContact.POST,
    )
    safe_contact_note = forms.CharField(
        label="Anything else about contacting them safely",
        max_length=300,
        required=False,
        help_text="Such as: only on Tuesdays, never leave a message",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @classmethod
    def about(cls, person: Person) -> dict[str, Any]:
        return {name: getattr(person, name) for name in PERSON_FIELDS}


class RelativeForm(RelationshipForm, PersonForm):
    """Somebody new to these children: already recorded, or not."""

    children = forms.ModelMultipleChoiceField(
        None,
        label="Related to",
        widget=Checkboxes(),
        error_messages={"required": "Select at least one child they are related to"},
    )
    known = forms.ChoiceField(
        label="Is it one of these people?", required=False, widget=Radios(), choices=[]
    )
    field_order = ("children", "known", "kind", "given_names", "family_name", "known_as")

    def __init__(
        self,
        *args: Any,
        children: Any,
        alike: list[Person],
        births: Collection[int] = (),
        **kwargs: Any,
    ) -> None:
        """`births`: those alike whose date of birth may be shown, to tell them apart by."""
        super().__init__(*args, **kwargs)
        del self.fields["from_on"], self.fields["to_on"]
        self.fields["children"].queryset = children  # type: ignore[attr-defined]
        self.alike = {str(person.pk): person for person in alike}
        if alike:
            self.fields["known"].choices = [  # type: ignore[attr-defined]
                *(
                    (key, _described(person) if person.pk in births else person.name)
                    for key, person in self.alike.items()
                ),
                ("new", "No, somebody else"),
            ]
        else:
            del self.fields["known"]

    @property
    def looked(self) -> bool:
        """Whether the typist has said if it is one of the people alike."""
        return not self.alike or bool(self.cleaned_data.get("known"))

    @property
    def person(self) -> Any:
        """The person already recorded that was chosen, or the details of a new one."""
        return self.alike.get(self.cleaned_data.get("known", "")) or self.person_details()


class HomeForm(GovukForm):
    people = forms.ModelMultipleChoiceField(None, label="Who lives here?", widget=Checkboxes())
    lines = forms.CharField(
        label="House and street, then town", widget=forms.Textarea(attrs={"rows": 3})
    )
    postcode = forms.CharField(label="Postcode", max_length=10, required=False)
    from_on = GovukDateField(label="Since", required=False, help_text="Today, if you leave it out")
    is_protected = forms.BooleanField(
        label="Nobody outside the service may learn this address", required=False
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = people  # type: ignore[attr-defined]


def _described(person: Person) -> str:
    born = person.date_of_birth
    return f"{person.name}, born {born:%-d %B %Y}" if born else person.name
