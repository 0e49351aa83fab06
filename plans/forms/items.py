"""Add to the plan, change an item, say how far it has come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from govuk.forms import (
    Checkboxes,
    FilterSelect,
    GovukDateField,
    GovukForm,
    LongTextField,
    Radios,
)
from people.models import Child
from plans.domain.around import Around
from plans.domain.developing import ItemWords, Seen
from plans.domain.items import ItemValues
from plans.enums import ItemKind, ItemStatus
from plans.models import PlanItem
from plans.presenters.items import KIND_HINTS

WHO_MAY_HAVE_IT = (
    "They may be given these words in print. Nobody else outside the service is given them."
)


class AudienceMixin:
    """Who may be given the words."""

    fields: dict[str, forms.Field]

    def offer_audience(self, around: Iterable[Around]) -> None:
        self.fields["audience"].choices = [  # type: ignore[attr-defined]
            (one.person.pk, one.words) for one in around
        ]


class ItemForm(AudienceMixin, GovukForm):
    """One item. An action needs an owner and a day; the other kinds have neither."""

    kind = forms.ChoiceField(
        label="What is it?",
        choices=ItemKind.choices,
        widget=Radios(hints=KIND_HINTS, reveals={ItemKind.ACTION: ("owner", "due_on")}),
    )
    owner = forms.ChoiceField(label="Who will do it", widget=FilterSelect(), choices=[])
    due_on = GovukDateField(label="By when")
    text = LongTextField(label="In plain words", rows=3)
    about = forms.MultipleChoiceField(
        label="Which children is it about?", widget=Checkboxes(), required=False, choices=[]
    )
    audience = forms.MultipleChoiceField(
        label="Who may have these words",
        widget=Checkboxes(small=True),
        required=False,
        choices=[],
        help_text=WHO_MAY_HAVE_IT,
    )

    def __init__(
        self, data: Any = None, *, children: Sequence[Child], around: Sequence[Around], **more: Any
    ) -> None:
        super().__init__(data, **more)
        self.offer_audience(around)
        self.fields["owner"].choices = [  # type: ignore[attr-defined]
            ("", "Choose a person"),
            *((one.person.pk, one.words) for one in around),
        ]
        self.fields["about"].choices = [  # type: ignore[attr-defined]
            (child.pk, child.person.name) for child in children
        ]
        if len(children) == 1:
            del self.fields["about"]
        else:
            self.fields["about"].help_text = "Leave all empty when it is about the whole family."

    def words(self) -> ItemWords:
        answers = self.cleaned_data
        return ItemWords(
            text=answers["text"],
            about=[int(pk) for pk in answers.get("about") or ()],
            audience=[int(pk) for pk in answers["audience"]],
        )

    def values(self) -> ItemValues:
        answers = self.cleaned_data
        owner = answers.get("owner")
        return ItemValues(
            kind=answers["kind"],
            owner=int(owner) if owner else None,
            due_on=answers.get("due_on"),
        )


class ChangeItemForm(ItemForm):
    """The same item with other words, owner or day. What it is, and about whom, stays."""

    seen_words = forms.IntegerField(widget=forms.HiddenInput)
    seen_row = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, item: PlanItem, **more: Any) -> None:
        super().__init__(data, **more)
        self.item = item
        del self.fields["kind"]
        self.fields.pop("about", None)
        if item.kind != ItemKind.ACTION:
            del self.fields["owner"], self.fields["due_on"]

    def values(self) -> ItemValues:
        self.cleaned_data["kind"] = self.item.kind
        return super().values()

    def seen(self) -> Seen:
        answers = self.cleaned_data
        return Seen(words=answers["seen_words"], row=answers["seen_row"])


class UpdateItemForm(AudienceMixin, GovukForm):
    status = forms.ChoiceField(
        label="How far has it come?", choices=ItemStatus.choices, widget=Radios()
    )
    on = GovukDateField(label="Since when", when="past_or_today")
    words = LongTextField(
        label="How do you know?",
        rows=3,
        required=False,
        help_text="The evidence; or, if it is no longer needed, why. It is kept with the action.",
    )
    audience = forms.MultipleChoiceField(
        label="Who may have these words",
        widget=Checkboxes(small=True),
        required=False,
        choices=[],
        help_text="Nobody outside the service is given them unless you choose them here.",
    )

    def __init__(self, data: Any = None, *, around: Sequence[Around], **more: Any) -> None:
        super().__init__(data, **more)
        self.offer_audience(around)
