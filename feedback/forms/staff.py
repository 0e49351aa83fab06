"""What staff are asked: what was done about harm, who reads, how long codes work."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.models import User
from feedback.models import LocalPractice
from govuk.forms import FilterSelect, GovukForm, GovukModelForm, LongTextField


class SettleForm(GovukForm):
    what_was_done = LongTextField(
        label="What was done, and who was told",
        rows=4,
        help_text="For example: family found, social worker rang the mother, strategy discussion "
        "called for today.",
    )


class ReaderForm(GovukForm):
    user = forms.ChoiceField(
        label="Who reads feedback",
        widget=FilterSelect(),
        choices=[],
        help_text="Nobody reads words of a family on whose case they have or had a part. Another "
        "reader does, or a head of service.",
    )

    def __init__(self, data: Any = None, *, staff: list[User]) -> None:
        super().__init__(data)
        self.staff = {str(one.pk): one for one in staff}
        named = [(key, one.name or one.email) for key, one in self.staff.items()]
        self.fields["user"].choices = [("", "Choose a person"), *named]  # type: ignore[attr-defined]

    def chosen(self) -> User:
        return self.staff[self.cleaned_data["user"]]


class LocalPracticeForm(GovukModelForm):
    class Meta:
        model = LocalPractice
        fields = ("code_works_days", "link_kept_days")
