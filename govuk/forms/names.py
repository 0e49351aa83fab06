"""Somebody's name, wherever one is typed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from govuk.names import has_letter


class NameField(forms.CharField):
    """A name, alone or with a job: at least one letter, so that an apostrophe alone is not."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 200)
        kwargs.setdefault("widget", forms.TextInput({"dir": "auto", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not has_letter(value):
            raise ValidationError(f"{self.label or 'Name'} must have at least one letter")
