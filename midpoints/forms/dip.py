"""Draw a dip sample, grade a case, close the sample, keep the headings."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from django import forms

from govuk.forms import GovukDateField, GovukForm, LongTextField, Radios
from midpoints.domain.drawing import MOST
from midpoints.domain.grading import Graded
from midpoints.enums import Grade
from midpoints.headings import DipHeading

MOST_SEED = 2**31 - 1


def new_seed() -> int:
    return secrets.randbelow(999_999) + 1


class DrawForm(GovukForm):
    label = forms.CharField(label="Name of the sample", max_length=120)
    size = forms.IntegerField(label="How many children?", min_value=1, max_value=MOST, initial=20)
    seed = forms.IntegerField(
        label="Seed",
        min_value=1,
        max_value=MOST_SEED,
        initial=new_seed,
        help_text="The same seed over the same children draws the same sample",
    )


class GradeForm(GovukForm):
    """A grade under each heading of the sample, then for the whole."""

    mark_optional = False
    overall = forms.ChoiceField(
        label="The whole footprint", choices=Grade.choices, widget=Radios(small=True)
    )
    strengths = LongTextField(label="What is strong?", rows=3, required=False)
    improvements = LongTextField(label="What should be better?", rows=3, required=False)

    def __init__(self, data: Any = None, *, headings: Sequence[DipHeading]) -> None:
        super().__init__(data)
        self.headings = [heading.code for heading in headings]
        for heading in headings:
            self.fields[f"heading_{heading.code}"] = forms.ChoiceField(
                label=heading.label, choices=Grade.choices, widget=Radios(small=True)
            )
        names = [f"heading_{code}" for code in self.headings]
        self.order_fields([*names, "overall", "strengths", "improvements"])

    def graded(self) -> Graded:
        answers = self.cleaned_data
        return Graded(
            headings={code: answers[f"heading_{code}"] for code in self.headings},
            overall=answers["overall"],
            strengths=answers["strengths"],
            improvements=answers["improvements"],
        )


class CloseSampleForm(GovukForm):
    themes = LongTextField(label="What does the sample show?", rows=6)
    learning = LongTextField(label="What will be done?", rows=4, required=False)


class AddHeadingForm(GovukForm):
    label = forms.CharField(label="Heading", max_length=120)
    from_on = GovukDateField(label="For samples drawn from")
    why = forms.CharField(label="Why is it added?", max_length=300)


class EndHeadingForm(GovukForm):
    last_day = GovukDateField(label="For samples drawn until", when="future_or_today")
    why = forms.CharField(label="Why does it end?", max_length=300)
