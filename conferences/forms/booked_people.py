"""Who chairs, and who takes the minutes."""

from __future__ import annotations

from django import forms

from bookings.enums import MoveReason
from bookings.models import Chair, MinuteTaker
from govuk.forms import FilterSelect, GovukForm, LongTextField


class ChairForm(GovukForm):
    chair = forms.ModelChoiceField(
        Chair.objects.filter(in_use=True).select_related("professional__person"),
        label="New chair",
        widget=FilterSelect,
    )
    reason = forms.ChoiceField(
        label="Why does the chair change?",
        choices=[("", "Choose a reason"), *MoveReason.choices],
    )
    note = LongTextField(label="More about the reason", rows=2, required=False)


class MinuteTakerForm(GovukForm):
    mark_optional = False

    minute_taker = forms.ModelChoiceField(
        MinuteTaker.objects.filter(in_use=True).select_related("professional__person"),
        label="Minute-taker",
        required=False,
        empty_label="None: the chair keeps the record",
    )
