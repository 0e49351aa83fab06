"""An advocate for one child: what has happened, and on which day."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms

from accounts.models import User
from conferences.domain import advocacy
from conferences.models import Advocacy
from govuk.forms import GovukDateField, GovukForm, LongTextField, NameField, Radios
from people.models import Child

AGREED, REFUSED, REFERRED, ATTENDED = "agreed", "refused", "referred", "attended"


FIELDS_OF: dict[str, tuple[str, ...]] = {
    ATTENDED: ("attended_on",),
    REFERRED: ("referred_on",),
    AGREED: ("agreed_by", "agreed_on", "offered_on"),
    REFUSED: ("refused_by", "refused_on", "refused_reason"),
}


class AdvocacyForm(GovukForm):
    """Only the steps that can be taken now: no referral is offered before the agreement."""

    agreed_by = NameField(label="Which parent agreed")
    agreed_on = GovukDateField(label="When they agreed", when="past_or_today")
    offered_on = GovukDateField(
        label="When it was offered, if on another day", when="past_or_today", required=False
    )
    refused_by = NameField(label="Who refused, if somebody did", required=False)
    refused_on = GovukDateField(
        label="When it was offered, if not today", when="past_or_today", required=False
    )
    refused_reason = LongTextField(
        label="Why not, or when they will be asked", rows=2, character_limit=300
    )
    referred_on = GovukDateField(label="When the child was referred", when="past_or_today")
    attended_on = GovukDateField(label="Date of the conference", when="past_or_today")

    def __init__(self, data: Any = None, *, child: Child, latest: Advocacy | None) -> None:
        self.child, self.latest = child, latest
        steps = _steps(latest)
        asked = {name for step, _ in steps for name in FIELDS_OF[step]}
        self.base_fields = {
            name: self.base_fields[name] for name in self.base_fields if name in asked
        }
        choice = forms.ChoiceField(
            label="What has happened?",
            choices=steps,
            widget=Radios(reveals={step: FIELDS_OF[step] for step, _ in steps}),
        )
        self.base_fields = {"step": choice, **self.base_fields}
        super().__init__(data)

    def act(self, by: User) -> Callable[[], Advocacy]:
        """The step that was chosen, to be taken."""
        steps: dict[str, Callable[[User], Advocacy]] = {
            AGREED: self._agreed,
            REFUSED: self._refused,
            REFERRED: self._referred,
            ATTENDED: self._attended,
        }
        return lambda: steps[self.cleaned_data["step"]](by)

    def _agreed(self, by: User) -> Advocacy:
        said = self.cleaned_data
        return advocacy.record_agreement(
            child=self.child,
            agreed_by=said["agreed_by"],
            agreed_on=said["agreed_on"],
            offered_on=said["offered_on"],
            by=by,
        )

    def _refused(self, by: User) -> Advocacy:
        said = self.cleaned_data
        return advocacy.record_refusal(
            child=self.child,
            reason=said["refused_reason"],
            refused_by=said["refused_by"],
            offered_on=said["refused_on"],
            by=by,
        )

    def _referred(self, by: User) -> Advocacy:
        assert self.latest is not None, "offered only when there is one"
        on = self.cleaned_data["referred_on"]
        return advocacy.refer_to_advocate(advocacy=self.latest, referred_on=on, by=by)

    def _attended(self, by: User) -> Advocacy:
        assert self.latest is not None, "offered only when there is one"
        on = self.cleaned_data["attended_on"]
        return advocacy.record_attended(advocacy=self.latest, attended_on=on, by=by)


def _steps(latest: Advocacy | None) -> list[tuple[str, str]]:
    steps = []
    if latest and latest.referred_on and latest.attended_on is None:
        steps.append((ATTENDED, "The advocate took part in the conference"))
    if latest and latest.parent_agreed_on and latest.referred_on is None:
        steps.append((REFERRED, "The child was referred to an advocate"))
    return [
        *steps,
        (AGREED, "Offered, and a parent agreed that details are passed on"),
        (REFUSED, "Offered, and refused; or not asked yet"),
    ]
