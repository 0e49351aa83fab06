"""Long text, refused kindly when it is too long to keep in one box."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from govuk.forms.widgets import LongText

MAX_BYTES = 200_000


class LongTextField(forms.CharField):
    """Several lines. Over `max_bytes` is refused; what was typed stays on the screen."""

    def __init__(
        self,
        *,
        max_bytes: int = MAX_BYTES,
        character_limit: int | None = None,
        rows: int = 5,
        **kwargs: Any,
    ) -> None:
        self.max_bytes = max_bytes
        kwargs.setdefault(
            "widget", LongText(rows=rows, character_limit=character_limit, max_bytes=max_bytes)
        )
        super().__init__(max_length=character_limit, **kwargs)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        # Browsers send two characters for a line end; the counter on the page counts one.
        return text.replace("\r\n", "\n") if text else ""

    def validate(self, value: str) -> None:
        super().validate(value)
        size = len(value.encode())
        if size > self.max_bytes:
            raise ValidationError(too_long_message(str(self.label or "Text"), size, self.max_bytes))


def too_long_message(label: str, size: int, limit: int) -> str:
    """Both sizes are in bytes; the message says kilobytes of 1,000 bytes."""
    return (
        f"{label} is too long: {-(-size // 1000)} KB, and one box holds {limit // 1000} KB. "
        "Nothing is lost: shorten it below"
    )
