"""A day to take out of the calendar, and the reason for putting one back."""

from __future__ import annotations

from django import forms

from govuk.forms import GovukDateField, GovukForm, Radios
from timescales.due import EARLIEST, LATEST
from timescales.enums import DayKind
from timescales.models.calendar_day import ADDED_KINDS

KIND_HINTS = {
    DayKind.PROCLAIMED.value: "An extra bank holiday. Stops every clock counted in working days",
    DayKind.MOVED.value: "A bank holiday held on another day this year. The usual day is worked",
    DayKind.LOCAL_CLOSURE.value: "Our offices are shut. No bookings; stops only the local clocks "
    "that follow closures",
}


class AddDayForm(GovukForm):
    label_sizes = {"kind": "m"}

    kind = forms.ChoiceField(
        label="What kind of day is it?",
        choices=ADDED_KINDS,
        widget=Radios(hints=KIND_HINTS, reveals={DayKind.MOVED.value: ("moved_from",)}),
        error_messages={"required": "Select what kind of day it is"},
    )
    moved_from = GovukDateField(
        label="Usual day", help_text="The bank holiday that becomes a working day"
    )
    day = GovukDateField(label="Day", earliest=EARLIEST, latest=LATEST)
    name = forms.CharField(
        label="Name", max_length=100, help_text="As people will read it, like “State funeral”"
    )
    reason = forms.CharField(
        label="Reason", max_length=300, help_text="Who announced it, and when. Kept in the audit"
    )


class WithdrawDayForm(GovukForm):
    reason = forms.CharField(label="Reason", max_length=300, help_text="Kept in the audit")
