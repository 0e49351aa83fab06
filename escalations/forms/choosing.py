"""Choosing a professional to ask something of."""

from __future__ import annotations

from typing import Any

from django import forms

from escalations.domain.recipients import managers_for, partners_for
from govuk.forms import FilterSelect
from people.models import Family, Professional


class RecipientMixin(forms.Form):
    """Adds `recipient`: the team manager upward, or somebody of a partner agency."""

    recipient = forms.ChoiceField(
        label="Who should answer?",
        widget=FilterSelect(),
        help_text="Our own staff answer with their sign-in, everybody else by a link with a code",
    )

    def offer_recipients(self, family: Family, *, partners: bool, managers: bool = True) -> None:
        groups = []
        self.recipients: dict[str, Professional] = {}
        if managers:
            groups.append(("Our own managers", self._keep(managers_for(family))))
        if partners:
            groups.append(("Partner agencies", self._keep(partners_for(family))))
        choices: list[Any] = [("", "Choose somebody"), *groups]
        self.fields["recipient"].choices = choices  # type: ignore[attr-defined]

    def _keep(self, rows: list[Professional]) -> list[tuple[str, str]]:
        self.recipients |= {str(row.pk): row for row in rows}
        return [(str(row.pk), f"{row}, {row.agency}") for row in rows]

    def chosen_recipient(self) -> Professional:
        return self.recipients[self.cleaned_data["recipient"]]
