"""Fields several forms share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError


class NameField(forms.CharField):
    """Somebody's name, in any script: at least one letter, so that an apostrophe alone is not."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 200)
        kwargs.setdefault("widget", forms.TextInput({"dir": "auto", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not any(letter.isalpha() for letter in value):
            raise ValidationError(f"{self.label} must have at least one letter")
