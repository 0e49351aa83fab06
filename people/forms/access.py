"""Restriction, conflicts of interest, broken glass, handing a case over, merging."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from accounts.models import User
from govuk.forms import FilterSelect, GovukDateField, GovukForm, LongTextField
from people.enums import CaseRoleKind
from people.models import Posting, Professional


def staff() -> QuerySet[User]:
    """Users posted somewhere today."""
    posted = Posting.objects.of_people().order_by().values("user")
    return User.objects.filter(pk__in=posted, is_active=True)


class StaffField(forms.ModelChoiceField):
    widget = FilterSelect

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(User.objects.none(), empty_label="Choose a person", **kwargs)


class StaffForm(GovukForm):
    """Fills every field that asks for a member of staff."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField) and field.queryset.model is User:
                field.queryset = staff()


class RestrictForm(StaffForm):
    reason = forms.CharField(label="Why only named people may open it", max_length=300)
    named = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label="Who else may open it",
        required=False,
        widget=forms.SelectMultiple,
        help_text="You are named too. Whoever works on the case must be named to go on.",
    )


class ReasonForm(GovukForm):
    reason = forms.CharField(label="Why", max_length=300)


class NamePersonForm(StaffForm):
    user = StaffField(label="Who may open it")
    reason = forms.CharField(label="Why they need to", max_length=300)


class OwnConflictForm(GovukForm):
    reason = forms.CharField(
        label="How do you know this family?",
        max_length=300,
        help_text="A manager sees this. You will not be able to open the family again.",
    )


class ConflictForm(StaffForm):
    user = StaffField(label="Who has the conflict of interest?")
    reason = forms.CharField(label="How do they know this family?", max_length=300)


class BreakGlassForm(GovukForm):
    reason = LongTextField(
        label="What is the emergency?",
        rows=4,
        character_limit=1000,
        help_text="A manager and the data officer will read this.",
    )


class HandOverForm(GovukForm):
    kind = forms.ChoiceField(label="Role on the case", choices=CaseRoleKind.choices)
    to = forms.ModelChoiceField(
        Professional.objects.none(),
        label="Who takes it over",
        widget=FilterSelect,
        empty_label="Choose a person",
    )
    from_on = GovukDateField(label="From", required=False, help_text="Today, if you leave it out")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ours = Professional.objects.filter(user__isnull=False, user__is_active=True)
        self.fields["to"].queryset = ours.select_related("person")  # type: ignore[attr-defined]


class MergeForm(GovukForm):
    reason = forms.CharField(label="How do you know that they are one person?", max_length=300)
