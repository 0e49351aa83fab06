"""What a service decides for itself about meetings, each with its default and source."""

from __future__ import annotations

from typing import Any

from django import forms

from conferences.models import LocalPractice
from govuk.forms import GovukForm, Radios


class LocalPracticeForm(GovukForm):
    inquorate_review_ends_plans = forms.ChoiceField(
        label="May a review that was not quorate end a plan?",
        choices=[("no", "No (the default)"), ("yes", "Yes")],
        widget=Radios(hints={"no": "Lincolnshire: a review must be quorate to end a plan"}),
    )

    def __init__(self, data: Any = None, *, practice: LocalPractice) -> None:
        now = "yes" if practice.inquorate_review_ends_plans else "no"
        super().__init__(data, initial={"inquorate_review_ends_plans": now})

    def answers(self) -> dict[str, Any]:
        chosen = self.cleaned_data["inquorate_review_ends_plans"]
        return {"inquorate_review_ends_plans": chosen == "yes"}
