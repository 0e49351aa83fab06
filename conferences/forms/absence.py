"""Who is away, from when to when."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import Q

from bookings.enums import AbsenceKind
from bookings.forms.staffing import NameField
from govuk.forms import FilterSelect, GovukDateField, GovukForm, GovukTimeField, Radios
from govuk.times import LONDON
from people.models import Professional


def staff() -> Any:
    """Those who chair or take minutes now."""
    working = Q(chair__in_use=True) | Q(minute_taker__in_use=True)
    return Professional.objects.filter(working).select_related("person")


class AbsenceForm(GovukForm):
    professional = NameField(Professional.objects.none(), label="Who is away?", widget=FilterSelect)
    kind = forms.ChoiceField(
        label="Why?", choices=AbsenceKind.choices, widget=Radios(inline=True, small=True)
    )
    first = GovukDateField(label="First day")
    from_time = GovukTimeField(
        label="From what time?", required=False, help_text="Leave empty for the whole day"
    )
    to = GovukDateField(
        label="Last day",
        required=False,
        help_text="For sickness, leave empty until you know when they are back",
    )
    until_time = GovukTimeField(
        label="Until what time?", required=False, help_text="Leave empty for the whole day"
    )

    def __init__(self, *args: Any, professionals: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who: Any = self.fields["professional"]
        who.queryset = professionals

    @property
    def starts_at(self) -> datetime:
        given = self.cleaned_data
        return datetime.combine(given["first"], given["from_time"] or time.min, LONDON)

    @property
    def ends_at(self) -> datetime | None:
        """The moment they are back; None when nobody knows."""
        last: date | None = self.cleaned_data["to"]
        if last is None:
            return None
        if self.cleaned_data["until_time"]:
            return datetime.combine(last, self.cleaned_data["until_time"], LONDON)
        return datetime.combine(last + timedelta(days=1), time.min, LONDON)


class BackForm(GovukForm):
    """When somebody is back at work."""

    back_on = GovukDateField(label="First day back")

    @property
    def back_at(self) -> datetime:
        return datetime.combine(self.cleaned_data["back_on"], time.min, LONDON)
