"""The distribution sheet: who gets a pack, in what form, language and way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from disclosure.domain.distribution import Choice, Proposal
from disclosure.enums import HandoverWay, Language, Layout
from disclosure.models import Recipient
from govuk.forms import GovukForm


@dataclass(frozen=True)
class Line:
    """One person's row of the sheet, as the page draws it."""

    proposal: Proposal
    wanted: Any
    layout: Any
    language: Any
    way: Any


class DistributionForm(GovukForm):
    """Four small questions for each person; nobody is on the sheet unless ticked."""

    mark_optional = False

    def __init__(
        self,
        *args: Any,
        proposals: Sequence[Proposal],
        chosen: dict[int, Recipient],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.proposals = proposals
        for proposal in proposals:
            self._add(proposal, chosen.get(proposal.person.pk), is_new=not chosen)

    def _add(self, proposal: Proposal, recipient: Recipient | None, *, is_new: bool) -> None:
        pk, name = proposal.person.pk, proposal.person.name
        self.fields[f"wanted_{pk}"] = forms.BooleanField(
            label=f"{name} gets a pack",
            required=False,
            disabled=bool(proposal.note),
            initial=bool(recipient) or (is_new and proposal.wanted),
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
        if not any(cleaned.get(f"wanted_{p.person.pk}") for p in self.proposals):
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
            if values.get(f"wanted_{proposal.person.pk}")
        ]
