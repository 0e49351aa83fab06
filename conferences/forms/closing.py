"""What the chair is asked at the end of a conference."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from conferences.domain.ready_to_close import (
    ClosingDetails,
    calls_core_group,
    core_group_limit,
    review_limit,
)
from conferences.domain.who_comes import KeptApart, to_ask
from conferences.enums import InquorateGround, LateReason
from conferences.models import Conference
from govuk.forms import (
    GovukDateField,
    GovukForm,
    GovukTimeField,
    LongTextField,
    NameField,
    Radios,
)

CORE_GROUP = ("core_group_on", "core_group_time", "core_group_place")
COMES, STAYS_AWAY = "yes", "no"


class ClosingForm(GovukForm):
    """Anything may still be empty when it is saved; closing says what is missing."""

    next_review_on = GovukDateField(
        label="Date of the next review conference", required=False, when="future"
    )
    core_group_on = GovukDateField(
        label="Date of the first core group", required=False, when="future_or_today"
    )
    core_group_time = GovukTimeField(
        label="Time of the first core group", required=False, help_text="For example 10:30am"
    )
    core_group_place = forms.CharField(
        label="Where the core group will meet",
        required=False,
        max_length=200,
        help_text="The family will read this",
    )
    mark_optional = False

    def __init__(
        self,
        *args: Any,
        conference: Conference,
        is_late: bool,
        is_quorate: bool = True,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("initial", _initial(conference))
        super().__init__(*args, **kwargs)
        self.conference = conference
        self.fields["next_review_on"].help_text = f"By {_day(review_limit(conference).due_on)}"
        if calls_core_group(conference):
            by = _day(core_group_limit(conference).due_on)
            self.fields["core_group_on"].help_text = f"By {by}"
        else:
            for name in CORE_GROUP:
                del self.fields[name]
        self.kept_apart = to_ask(conference)
        if self.kept_apart:
            self.fields.update(_who_comes_fields(self.kept_apart))
        if is_late:
            self.fields.update(_late_fields())
        if not is_quorate:
            self.fields.update(_inquorate_fields())

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("core_group_on") and "core_group_time" not in self.errors:
            if not cleaned.get("core_group_time"):
                self.add_error("core_group_time", "Enter the time of the first core group")
        elif cleaned.get("core_group_time"):
            self.add_error("core_group_on", "Enter the date of the first core group")
        return cleaned

    def details(self) -> ClosingDetails:
        values = self.cleaned_data
        return ClosingDetails(
            held_on=self.conference.day,
            next_review_on=values["next_review_on"],
            first_core_group_at=moment(*(values.get(name) for name in CORE_GROUP[:2])),
            core_group_place=values.get("core_group_place", ""),
            who_comes=self._who_comes(),
            core_group_may_meet=values.get("core_group_may_meet", False),
            late_reason=values.get("late_reason", ""),
            late_note=values.get("late_note", ""),
            late_agreed_by=values.get("late_agreed_by", ""),
            safety_plan_reviewed=values.get("safety_plan_reviewed", ""),
            inquorate_ground=values.get("inquorate_ground", ""),
            inquorate_note=values.get("inquorate_note", ""),
        )

    def _who_comes(self) -> dict[int, bool]:
        """Only those of whom something was said."""
        numbers = (each.participant.pk for each in self.kept_apart)
        said = {pk: self.cleaned_data[f"who_comes_{pk}"] for pk in numbers}
        return {pk: answer == COMES for pk, answer in said.items() if answer}


def _who_comes_fields(kept_apart: Sequence[KeptApart]) -> dict[str, forms.Field]:
    """Nothing is chosen for anybody."""
    return {
        **{f"who_comes_{each.participant.pk}": _comes(each) for each in kept_apart},
        "core_group_may_meet": forms.BooleanField(
            label="I have made sure that those who were kept apart may meet",
            required=False,
            help_text="Needed where two who were kept apart both come",
        ),
    }


def _comes(each: KeptApart) -> forms.ChoiceField:
    kept = each.participant.comes_to_core_group
    return forms.ChoiceField(
        label=f"Does {each.name} come to the core group?",
        choices=[(COMES, "Comes"), (STAYS_AWAY, "Does not come")],
        required=False,
        widget=Radios(inline=True),
        initial=None if kept is None else COMES if kept else STAYS_AWAY,
        help_text=f"They were {each.why}. Unless they come, they are not in the core group, and "
        "their papers do not say when and where it meets",
    )


def _day(day: dt.date) -> str:
    return f"{day:%A %-d %B %Y}"


def _late_fields() -> dict[str, forms.Field]:
    return {
        "late_reason": forms.ChoiceField(
            label="Why this conference is late",
            required=False,
            choices=[("", "Choose a reason"), *LateReason.choices],
        ),
        "late_note": LongTextField(label="More about why it is late", required=False, rows=3),
        "late_agreed_by": NameField(
            label="Manager who agreed to the late date", required=False, max_length=200
        ),
        "safety_plan_reviewed": LongTextField(
            label="What the review of the safety plan found", required=False, rows=3
        ),
    }


def _inquorate_fields() -> dict[str, forms.Field]:
    return {
        "inquorate_ground": forms.ChoiceField(
            label="On what ground you went on without a quorum",
            required=False,
            choices=[("", "Choose a ground"), *InquorateGround.choices],
            help_text="Sussex and Swindon list these. Otherwise adjourn",
        ),
        "inquorate_note": LongTextField(
            label="Why you went on, in this case", required=False, rows=3
        ),
    }


def _initial(conference: Conference) -> dict[str, Any]:
    at = conference.first_core_group_at
    local = timezone.localtime(at) if at else None
    return {
        "next_review_on": conference.next_review_on,
        "core_group_on": local.date() if local else None,
        "core_group_time": local.time() if local else None,
        "core_group_place": conference.core_group_place,
        "core_group_may_meet": conference.core_group_may_meet,
        "late_reason": conference.late_reason,
        "late_note": conference.late_note,
        "late_agreed_by": conference.late_agreed_by,
        "safety_plan_reviewed": conference.safety_plan_reviewed,
        "inquorate_ground": conference.inquorate_ground,
        "inquorate_note": conference.inquorate_note,
    }


def moment(day: dt.date | None, time: dt.time | None) -> dt.datetime | None:
    if day is None or time is None:
        return None
    return timezone.make_aware(dt.datetime.combine(day, time))
