"""Hubs, rooms, sessions, closures and local practice."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django import forms

from bookings.models import ConferenceRoom, Hub, LocalPractice, SessionTime
from govuk.forms import GovukDateField, GovukForm, GovukModelForm, GovukTimeField, LongTextField
from govuk.times import LONDON


class HubForm(GovukModelForm):
    address = LongTextField(rows=4, help_text="House and street, town, postcode, one per line")
    how_to_get_there = LongTextField(
        rows=4,
        required=False,
        help_text="Buses, parking, which door: goes into the invitation",
    )

    class Meta:
        model = Hub
        fields = ["name", "address", "how_to_get_there", "near_districts", "printer", "in_use"]
        labels = {"near_districts": "Near postcode districts", "in_use": "In use"}
        help_texts = {
            "near_districts": "First halves of postcodes, with commas: B9, B10",
            "printer": "As it is called on the network. Packs are printed on it, in one job",
        }

    def clean_near_districts(self) -> list[str]:
        return [district.strip().upper() for district in self.cleaned_data["near_districts"]]


class RoomForm(GovukModelForm):
    class Meta:
        model = ConferenceRoom
        fields = [
            "hub",
            "name",
            "capacity",
            "hybrid_equipment",
            "step_free",
            "hearing_loop",
            "separate_waiting",
            "in_use",
        ]


class SessionForm(GovukModelForm):
    starts = GovukTimeField(help_text="For example, 9:30am or 09:30")
    ends = GovukTimeField()

    class Meta:
        model = SessionTime
        fields = ["name", "starts", "ends", "in_use"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", "The session must end after it starts")
        return cleaned


class LocalPracticeForm(GovukModelForm):
    class Meta:
        model = LocalPractice
        fields = [
            "set_up_minutes",
            "turn_round_minutes",
            "meet_family_minutes",
            "travel_minutes",
            "pencil_working_days",
            "late_search_working_days",
            "agreed_caseload",
        ]


class ClosureForm(GovukForm):
    """A whole hub, or one room of it, for some days."""

    place = forms.ChoiceField(label="What is closed?")
    first = GovukDateField(label="First day", when="future_or_today")
    to = GovukDateField(label="Last day", when="future_or_today")
    reason = forms.CharField(label="Why?", max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places: dict[str, Hub | ConferenceRoom] = {}
        for hub in Hub.objects.filter(in_use=True).prefetch_related("rooms__hub"):
            self.places[f"hub-{hub.pk}"] = hub
            self.places |= {f"room-{r.pk}": r for r in hub.rooms.all() if r.in_use}
        question: Any = self.fields["place"]
        question.choices = [("", "Choose a hub or a room")] + [
            (key, f"The whole of {place}" if isinstance(place, Hub) else str(place))
            for key, place in self.places.items()
        ]

    @property
    def chosen_place(self) -> Hub | ConferenceRoom:
        return self.places[self.cleaned_data["place"]]

    @property
    def starts_at(self) -> datetime:
        return datetime.combine(self.cleaned_data["first"], time.min, LONDON)

    @property
    def ends_at(self) -> datetime:
        return datetime.combine(self.cleaned_data["to"] + timedelta(days=1), time.min, LONDON)
