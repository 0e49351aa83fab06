"""No field reaches the API that nobody has let through (quality.md, A5)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rest_framework import serializers

from api.field_classes import MADE_OF, STAFF, may_show
from api.v1 import show, urls
from api.v1.deadlines import DeadlineRow
from api.v1.escalations import ReasonRow, ResolutionFormFull
from api.v1.show import Row
from api.v1.sources import UNKNOWN, is_let_through, sources
from disclosure.classification import Class, class_of
from escalations.models import LocalReason

assert urls  # brings every row in


def rows(of: type[Row] = Row) -> Iterator[type[Row]]:
    for row in of.__subclasses__():
        yield row
        yield from rows(row)


def test_every_field_of_the_api_is_let_through() -> None:
    found = set(rows())
    assert len(found) > 30
    wrong = [
        f"{row.__name__}.{name}: {source or 'made of what?'}"
        for row in found
        for name, field in row._declared_fields.items()
        for source in sources(row, name, field)
        if source == UNKNOWN or not may_show(source)
    ]
    assert not wrong


def test_what_locates_somebody_is_never_let_through() -> None:
    named = [f"{model}.{field}" for model, fields in STAFF.items() for field in fields.split()]
    assert [source for source in named if class_of(source) == Class.PROTECTED] == []
    assert not may_show("people.Person.telephone")
    assert not may_show("people.Address.lines")
    assert not may_show("people.Child.a_field_of_tomorrow")


def test_a_field_that_nobody_has_let_through_is_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    reason = LocalReason(code="delay", label="Delay", theme="timeliness")
    whole = {"code": "delay", "label": "Delay", "theme": "timeliness"}
    assert ReasonRow(reason).data == whole
    monkeypatch.setattr(show, "_made", {})
    monkeypatch.setitem(STAFF, "escalations.LocalReason", "code theme")
    assert ReasonRow(reason).data == {"code": "delay", "theme": "timeliness"}
    assert list(ReasonRow().fields) == ["code", "theme"]


def test_what_is_worked_out_is_absent_unless_all_it_is_made_of_is_let_through(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = list(DeadlineRow().fields)
    assert "label" in whole
    without = [name for name in whole if name != "label"]
    monkeypatch.setitem(MADE_OF, "DeadlineRow.label", "people.Person.name people.Person.telephone")
    assert list(DeadlineRow().fields) == without
    monkeypatch.delitem(MADE_OF, "DeadlineRow.label")
    assert list(DeadlineRow().fields) == without


def test_what_stands_in_a_row_is_a_row_too() -> None:
    for inner in (serializers.Serializer(), serializers.Serializer(many=True)):
        assert not is_let_through(ResolutionFormFull, "stages", inner)
