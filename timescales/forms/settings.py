"""A local value: a number of a unit, or which event starts the clock, from a day on."""

from __future__ import annotations

from typing import Any

from django import forms

from govuk.forms import GovukDateField, GovukForm, Radios
from timescales.domain.settings import MOST
from timescales.enums import Part, Unit
from timescales.local_values import units_for, words_for
from timescales.rule import Amount, Rule

BETWEEN_WORDS = {
    Unit.MIDPOINT: "per cent of the way to the next review (50 is half-way)",
    Unit.WEEKS: "weeks after the conference",
}


class LocalValueForm(GovukForm):
    """Asks for an amount, or for words, whichever this part of the rule is."""

    number = forms.IntegerField(label="How many", min_value=1, max_value=MOST)
    unit = forms.ChoiceField(label="Counted in", widget=Radios())
    words = forms.ChoiceField(widget=Radios())
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
        in_words = words_for(rule, part)
        for name in ("number", "unit") if in_words else ("words",):
            del self.fields[name]
        if in_words:
            choices = [(words, f"{words[0].upper()}{words[1:]}") for words in in_words]
            self.fields["words"].label = part.label
            self.fields["words"].choices = choices  # type: ignore[attr-defined]
        else:
            units = units_for(rule, part)
            words = BETWEEN_WORDS if rule.is_between else {}
            named = [(unit.value, words.get(unit, unit.label)) for unit in units]
            self.fields["unit"].choices = named  # type: ignore[attr-defined]

    def amount(self) -> Amount | None:
        """The amount typed, once the form is valid; None for a choice of words."""
        if "number" not in self.fields:
            return None
        return Amount(self.cleaned_data["number"], Unit(self.cleaned_data["unit"]))
