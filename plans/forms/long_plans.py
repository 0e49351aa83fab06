"""What a panel of a long plan, or a peer of a repeat plan, thought."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from govuk.forms import FilterSelect, GovukDateField, GovukForm, LongTextField, Radios
from people.models import Person, Professional
from plans.domain.long_plans import Panel, PanelWords
from plans.enums import LongReason, PanelView, PeerView, RepeatReason


def _named(people: Sequence[Professional]) -> list[tuple[str, str]]:
    return [("", "Choose a person"), *((str(one.pk), str(one)) for one in people)]


class LongPlanForm(GovukForm):
    held_on = GovukDateField(
        label="When did the panel meet?",
        when="past_or_today",
        help_text="It counts as the review that is due next if it met in the month before that is "
        "due, or later. A panel that met earlier is kept too, and that review is still due.",
    )
    chair = forms.ChoiceField(label="Chair of the conference", widget=FilterSelect(), choices=[])
    area_head = forms.ChoiceField(label="Head of the area", widget=FilterSelect(), choices=[])
    team_manager = forms.ChoiceField(label="Team manager", widget=FilterSelect(), choices=[])
    reason = forms.ChoiceField(
        label="Why has the plan run so long?",
        choices=LongReason.choices,
        widget=Radios(reveals={LongReason.OTHER: "reason_note"}),
    )
    reason_note = LongTextField(label="Say why", rows=2)
    view = forms.ChoiceField(
        label="What does the panel think?", choices=PanelView.choices, widget=Radios()
    )
    actions = LongTextField(
        label="What does the panel ask for?",
        rows=4,
        help_text="Of whom, and by when. It goes to the chair and the team, never to the family.",
    )

    def __init__(self, data: Any = None, *, staff: Sequence[Professional], **more: Any) -> None:
        super().__init__(data, **more)
        self.staff = {str(one.pk): one.person for one in staff}
        for name in ("chair", "area_head", "team_manager"):
            self.fields[name].choices = _named(staff)  # type: ignore[attr-defined]

    def panel(self) -> Panel:
        answers = self.cleaned_data
        return Panel(
            chair=self.staff[answers["chair"]],
            area_head=self.staff[answers["area_head"]],
            team_manager=self.staff[answers["team_manager"]],
        )

    def words(self) -> PanelWords:
        answers = self.cleaned_data
        return PanelWords(
            reason=LongReason(answers["reason"]),
            view=PanelView(answers["view"]),
            actions=answers["actions"],
            reason_note=answers.get("reason_note") or "",
        )


class RepeatPlanForm(GovukForm):
    reviewed_on = GovukDateField(label="When was it looked at?", when="past_or_today")
    peer = forms.ChoiceField(
        label="Which peer looked at it?",
        widget=FilterSelect(),
        choices=[],
        help_text="Somebody who has not chaired for this family",
    )
    reason = forms.ChoiceField(
        label="Why is the child on a plan again?", choices=RepeatReason.choices, widget=Radios()
    )
    view = forms.ChoiceField(
        label="What does the peer think?", choices=PeerView.choices, widget=Radios()
    )
    learning = LongTextField(
        label="What can others learn from it?", rows=4, help_text="Without names"
    )

    def __init__(self, data: Any = None, *, staff: Sequence[Professional]) -> None:
        super().__init__(data)
        self.staff = {str(one.pk): one.person for one in staff}
        self.fields["peer"].choices = _named(staff)  # type: ignore[attr-defined]

    def person(self) -> Person:
        return self.staff[self.cleaned_data["peer"]]
