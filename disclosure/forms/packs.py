"""What is asked when a pack is decided on, handed over or printed."""

from __future__ import annotations

from typing import Any

from django import forms

from disclosure.enums import CopyState, HandoverWay
from disclosure.models import Finding
from govuk.forms import GovukForm, LongTextField, NameField, Radios

WHY_IT_MAY_STAND = [
    ("same_name", "It is somebody of this family with the same name"),
    ("knows_already", "The person knows this already and it is right to say it here"),
    ("ordinary_word", "It is an ordinary word, not a name"),
    ("worker", "It is somebody who works with this family"),
    ("other", "Another reason"),
]


class FindingForm(GovukForm):
    """Why one hit may stand."""

    reason = forms.ChoiceField(
        label="Why may this stand?",
        choices=WHY_IT_MAY_STAND,
        widget=Radios(reveals={"other": ("words",)}),
    )
    words = forms.CharField(label="Say why", max_length=300, required=True)
    label_sizes = {"reason": "s"}

    def __init__(self, finding: Finding, data: Any = None) -> None:
        super().__init__(data, prefix=f"finding-{finding.pk}")

    def answer(self) -> str:
        reason = self.cleaned_data["reason"]
        if reason == "other":
            return str(self.cleaned_data["words"])
        return str(dict(WHY_IT_MAY_STAND)[reason])


class ReasonForm(GovukForm):
    reason = LongTextField(label="Why", rows=3)

    def __init__(self, data: Any = None, *, label: str = "Why", hint: str = "") -> None:
        super().__init__(data)
        self.fields["reason"].label = label
        self.fields["reason"].help_text = hint


# A secure link is handed over by sending it, from the same page.
BY_HAND = [(way.value, way.label) for way in HandoverWay if way != HandoverWay.SECURE_LINK]


class AddressConfirmedField(forms.BooleanField):
    """`help_text`: the address, so that nobody confirms what they have not read."""

    def __init__(self) -> None:
        label = "I have checked this address with the person or the social worker today"
        super().__init__(label=label, required=True)


class HandOverForm(GovukForm):
    way = forms.ChoiceField(
        label="How is it handed over?",
        choices=BY_HAND,
        widget=Radios(
            reveals={
                HandoverWay.IN_PERSON.value: ("signed_name",),
                HandoverWay.POST.value: ("address_confirmed",),
            }
        ),
    )
    signed_name = NameField(label="Name as signed", max_length=200, required=True)
    address_confirmed = AddressConfirmedField()
    note = forms.CharField(
        label="Note",
        required=False,
        max_length=300,
        help_text="For example: the printer failed, shown on screen, link sent next working day",
    )

    def __init__(self, data: Any = None, *, address: str) -> None:
        super().__init__(data)
        self.fields["address_confirmed"].help_text = address

    def answers(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "way": HandoverWay(data["way"]),
            "signed_name": data.get("signed_name") or "",
            "address_confirmed": bool(data.get("address_confirmed")),
            "note": data.get("note") or "",
        }


class CopyForm(GovukForm):
    state = forms.ChoiceField(
        label="What became of it?",
        choices=[(state.value, state.label) for state in CopyState if state != CopyState.PRINTED],
    )


class InterpreterForm(GovukForm):
    interpreter = NameField(label="Interpreter who read it through", max_length=200)
