"""What the other authority told us of a transfer: asked in the request, and put right later."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User
from conferences.domain import request_steps as steps
from conferences.domain.requesting import keep_papers, tell_of_transfer
from conferences.domain.transfer import TransferDetails, transfer_of, trigger
from conferences.enums import TransferPaper
from conferences.forms.request import StepForm
from conferences.models import ConferenceRequest, Transfer
from govuk.forms import (
    Checkboxes,
    GovukDateField,
    GovukForm,
    LongTextField,
    NameField,
    Radios,
)
from govuk.forms.base import in_sentence

FACTS = tuple(TransferDetails.__dataclass_fields__)


class TransferFacts(GovukForm):
    """The facts themselves. The day the clock starts from, here and now, must be given."""

    authority = NameField(
        label="Authority the children come from",
        error_messages={"required": "Enter the authority the children come from"},
    )
    contact = NameField(
        label="Who is responsible there",
        max_length=300,
        required=False,
        widget=forms.TextInput({"dir": "auto"}),
        help_text="Name, job and telephone number",
    )
    moved_on = GovukDateField(
        label="Day they moved here",
        when="past_or_today",
        error_messages={"required": "Enter the day they moved here"},
    )
    notified_on = GovukDateField(
        label="Day their written notification came", when="past_or_today", required=False
    )
    referred_on = GovukDateField(
        label="Day their referral came", when="past_or_today", required=False
    )
    accepted_on = GovukDateField(label="Day we accepted it", when="past_or_today", required=False)

    def ask_for_day_zero(self) -> None:
        starts = self.fields[trigger()]
        starts.required = True
        starts.error_messages["required"] = f"Enter the {in_sentence(str(starts.label))}"
        starts.help_text = "The 15 working days run from this day"

    def details(self) -> TransferDetails:
        return TransferDetails(**{name: self.cleaned_data[name] for name in FACTS})


def facts_of(transfer: Transfer) -> dict[str, Any]:
    return {name: getattr(transfer, name) for name in FACTS}


class TransferForm(TransferFacts, StepForm):
    """The authority the children come from. A temporary stay needs no conference here."""

    step = steps.TRANSFER

    stay = forms.ChoiceField(
        label="Do the children live here for good?",
        choices=[("good", "Yes"), ("temporary", "No, they stay here for a time")],
        widget=Radios(hints={"temporary": "The other authority keeps its plan (Tees)"}),
    )
    field_order = ("stay", *FACTS)

    def __init__(self, data: Any = None, *, request: ConferenceRequest) -> None:
        super().__init__(data, request=request)
        self.ask_for_day_zero()

    def first_values(self) -> dict[str, Any]:
        transfer = transfer_of(self.request)
        return {**facts_of(transfer), "stay": "good"} if transfer else {}

    def clean_stay(self) -> str:
        stay: str = self.cleaned_data["stay"]
        if stay == "temporary":
            raise ValidationError(
                "No conference is needed for a temporary stay. Note the other authority’s plan "
                "on the family’s page instead, and throw this draft away"
            )
        return stay

    def keep(self, *, by: User) -> None:
        tell_of_transfer(request=self.request, details=self.details(), by=by)


class PapersForm(StepForm):
    step = steps.PAPERS

    papers = forms.MultipleChoiceField(
        label="Which papers have come?",
        choices=TransferPaper.choices,
        widget=Checkboxes(),
        required=False,
        help_text="You can go on without them; ask for what is missing (Norfolk)",
    )
    mark_optional = False
    label_sizes = {"papers": "m"}

    def first_values(self) -> dict[str, Any]:
        transfer = transfer_of(self.request)
        return {"papers": transfer.papers if transfer else []}

    def keep(self, *, by: User) -> None:
        keep_papers(request=self.request, papers=self.cleaned_data["papers"], by=by)


class CorrectTransferForm(TransferFacts):
    reason = LongTextField(label="Why is it corrected?", rows=3, character_limit=1000)

    def __init__(self, data: Any = None, *, transfer: Transfer) -> None:
        super().__init__(data, initial=facts_of(transfer))
        self.ask_for_day_zero()
