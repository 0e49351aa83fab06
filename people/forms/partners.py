"""A professional of a partner agency."""

from __future__ import annotations

from typing import Any

from django import forms

from govuk.forms import FilterSelect, GovukDateField, GovukForm
from people.domain.partners import PartnerDetails, agencies_to_choose
from people.models import Agency, Professional


class FindPartnerForm(GovukForm):
    words = forms.CharField(label="Name, job or agency", required=False, max_length=100)
    mark_optional = False


class PartnerForm(GovukForm):
    given_names = forms.CharField(label="Given names", max_length=100, required=False)
    family_name = forms.CharField(label="Family name", max_length=100)
    agency = forms.ModelChoiceField(
        Agency.objects.none(), empty_label="Choose an agency", widget=FilterSelect
    )
    job_title = forms.CharField(label="Job", max_length=100, help_text="Such as health visitor")
    email = forms.EmailField(
        label="Work email address", required=False, help_text="Invitations go there"
    )
    telephone = forms.CharField(label="Work telephone", max_length=40, required=False)
    work_address = forms.CharField(
        label="Work address",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For letters, if there is no email address",
    )

    def __init__(self, data: Any = None, *, row: Professional | None = None) -> None:
        super().__init__(data, initial=_held(row) if row else None)
        offered = agencies_to_choose(but=row.agency_id if row else None)
        self.fields["agency"].queryset = offered  # type: ignore[attr-defined]
        for name in ("given_names", "family_name", "job_title", "work_address"):
            self.fields[name].widget.attrs["dir"] = "auto"

    def details(self) -> PartnerDetails:
        names = PartnerDetails.__dataclass_fields__
        return PartnerDetails(**{name: self.cleaned_data[name] for name in names})


class ChangePartnerForm(PartnerForm):
    left_on = GovukDateField(
        label="Last day there",
        required=False,
        help_text="After it nobody can ask them to anything new. What they did stays",
    )


def _held(row: Professional) -> dict[str, Any]:
    person = {
        name: getattr(row.person, name)
        for name in ("given_names", "family_name", "email", "telephone")
    }
    work = {name: getattr(row, name) for name in ("job_title", "work_address", "left_on")}
    return {**person, **work, "agency": row.agency_id}
