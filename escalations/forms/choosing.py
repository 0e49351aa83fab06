"""Choosing a professional to ask something of."""

from __future__ import annotations

from typing import Any

from django import forms

from escalations.domain.lines import above_in_line, asked_first
from escalations.domain.recipients import managers_for, partners_for
from escalations.enums import Route
from escalations.models import ResolutionForm
from escalations.stages import OF_THE_PARTNERSHIP
from govuk.forms import FilterSelect
from people.models import Family, Professional

OUR_OWN, PARTNERS = "Our own managers", "Partner agencies"


class RecipientMixin(forms.Form):
    """Adds `recipient`: the team manager upward, or somebody of a partner agency."""

    recipient = forms.ChoiceField(
        label="Who should answer?",
        widget=FilterSelect(),
        help_text="Our own staff answer with their sign-in, everybody else by a link with a code",
    )

    def offer_to_raise(self, family: Family) -> None:
        """Everybody of both lines, the family's team manager first."""
        own, partners = managers_for(family), partners_for(family)
        self._offer((OUR_OWN, own), (PARTNERS, partners))
        self.initial.setdefault("recipient", next(iter(self.recipients), ""))

    def offer_to_step_up(self, resolution: ResolutionForm) -> None:
        """Those of the line it stands in."""
        line = OUR_OWN if resolution.route == Route.SERVICE else PARTNERS
        self._offer((line, above_in_line(resolution)))
        if line == OUR_OWN:
            return
        self.fields["recipient"].help_text = (
            f"Somebody of {asked_first(resolution)} or, from stage {OF_THE_PARTNERSHIP} on, of the "
            "safeguarding partnership. They answer by a link with a code"
        )

    def _offer(self, *groups: tuple[str, list[Professional]]) -> None:
        self.recipients: dict[str, Professional] = {}
        offered = [(name, self._keep(rows)) for name, rows in groups]
        choices: list[Any] = [("", "Choose somebody"), *offered]
        self.fields["recipient"].choices = choices  # type: ignore[attr-defined]

    def _keep(self, rows: list[Professional]) -> list[tuple[str, str]]:
        self.recipients |= {str(row.pk): row for row in rows}
        return [(str(row.pk), f"{row}, {row.agency}") for row in rows]

    def chosen_recipient(self) -> Professional:
        return self.recipients[self.cleaned_data["recipient"]]
