"""What the booker asks for, why a date is late, and why a slot is given up."""

from __future__ import annotations

from typing import Any

from django import forms

from bookings.enums import MoveReason
from bookings.models import Chair, ConferenceRoom, Hub, SessionTime
from bookings.optimiser import SlotChoice
from conferences.domain.booking import Lateness
from conferences.domain.slots import Wishes
from conferences.enums import LateReason
from govuk.forms import GovukDateField, GovukForm, LongTextField, NameField, Radios

DURATIONS = [(90, "1½ hours"), (120, "2 hours"), (150, "2½ hours"), (180, "3 hours")]


class WishesForm(GovukForm):
    """Over what the request says. Sent in the address, so that it can be gone back to."""

    duration = forms.TypedChoiceField(
        label="How long", choices=DURATIONS, coerce=int, empty_value=120, required=False
    )
    hub = forms.ModelChoiceField(
        label="Near hub", queryset=Hub.objects.none(), required=False, empty_label="The nearest"
    )
    minute_taker = forms.ChoiceField(
        label="Minute-taker",
        choices=[("yes", "Wanted"), ("no", "Not wanted")],
        required=False,
    )
    fridays = forms.ChoiceField(
        label="Fridays",
        choices=[("no", "Keep free"), ("yes", "As any day")],
        required=False,
    )
    not_before = GovukDateField(label="Not before", when="future_or_today", required=False)
    mark_optional = False

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"duration": 120})
        self.fields["hub"].queryset = Hub.objects.filter(in_use=True)  # type: ignore[attr-defined]

    def wishes(self) -> Wishes:
        """The defaults for anything not asked, or not understood."""
        if not self.is_bound or not self.is_valid():
            return Wishes()
        answers = self.cleaned_data
        return Wishes(
            duration_minutes=answers["duration"] or 120,
            hub_id=answers["hub"].pk if answers["hub"] else None,
            minute_taker=answers["minute_taker"] != "no",
            fridays=answers["fridays"] == "yes",
            not_before=answers["not_before"],
        )


class WhyNotForm(GovukForm):
    """Ask about one slot that is not offered."""

    day = GovukDateField(label="Day", when="future_or_today")
    session = forms.ModelChoiceField(label="Session", queryset=SessionTime.objects.none())
    room = forms.ModelChoiceField(label="Room", queryset=ConferenceRoom.objects.none())
    chair = forms.ModelChoiceField(label="Chair", queryset=Chair.objects.none())

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        choices = {
            "session": SessionTime.objects.filter(in_use=True),
            "room": ConferenceRoom.objects.filter(in_use=True).select_related("hub"),
            "chair": Chair.objects.filter(in_use=True).select_related("professional__person"),
        }
        for name, rows in choices.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def choice(self) -> SlotChoice:
        answers = self.cleaned_data
        return SlotChoice(
            day=answers["day"],
            session_id=answers["session"].pk,
            room_id=answers["room"].pk,
            chair_id=answers["chair"].pk,
        )


class ChoiceForm(GovukForm):
    """One slot: the choice, why it is late if it is, why it moves if it moves."""

    choice = forms.CharField(widget=forms.HiddenInput)

    late_reason = forms.ChoiceField(
        label="Why does it have to be late?", choices=LateReason.choices, widget=Radios()
    )
    late_note = LongTextField(label="What happened", rows=3, required=False, character_limit=2000)
    late_manager = NameField(label="Manager who agreed")
    late_chair = NameField(label="Chair who agreed")
    safety_plan_review = LongTextField(
        label="Review of the safety plan",
        rows=5,
        help_text="Who looked at it, when, and what was found. Gaps are escalated "
        "(Buckinghamshire)",
    )
    move_reason = forms.ChoiceField(
        label="Why does it move?", choices=MoveReason.choices, widget=Radios()
    )
    move_note = LongTextField(label="More about why", rows=3, required=False, character_limit=2000)

    def __init__(self, data: Any = None, *, late: bool, moves: bool, review: bool = False) -> None:
        super().__init__(data)
        self.late, self.moves = late, moves
        if not late:
            for name in ("late_reason", "late_note", "late_manager", "late_chair"):
                del self.fields[name]
        if not late or review:
            del self.fields["safety_plan_review"]
        if not moves:
            del self.fields["move_reason"], self.fields["move_note"]

    def lateness(self) -> Lateness | None:
        if not self.late:
            return None
        answers = self.cleaned_data
        return Lateness(
            reason=LateReason(answers["late_reason"]),
            note=answers["late_note"],
            manager=answers["late_manager"],
            chair=answers["late_chair"],
            safety_plan_review=answers.get("safety_plan_review", ""),
        )

    def move(self) -> dict[str, Any]:
        return {
            "reason": MoveReason(self.cleaned_data["move_reason"]),
            "note": self.cleaned_data["move_note"],
        }


class GiveUpForm(GovukForm):
    """Vacate: a coded reason, and words for “another reason”."""

    reason = forms.ChoiceField(
        label="Why is the slot given up?", choices=MoveReason.choices, widget=Radios()
    )
    note = LongTextField(label="More about why", rows=3, required=False, character_limit=2000)

    def answers(self) -> dict[str, Any]:
        return {
            "reason": MoveReason(self.cleaned_data["reason"]),
            "note": self.cleaned_data["note"],
        }


STOPS_A_MEETING = [
    (reason.value, reason.label)
    for reason in (
        MoveReason.INQUORATE,
        MoveReason.CHAIR_AWAY,
        MoveReason.CHAIR_CONFLICT,
        MoveReason.REPORT_NOT_READY,
        MoveReason.FAMILY_UNWELL,
        MoveReason.INTERPRETER,
        MoveReason.ROOM_CLOSED,
        MoveReason.OTHER,
    )
]


class AdjournForm(GovukForm):
    """The meeting stops. It has not been held, so what keeps the children safe is asked for."""

    reason = forms.ChoiceField(
        label="Why can it not go on?", choices=STOPS_A_MEETING, widget=Radios()
    )
    note = LongTextField(label="What happened", rows=3, character_limit=2000)
    kept_safe = LongTextField(
        label="What keeps the children safe until it is held",
        rows=5,
        help_text="Go through the safety plan, or the plan as it stands, with those who are here: "
        "who does what, and who checks",
    )

    def answers(self) -> dict[str, Any]:
        answers = self.cleaned_data
        return {**answers, "reason": MoveReason(answers["reason"])}


class CancelForm(GovukForm):
    """Why, and for what was screened to be held, which manager agreed."""

    reason = LongTextField(label="Why is no conference needed?", rows=4)
    agreed_by = NameField(
        label="Manager who agreed",
        help_text="The team manager, or a manager above, who agreed that no conference is held",
    )

    def __init__(self, data: Any = None, *, needs_a_manager: bool) -> None:
        super().__init__(data)
        if not needs_a_manager:
            del self.fields["agreed_by"]
