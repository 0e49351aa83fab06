"""Add somebody to the core group."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from govuk.forms import FilterSelect, GovukForm
from people.models import Person, Professional


class MemberForm(GovukForm):
    chosen = forms.ChoiceField(label="Who joins the core group?", widget=FilterSelect(), choices=[])

    def __init__(
        self,
        data: Any = None,
        *,
        relatives: Iterable[Person],
        children: Iterable[Person],
        professionals: Iterable[Professional],
        chosen: str = "",
    ) -> None:
        super().__init__(data, initial={"chosen": chosen})
        young = {str(person.pk): person for person in children}
        related = {str(one.pk): one for one in relatives if str(one.pk) not in young}
        family = {**related, **young}
        others = {str(one.pk): one for one in professionals}
        self.people = {**{key: one.person for key, one in others.items()}, **family}
        self.fields["chosen"].choices = [  # type: ignore[attr-defined]
            ("", "Choose a person"),
            ("Family", [(key, person.name) for key, person in related.items()]),
            ("Children, where it is right for them", [(key, p.name) for key, p in young.items()]),
            (
                "Professionals",
                [(key, f"{one.person.name}, {one.agency}") for key, one in others.items()],
            ),
        ]

    def person(self) -> Person:
        return self.people[self.cleaned_data["chosen"]]
