"""A professional of a partner agency."""

from __future__ import annotations

from typing import Any

from django import forms

from govuk.forms import FilterSelect, GovukDateField, GovukForm, NameField
from people.domain.partners import (
    NAMES,
    WORK,
    PartnerDetails,
    WorkDetails,
    agencies_to_choose,
)
from people.models import Agency, Professional


class FindPartnerForm(GovukForm):
    words = forms.CharField(label="Name, job or agency", required=False, max_length=100)
    mark_optional = False


class WorkForm(GovukForm):
    agency = forms.ModelChoiceField(
        Agency.objects.none(), empty_label="Choose an agency", widget=FilterSelect
    )
    job_title = forms.CharField(label="Job", max_length=100, help_text="Such as health visitor")
    work_email = forms.EmailField(
        label="Work email address", required=False, help_text="Invitations go there"
    )
    work_telephone = forms.CharField(label="Work telephone", max_length=40, required=False)
    work_address = forms.CharField(
        label="Work address",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For letters, if there is no email address",
    )

    def __init__(self, data: Any = None, *, row: Professional | None = None) -> None:
        super().__init__(data, initial=self.held(row) if row else None)
        offered = agencies_to_choose(but=row.agency_id if row else None)
        self.fields["agency"].queryset = offered  # type: ignore[attr-defined]
        for name in {*NAMES, "job_title", "work_address"} & set(self.fields):
            self.fields[name].widget.attrs["dir"] = "auto"

    def held(self, row: Professional) -> dict[str, Any]:
        return {name: getattr(row, name) for name in (*WORK, "left_on")}

    def details(self) -> WorkDetails:
        return WorkDetails(**{name: self.cleaned_data[name] for name in WORK})


class PartnerForm(WorkForm):
    """With the name."""

    given_names = NameField(label="Given names", max_length=100, required=False)
    family_name = NameField(label="Family name", max_length=100)
    field_order = NAMES

    def held(self, row: Professional) -> dict[str, Any]:
        return {**super().held(row), **{name: getattr(row.person, name) for name in NAMES}}

    def details(self) -> PartnerDetails:
        return PartnerDetails(**{name: self.cleaned_data[name] for name in (*NAMES, *WORK)})


class LastDayForm(GovukForm):
    left_on = GovukDateField(
        label="Last day there",
        required=False,
        help_text="After it nobody can ask them to anything new. What they did stays",
    )


class ChangeWorkForm(LastDayForm, WorkForm):
    """For most who see the page: the name may stand in a family's record too."""


class ChangePartnerForm(LastDayForm, PartnerForm):
    """For who may put the name right."""
