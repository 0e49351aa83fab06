"""The distribution sheet: who gets a pack, in what form, language and way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from disclosure.domain.distribution import Choice, Proposal
from disclosure.domain.taking_off import who_hold_packs
from disclosure.enums import HandoverWay, Language, Layout
from disclosure.models import Recipient
from govuk.forms import GovukForm
from people.models import Person

HOLDS_ONE = "They have been given a pack. Recall it before you take them off."


@dataclass(frozen=True)
class Line:
    """One person's row of the sheet, as the page draws it."""

    proposal: Proposal
    wanted: Any
    layout: Any
    language: Any
    way: Any


class DistributionForm(GovukForm):
    """Four small questions for each person; nobody is on the sheet unless ticked.

    `seen` is who was on it when the page was drawn: whoever another has put on it since stays.
    """

    mark_optional = False

    seen = forms.RegexField(r"^[0-9,]*$", required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        proposals: Sequence[Proposal],
        chosen: dict[int, Recipient],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.proposals, self.chosen = proposals, chosen
        self.holders = who_hold_packs(chosen.values())
        self.fields["seen"].initial = ",".join(map(str, chosen))
        for proposal in proposals:
            self._add(proposal, chosen.get(proposal.person.pk), is_new=not chosen)

    def _add(self, proposal: Proposal, recipient: Recipient | None, *, is_new: bool) -> None:
        pk, name = proposal.person.pk, proposal.person.name
        self.fields[f"wanted_{pk}"] = forms.BooleanField(
            label=f"{name} gets a pack",
            required=False,
            disabled=bool(proposal.note) or pk in self.holders,
            help_text=HOLDS_ONE if pk in self.holders else proposal.hint,
            initial=not proposal.note and (bool(recipient) or (is_new and proposal.wanted)),
        )
        self.fields[f"layout_{pk}"] = forms.ChoiceField(
            label=f"Layout for {name}",
            choices=Layout.choices,
            initial=recipient.layout if recipient else Layout.STANDARD,
        )
        self.fields[f"language_{pk}"] = forms.ChoiceField(
            label=f"Language for {name}",
            choices=Language.choices,
            initial=recipient.language if recipient else proposal.language,
        )
        self.fields[f"way_{pk}"] = forms.ChoiceField(
            label=f"How {name} gets it",
            choices=HandoverWay.choices,
            initial=recipient.way if recipient else proposal.way,
        )

    def lines(self) -> Iterator[Line]:
        for proposal in self.proposals:
            pk = proposal.person.pk
            yield Line(
                proposal,
                self[f"wanted_{pk}"],
                self[f"layout_{pk}"],
                self[f"language_{pk}"],
                self[f"way_{pk}"],
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.chosen and not any(self._wants(p.person.pk) for p in self.proposals):
            raise forms.ValidationError("Choose at least one person to give a pack to")
        return cleaned

    def choices(self) -> list[Choice]:
        values = self.cleaned_data
        return [
            Choice(
                person=proposal.person,
                layout=values[f"layout_{proposal.person.pk}"],
                language=values[f"language_{proposal.person.pk}"],
                way=values[f"way_{proposal.person.pk}"],
                in_the_room=proposal.in_the_room,
            )
            for proposal in self.proposals
            if self._wants(proposal.person.pk)
        ]

    def unticked(self) -> list[Person]:
        """Who was on the sheet and is not to be, or may not be any more."""
        seen = set(self.cleaned_data["seen"].split(","))
        return [
            recipient.person
            for pk, recipient in self.chosen.items()
            if str(pk) in seen and not self._wants(pk)
        ]

    def _wants(self, pk: int) -> bool:
        return bool(self.cleaned_data.get(f"wanted_{pk}"))
