"""What is asked when a meeting that was held on paper is keyed in."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.utils import timezone

from govuk.forms import GovukDateField, GovukForm, GovukTimeField


class PaperForm(GovukForm):
    """The true times: clocks count from the day the meeting was held, not from today."""

    held_on = GovukDateField(label="When was the meeting held?", when="past_or_today")
    started_at = GovukTimeField(label="What time did it start?", help_text="For example, 10am")
    ended_at = GovukTimeField(label="What time did it end?", help_text="For example, 11:45am")
    another_day = forms.BooleanField(
        label="It was held on another day than it is booked for", required=False
    )

    def times(self) -> tuple[dt.datetime, dt.datetime]:
        """Start and end, in Europe/London."""
        day, zone = self.cleaned_data["held_on"], timezone.get_current_timezone()
        start = dt.datetime.combine(day, self.cleaned_data["started_at"], zone)
        end = dt.datetime.combine(day, self.cleaned_data["ended_at"], zone)
        return start, end
