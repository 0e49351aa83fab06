"""Who chairs and takes minutes, and their working hours."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from bookings.domain import Stretch
from bookings.enums import Weekday
from bookings.models import Chair, Hub, MinuteTaker, WorkingPattern
from govuk.forms import FilterSelect, GovukDateField, GovukForm, GovukTimeField
from people.enums import AgencyKind
from people.models import Professional


class NameField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.person.name}, {obj.job_title}"


class MinuteTakerForm(GovukForm):
    """`professional` is asked only for somebody new."""

    professional = NameField(Professional.objects.none(), label="Who?", widget=FilterSelect)
    hub = forms.ModelChoiceField(
        Hub.objects.filter(in_use=True), label="Where they prefer to be", required=False
    )
    in_use = forms.BooleanField(label="Can be booked now", required=False)

    def __init__(self, *args: Any, row: Chair | MinuteTaker | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if row is not None:
            del self.fields["professional"]
        else:
            people: Any = self.fields["professional"]
            people.queryset = Professional.objects.filter(
                agency__kind=AgencyKind.SOCIAL_CARE, chair=None, minute_taker=None
            ).select_related("person")


class ChairForm(MinuteTakerForm):
    fte = forms.DecimalField(
        label="Full-time equivalent",
        min_value=0.05,
        max_value=1,
        decimal_places=2,
        help_text="1 is full time, 0.5 is half. The agreed caseload follows it",
    )
    field_order = ["professional", "fte", "hub", "in_use"]


class HoursForm(GovukForm):
    """Two boxes for each weekday; both empty is a day they do not work."""

    from_on = GovukDateField(label="From which day?", help_text="Earlier days keep their old hours")

    def __init__(self, *args: Any, patterns: list[WorkingPattern], **kwargs: Any) -> None:
        initial: dict[str, Any] = {"from_on": timezone.localdate()}
        for pattern in patterns:
            day = pattern.get_weekday_display().lower()
            initial |= {f"{day}_starts": pattern.starts, f"{day}_ends": pattern.ends}
        super().__init__(*args, initial=initial, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for day in Weekday:
            name = day.label.lower()
            starts, ends = cleaned.get(f"{name}_starts"), cleaned.get(f"{name}_ends")
            if bool(starts) != bool(ends):
                missing = "ends" if starts else "starts"
                self.add_error(f"{name}_{missing}", f"Give both times for {day.label}, or neither")
            elif starts and ends <= starts:
                self.add_error(f"{name}_ends", f"{day.label} must end after it starts")
        return cleaned

    def stretches(self) -> list[Stretch]:
        given = self.cleaned_data
        return [
            Stretch(day, given[f"{day.label.lower()}_starts"], given[f"{day.label.lower()}_ends"])
            for day in Weekday
            if given[f"{day.label.lower()}_starts"]
        ]


for _day in Weekday:
    for _part, _words in (("starts", "from"), ("ends", "to")):
        HoursForm.base_fields[f"{_day.label.lower()}_{_part}"] = GovukTimeField(
            label=f"{_day.label} {_words}", required=False
        )
