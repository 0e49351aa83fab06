"""Which fields of which records a field of a row is read from.

`api/field_classes.py` says what of them may be shown. Whatever it says of no such field, or of one
that cannot be told, is absent from the rows and from the document.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from rest_framework import serializers

from api.field_classes import MADE_OF, may_show

UNKNOWN = ""


def is_let_through(row: type[Any], name: str, field: serializers.Field) -> bool:
    return all(source != UNKNOWN and may_show(source) for source in sources(row, name, field))


def sources(row: type[Any], name: str, field: serializers.Field) -> Iterator[str]:
    """Each "people.Child.school" this field is read from. Another row in it answers for itself."""
    said = [f"{base.__name__}.{name}" for base in row.__mro__]
    named = next((key for key in said if key in MADE_OF), "")
    if named:
        yield from MADE_OF[named].split()
    elif isinstance(field, serializers.BaseSerializer):
        if not getattr(getattr(field, "child", field), "shows", ""):
            yield UNKNOWN
    else:
        try:
            yield from _along(row.shows, field.source or name)
        except FieldDoesNotExist:
            yield UNKNOWN


def _along(model_name: str, path: str) -> Iterator[str]:
    """Each field on the way: conferences.Conference.chair, people.Professional.person, ..."""
    model: Any = apps.get_model(model_name)
    *way, last = path.split(".")
    for step in way:
        yield f"{model._meta.label}.{step}"
        model = model._meta.get_field(step).related_model
    if last == "name" and model._meta.label == "people.Person":
        yield from ("people.Person.given_names", "people.Person.family_name")
        return
    if last == "pk":
        yield f"{model._meta.label}.{model._meta.pk.name}"
        return
    yield f"{model._meta.label}.{model._meta.get_field(last).name}"
