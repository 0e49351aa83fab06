"""What is asked when a meeting begins, or one that was held on paper is keyed in."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone

from bookings.enums import MoveReason
from conferences.domain.standing_in import BOOKED_CHAIR, WHY_ANOTHER_CHAIRS, Chairing
from govuk.forms import GovukDateField, GovukForm, GovukTimeField, LongTextField, Radios
from people.models import Professional

ME, BOOKED = "me", "booked"
ELSE = (
    "If it is neither of you, give the conference another chair on its own page first. The "
    "family’s case then goes to that chair"
)
KEEPS = "The papers name you. The family’s case keeps its chair until somebody hands it over"


class ChairingForm(GovukForm):
    """Who chairs. Asked of anybody but the booked chair, who is `instead_of`; else it is None."""

    chairing = forms.ChoiceField(
        label="Who is chairing?",
        help_text=ELSE,
        widget=Radios(reveals={ME: ("reason", "note")}, hints={ME: KEEPS}),
    )
    reason = forms.ChoiceField(
        label="Why not the booked chair?",
        choices=[(reason.value, reason.label) for reason in WHY_ANOTHER_CHAIRS],
        widget=Radios(small=True),
    )
    note = LongTextField(label="More about why", rows=2, required=False, character_limit=500)
    i_am, they_are = "I am", "{} is: I only open the record"
    label_sizes = {"chairing": "m"}

    def __init__(self, data: Any = None, *, instead_of: Professional | None) -> None:
        super().__init__(data)
        if instead_of is None:
            del self.fields["chairing"], self.fields["reason"], self.fields["note"]
            return
        booked = self.they_are.format(instead_of.person.name)
        self.fields["chairing"].choices = [(ME, self.i_am), (BOOKED, booked)]  # type: ignore[attr-defined]

    def who_chairs(self) -> Chairing | None:
        """None where it is not asked."""
        answers = self.cleaned_data
        if "chairing" not in answers:
            return None
        if answers["chairing"] == BOOKED:
            return BOOKED_CHAIR
        return Chairing(True, MoveReason(answers["reason"]), answers["note"])


class TakeChairForm(ChairingForm):
    """Take the chair of a meeting that has begun."""

    def __init__(self, data: Any = None, *, instead_of: Professional | None) -> None:
        super().__init__(data, instead_of=instead_of)
        self.fields.pop("chairing", None)
        if instead_of is not None:
            self.fields["reason"].label = f"Why not {instead_of.person.name}?"

    def who_chairs(self) -> Chairing:
        answers = self.cleaned_data
        reason = MoveReason(answers["reason"]) if answers.get("reason") else None
        return Chairing(True, reason, answers.get("note", ""))


class StartForm(ChairingForm):
    """Start the meeting; `odd_day` where it is booked for another one."""

    another_day = forms.BooleanField(label="I mean to hold it today", required=False)

    def __init__(self, data: Any = None, *, instead_of: Professional | None, odd_day: bool) -> None:
        super().__init__(data, instead_of=instead_of)
        if not odd_day:
            del self.fields["another_day"]


class PaperForm(ChairingForm):
    """The true times: clocks count from the day the meeting was held, not from today."""

    held_on = GovukDateField(label="When was the meeting held?", when="past_or_today")
    started_at = GovukTimeField(label="What time did it start?", help_text="For example, 10am")
    ended_at = GovukTimeField(label="What time did it end?", help_text="For example, 11:45am")
    another_day = forms.BooleanField(
        label="It was held on another day than it is booked for", required=False
    )
    i_am, they_are = "I did", "{} did: I only key it in"
    field_order = ("held_on", "started_at", "ended_at", "another_day", "chairing", "reason", "note")

    def __init__(self, data: Any = None, *, instead_of: Professional | None) -> None:
        super().__init__(data, instead_of=instead_of)
        if instead_of is not None:
            self.fields["chairing"].label = "Who chaired it?"

    def times(self) -> dict[str, dt.datetime]:
        """Start and end, in Europe/London."""
        day, zone = self.cleaned_data["held_on"], timezone.get_current_timezone()
        start = dt.datetime.combine(day, self.cleaned_data["started_at"], zone)
        end = dt.datetime.combine(day, self.cleaned_data["ended_at"], zone)
        return {"started_at": start, "ended_at": end}
