"""What of a record is given: every field is named, and nothing else comes.

A `Row` says which model it shows. Of its fields only those come that `api/field_classes.py` lets
through; `tests/api/test_fields.py` finds one that is named in vain.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any, ClassVar

from django.db.models import Choices
from rest_framework import serializers

from api.v1.sources import is_let_through

Getter = Callable[[Any], Any]


class Row(serializers.Serializer):
    """Shows a record. Made once into plain getters: REST framework asks each field of each row
    anew, which takes longer than the database (quality.md, P1)."""

    shows: ClassVar[str] = ""  # "people.Child"

    def get_fields(self) -> dict[str, serializers.Field]:
        """Asked once for a row, and for the document: what nobody has let through is absent."""
        fields = super().get_fields()
        row = type(self)
        return {name: field for name, field in fields.items() if is_let_through(row, name, field)}

    def to_representation(self, instance: Any) -> dict[str, Any]:
        return {name: get(instance) for name, get in getters(type(self))}


_made: dict[str, list[tuple[str, Getter]]] = {}


def getters(row: type[Row]) -> list[tuple[str, Getter]]:
    """The fields of a row in order, each with what reads it."""
    found = _made.get(row.__name__)
    if found is None:
        found = [(name, _getter(name, field, row)) for name, field in row().fields.items()]
        _made[row.__name__] = found
    return found


def _getter(name: str, field: serializers.Field, row: type[Row]) -> Getter:
    if isinstance(field, serializers.SerializerMethodField):
        method = getattr(row, field.method_name or f"get_{name}")
        return lambda instance: method(None, instance)
    source = _from_source(field.source or name)
    if isinstance(field, serializers.ListSerializer) and isinstance(field.child, Row):
        inner = getters(type(field.child))
        return lambda instance: [_show(inner, each) for each in _all(source(instance))]
    if isinstance(field, Row):
        inner = getters(type(field))
        return lambda instance: _one(inner, source(instance))
    return source


def _from_source(source: str) -> Getter:
    """`lead_worker.name` is None where there is no lead worker."""
    first, _, rest = source.partition(".")
    get = attrgetter(first)
    if not rest:
        return get
    then = _from_source(rest)

    def through(instance: Any) -> Any:
        found = get(instance)
        return None if found is None else then(found)

    return through


def _one(inner: list[tuple[str, Getter]], instance: Any) -> dict[str, Any] | None:
    return None if instance is None else _show(inner, instance)


def _show(inner: list[tuple[str, Getter]], instance: Any) -> dict[str, Any]:
    return {name: get(instance) for name, get in inner}


def _all(found: Any) -> Any:
    return found.all() if hasattr(found, "all") else found


def text(source: str = "*", **more: Any) -> serializers.CharField:
    """A field of words that is only shown; `source` where it is called otherwise here."""
    named = {} if source == "*" else {"source": source}
    return serializers.CharField(read_only=True, **named, **more)


def number(source: str = "*", **more: Any) -> serializers.IntegerField:
    named = {} if source == "*" else {"source": source}
    return serializers.IntegerField(read_only=True, **named, **more)


def day(source: str = "*", **more: Any) -> serializers.DateField:
    named = {} if source == "*" else {"source": source}
    return serializers.DateField(read_only=True, **named, **more)


def moment(source: str = "*", **more: Any) -> serializers.DateTimeField:
    named = {} if source == "*" else {"source": source}
    return serializers.DateTimeField(read_only=True, **named, **more)


def yes_no(source: str = "*", **more: Any) -> serializers.BooleanField:
    named = {} if source == "*" else {"source": source}
    return serializers.BooleanField(read_only=True, **named, **more)


def code(
    codes: type[Choices], source: str = "*", *, blank: bool = False, null: bool = False
) -> serializers.ChoiceField:
    """One of these codes; `blank` where there may be none yet."""
    named = {} if source == "*" else {"source": source}
    return serializers.ChoiceField(
        choices=codes.choices, read_only=True, allow_blank=blank, allow_null=null, **named
    )


def numbers(source: str = "*", **more: Any) -> serializers.ListField:
    """Ids, in one list."""
    named = {} if source == "*" else {"source": source}
    child = serializers.IntegerField()
    return serializers.ListField(child=child, read_only=True, **named, **more)


def codes(of: type[Choices], source: str = "*") -> serializers.ListField:
    named = {} if source == "*" else {"source": source}
    child = serializers.ChoiceField(choices=of.choices)
    return serializers.ListField(child=child, read_only=True, **named)
