"""A local value: a number of a unit, or which event starts the clock, from a day on."""

from __future__ import annotations

from typing import Any

from django import forms

from govuk.forms import GovukDateField, GovukForm, Radios
from timescales.domain.settings import MOST
from timescales.enums import Part, Unit
from timescales.models.local_setting import UNITS
from timescales.rule import Amount, Rule


class LocalValueForm(GovukForm):
    """Asks for an amount, or for words, whichever this part of the rule is."""

    number = forms.IntegerField(label="How many", min_value=1, max_value=MOST)
    unit = forms.ChoiceField(label="Counted in", choices=UNITS, widget=Radios())
    words = forms.ChoiceField(label="What starts the clock", widget=Radios())
    effective_from = GovukDateField(
        label="From",
        when="future_or_today",
        help_text="Clocks that start before this day keep the value they have",
    )
    reason = forms.CharField(
        label="Reason", max_length=300, help_text="Who decided it, and when. Kept in the audit"
    )

    def __init__(self, *args: Any, rule: Rule, part: Part, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("number", "unit") if part == Part.STARTS else ("words",):
            del self.fields[name]
        if part == Part.STARTS:
            choices = [(words, words.capitalize()) for words in rule.starts_choices]
            self.fields["words"].choices = choices  # type: ignore[attr-defined]

    def amount(self) -> Amount | None:
        """The amount typed, once the form is valid; None for a choice of words."""
        if "number" not in self.fields:
            return None
        return Amount(self.cleaned_data["number"], Unit(self.cleaned_data["unit"]))
