"""No field reaches the API that nobody has let through (quality.md, A5)."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from rest_framework import serializers

from api.field_classes import MADE_OF, STAFF, may_show
from api.v1 import urls
from api.v1.show import Row
from disclosure.classification import Class, class_of

assert urls  # brings every row in


def rows(of: type[Row] = Row) -> Iterator[type[Row]]:
    for row in of.__subclasses__():
        yield row
        yield from rows(row)


def sources(row: type[Row]) -> Iterator[tuple[str, str]]:
    """Each (field, "people.Child.school") of a row; the source is empty where it is none."""
    for name, field in row().fields.items():
        said = [f"{base.__name__}.{name}" for base in row.__mro__]
        named = next((key for key in said if key in MADE_OF), "")
        if named:
            yield from ((name, source) for source in MADE_OF[named].split())
        elif isinstance(field, Row | serializers.ListSerializer):
            assert (field if isinstance(field, Row) else field.child).shows
        else:
            yield from ((name, source) for source in along(row.shows, field.source or name))


def along(model_name: str, path: str) -> Iterator[str]:
    """Each field on the way: conferences.Conference.chair, people.Professional.person, ..."""
    model = apps.get_model(model_name)
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
    try:
        yield f"{model._meta.label}.{model._meta.get_field(last).name}"
    except FieldDoesNotExist:
        yield ""


def test_every_field_of_the_api_is_let_through() -> None:
    found = set(rows())
    assert len(found) > 30
    wrong = [
        f"{row.__name__}.{name}: {source or 'made of what?'}"
        for row in found
        for name, source in sources(row)
        if not source or not may_show(source)
    ]
    assert not wrong


def test_what_locates_somebody_is_never_let_through() -> None:
    named = [f"{model}.{field}" for model, fields in STAFF.items() for field in fields.split()]
    assert [source for source in named if class_of(source) == Class.PROTECTED] == []
    assert not may_show("people.Person.telephone")
    assert not may_show("people.Address.lines")
    assert not may_show("people.Child.a_field_of_tomorrow")
