"""Which printer; and what is done when it fails."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.models import User
from disclosure.enums import Instead
from disclosure.forms.packs import AddressConfirmedField
from disclosure.places import everywhere, places_of
from govuk.forms import GovukForm, Radios


class PrintForm(GovukForm):
    """The hubs' own printers, one's own first chosen; any words while no hub has named one."""

    printer = forms.CharField(label="Printer", max_length=100)
    reason = forms.CharField(
        label="Why print again",
        required=False,
        max_length=300,
        help_text="Only when a pack was printed before",
    )

    def __init__(self, data: Any = None, *, user: User) -> None:
        super().__init__(data)
        places = [place for place in everywhere() if place.printer]
        if not places:
            return
        own = places_of(user)
        self.fields["printer"] = forms.ChoiceField(
            label="Printer",
            choices=[(place.printer, f"{place.name}: {place.printer}") for place in places],
            initial=next((place.printer for place in places if place.key in own), None),
            help_text="All the chosen packs are one job",
        )


class InsteadForm(GovukForm):
    instead = forms.ChoiceField(
        label="How do they get it?",
        choices=Instead.choices,
        widget=Radios(reveals={Instead.POST.value: ("address_confirmed",)}),
    )
    address_confirmed = AddressConfirmedField()

    def __init__(self, data: Any = None, *, address: str) -> None:
        super().__init__(data)
        self.fields["address_confirmed"].help_text = address

    def answers(self) -> dict[str, Any]:
        return {
            "instead": Instead(self.cleaned_data["instead"]),
            "address_confirmed": bool(self.cleaned_data.get("address_confirmed")),
        }
