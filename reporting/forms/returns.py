"""Ask for a return, and say that its file may leave the building."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from govuk.forms import GovukForm, Radios
from reporting.returns.enums import ReturnKind

APRIL = 4
YEARS = 4
HINTS = {
    ReturnKind.CENSUS: "XML, checked against the rules of the census",
    ReturnKind.ANNEX_A: "Excel and CSV, for Ofsted: the last six months up to today",
    ReturnKind.DATA_SET: "CSV files, for another system or the sector’s tools",
    ReturnKind.CP_IS: "CSV by NHS number: not conformance tested",
}


class AskForm(GovukForm):
    kind = forms.ChoiceField(
        label="Which return?",
        choices=ReturnKind.choices,
        widget=Radios(hints=HINTS, reveals={ReturnKind.CENSUS: "year"}),
    )
    year = forms.TypedChoiceField(label="Census year", coerce=int)

    def __init__(self, data: Any = None, *, today: dt.date) -> None:
        super().__init__(data)
        self.today = today
        ending = today.year + (today.month >= APRIL)
        year = self.fields["year"]
        assert isinstance(year, forms.ChoiceField)
        year.choices = [
            (each, f"1 April {each - 1} to 31 March {each}")
            for each in range(ending, ending - YEARS, -1)
        ]
        year.initial = ending - 1  # from April to July the year that has ended is sent in

    @property
    def as_at(self) -> dt.date:
        """For the census the reference date of its year; for the others today."""
        if self.cleaned_data["kind"] == ReturnKind.CENSUS:
            return dt.date(self.cleaned_data["year"], 3, 31)
        return self.today


class HandOutForm(GovukForm):
    sure = forms.BooleanField(
        label="I will keep this file safe, and send it only to whom the law or an agreement says",
        error_messages={"required": "Say that you will keep the file safe"},
    )
