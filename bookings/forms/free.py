"""What is free? The need, as somebody on the telephone says it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from bookings.models import Chair, Hub, LocalPractice
from bookings.optimiser import SlotNeed
from govuk.forms import Checkboxes, FilterSelect, GovukDateField, GovukForm, Radios

FEATURES = [
    ("hybrid", "Hybrid equipment"),
    ("step_free", "Step-free access"),
    ("hearing_loop", "Hearing loop"),
    ("separate_waiting", "Separate waiting"),
]


class FreeForm(GovukForm):
    """Every answer is optional except the two dates."""

    earliest_on = GovukDateField(label="Earliest date", when="future_or_today")
    due_on = GovukDateField(label="Last date", help_text="The day it is due")
    duration_minutes = forms.TypedChoiceField(
        label="How long?",
        coerce=int,
        choices=[(60, "1 hour"), (90, "1½ hours"), (120, "2 hours"), (150, "2½ hours")],
        widget=Radios(inline=True, small=True),
    )
    near_hub = forms.ModelChoiceField(
        Hub.objects.filter(in_use=True), label="Family’s near hub", required=False
    )
    chair_before = forms.ModelChoiceField(
        Chair.objects.filter(in_use=True).select_related("professional__person"),
        label="Chair who knows the family",
        required=False,
        widget=FilterSelect,
    )
    people = forms.IntegerField(label="People expected", min_value=1, max_value=200, required=False)
    features = forms.MultipleChoiceField(
        label="The room must have", choices=FEATURES, required=False, widget=Checkboxes(small=True)
    )
    minute_taker_wanted = forms.BooleanField(label="A minute-taker is wanted", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        earliest, due = cleaned.get("earliest_on"), cleaned.get("due_on")
        if isinstance(earliest, date) and isinstance(due, date) and due < earliest:
            self.add_error("due_on", "The last date must be on or after the earliest date")
        return cleaned

    def need(self) -> SlotNeed:
        """Call when valid."""
        given = self.cleaned_data
        return SlotNeed(
            asked_on=timezone.localdate(),
            earliest_on=given["earliest_on"],
            due_on=given["due_on"],
            duration_minutes=given["duration_minutes"],
            near_hub_id=given["near_hub"].pk if given["near_hub"] else None,
            chair_before_id=given["chair_before"].pk if given["chair_before"] else None,
            people=given["people"] or 0,
            minute_taker_wanted=given["minute_taker_wanted"],
            meet_family_minutes=LocalPractice.current().meet_family_minutes,
            hybrid="hybrid" in given["features"],
            step_free="step_free" in given["features"],
            hearing_loop="hearing_loop" in given["features"],
            separate_waiting="separate_waiting" in given["features"],
        )
