"""Choose a family."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from conferences.enums import ConferenceKind
from govuk.forms import FilterSelect, GovukForm, Radios
from people.models import Family


class ChooseFamilyForm(GovukForm):
    family = forms.ChoiceField(label="Which family?", widget=FilterSelect(), choices=[])
    kind = forms.ChoiceField(
        label="What do you ask for?",
        choices=[
            (ConferenceKind.INITIAL, "An initial conference"),
            (ConferenceKind.REVIEW, "An early review"),
            (ConferenceKind.TRANSFER_IN, "A transfer-in conference"),
        ],
        initial=ConferenceKind.INITIAL,
        widget=Radios(
            hints={
                ConferenceKind.REVIEW: "For children who are already on a plan",
                ConferenceKind.TRANSFER_IN: "For children on another authority’s plan who came to "
                "live here",
            }
        ),
    )

    def __init__(self, data: Any = None, *, families: Iterable[Family]) -> None:
        super().__init__(data)
        self.fields["family"].choices = [  # type: ignore[attr-defined]
            ("", "Choose a family"),
            *((f.pk, f"{f.name} ({f.reference})") for f in families),
        ]


class FamilyOnlyForm(ChooseFamilyForm):
    """Where the kind is not asked."""

    kind = None
