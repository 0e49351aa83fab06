"""What a step is asked with: every field is named, and one that is not is refused, not lost."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from govuk.names import has_letter

LONGEST = 20_000  # characters of a text


class Asked(serializers.Serializer):
    """The body of a request. `example` stands in the OpenAPI document."""

    example: ClassVar[dict[str, Any]] = {}

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        if isinstance(data, dict) and (unknown := set(data) - set(self.fields)):
            words = ["There is no such field."]
            raise ValidationError(dict.fromkeys(sorted(unknown), words), code="unknown")
        values: dict[str, Any] = super().to_internal_value(data)
        return values


class NothingAsked(Asked):
    """An empty body."""


def words(**more: Any) -> serializers.CharField:
    """A text that must be there, unless `required=False` says otherwise."""
    if not more.get("required", True):
        more |= {"default": "", "allow_blank": True}
        more.pop("required")
    return serializers.CharField(max_length=more.pop("max_length", LONGEST), **more)


def person_name(**more: Any) -> serializers.CharField:
    """Somebody's name: at least one letter, where anything is said."""
    return words(max_length=more.pop("max_length", 200), validators=[_a_name], **more)


def _a_name(value: str) -> None:
    if value and not has_letter(value):
        raise ValidationError("A name has at least one letter.", code="not_a_name")


def number(**more: Any) -> serializers.IntegerField:
    """The id of something."""
    return serializers.IntegerField(min_value=1, max_value=2**62, **more)


def numbers(**more: Any) -> serializers.ListField:
    return serializers.ListField(child=number(), max_length=100, **more)


def chosen(field: str, wanted: Iterable[int], known: dict[int, Any]) -> list[Any]:
    """The things of these numbers. Raises `ValidationError` for one that is not known here."""
    numbers = list(wanted)
    if unknown := sorted(set(numbers) - known.keys()):
        listed = ", ".join(map(str, unknown))
        raise ValidationError({field: [f"Not known here: {listed}."]}, code="does_not_exist")
    return [known[number] for number in numbers]


def one(field: str, wanted: int, known: dict[int, Any]) -> Any:
    return chosen(field, [wanted], known)[0]
