"""Let another system in: what it is for, what it may do, how long its token works."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings

from api.domain.service_accounts import MOST_PER_MINUTE, AccountDetails
from api.enums import Scope
from api.models import ServiceAccount
from desk.forms.staff import PostingForm
from govuk.forms import Checkboxes, GovukForm, NameField


class DetailsForm(GovukForm):
    purpose = forms.CharField(label="What the other system does with it", max_length=300)
    contact = NameField(
        label="Who answers for it", max_length=200, help_text="A name and a telephone number"
    )
    scopes = forms.MultipleChoiceField(
        label="What it may do",
        choices=Scope.choices,
        widget=Checkboxes(small=True),
        help_text=(
            "It may do no more than its role may, either. Where you add something, its tokens stop "
            "working and somebody else must issue the next"
        ),
    )
    per_minute = forms.IntegerField(
        label="Most requests in a minute",
        min_value=1,
        max_value=MOST_PER_MINUTE,
        initial=120,
        widget=forms.NumberInput({"class": "govuk-input--width-4"}),
    )

    @classmethod
    def about(cls, account: ServiceAccount) -> dict[str, Any]:
        return {name: getattr(account, name) for name in cls.base_fields}

    def account_details(self) -> AccountDetails:
        return AccountDetails(**{name: self.cleaned_data[name] for name in DetailsForm.base_fields})


class AddAccountForm(PostingForm, DetailsForm):
    """The same with a name and the role it acts in."""

    name = NameField(label="Name of the other system", max_length=100)
    field_order = ("name", "purpose", "contact", "role", "team", "area")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["hub"]  # where somebody sits


class IssueForm(GovukForm):
    days = forms.IntegerField(
        label="How many days should it work?",
        min_value=1,
        max_value=settings.API_TOKEN_DAYS,
        initial=90,
        widget=forms.NumberInput({"class": "govuk-input--width-3"}),
    )
