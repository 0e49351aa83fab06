"""Whose letters to show, where they are printed, and why one is printed again."""

from __future__ import annotations

from typing import Any

from django import forms

from bookings.models import Hub
from govuk.forms import GovukForm


class AtHub(GovukForm):
    """Every field that asks for a hub offers those in use."""

    mark_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = Hub.objects.filter(in_use=True)


class HubForm(AtHub):
    """A filter."""

    hub = forms.ModelChoiceField(
        Hub.objects.none(), label="Hub", required=False, empty_label="Every hub"
    )


class PrintLettersForm(AtHub):
    """The letters are chosen in the table above it."""

    place = forms.ModelChoiceField(
        Hub.objects.none(),
        label="Where are they printed?",
        empty_label="Choose a hub",
        error_messages={"required": "Choose the hub where they are printed"},
    )


class PrintAgainForm(AtHub):
    place = forms.ModelChoiceField(Hub.objects.none(), label="Where?", empty_label="Choose a hub")
    reason = forms.CharField(
        label="Why is it printed again?",
        max_length=300,
        help_text="For example: the printer jammed",
    )
