"""Bring rows here in step with what the source says, and leave alone what was changed here.

A row belongs to the source until somebody changes it here. Its history shows it: a change that was
not made by an import. From then on a value that differs is listed and not written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from simple_history.utils import bulk_update_with_history

from people.models import Person
from reporting.enums import Severity
from reporting.imports.copying import copy_history, copy_in
from reporting.imports.household import Batch, Key, Row
from reporting.models.episode import Episode

REASON = "Import"
TOGETHER = 2000
# Never what stands here: a file of guesses would otherwise be answered, for any child.
KEPT_HERE = "Changed here since it was imported. It differs here, and was left as it is."


@dataclass
class Wanted:
    """What one row should be. `fields` are compared; `at_first` are only for a new one, and never
    touched again (a protection, a record). `columns` names the source's column of a field."""

    key: Key
    row: Row
    fields: dict[str, Any]
    at_first: dict[str, Any] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    pk: int | None = None
    is_new: bool = False
    thing: Any = None


def keep(batch: Batch, model: type[models.Model], wanted: Sequence[Wanted]) -> dict[Key, Any]:
    """Create, change or leave each. Returns what each key is now."""
    for each in wanted:
        each.pk = each.pk or batch.pk_of(each.key, model)
    known = model._default_manager.in_bulk([each.pk for each in wanted if each.pk])
    differing = []
    for each in wanted:
        each.thing = known.get(each.pk) if each.pk else None
        each.is_new = each.thing is None
        if each.is_new:
            each.thing = model(**each.at_first, **each.fields)
        elif differences(each):
            differing.append(each)
    _change(batch, model, differing)
    create(model, [each.thing for each in wanted if each.is_new])
    for each in wanted:
        batch.became(each.key, each.thing)
    return {each.key: each.thing for each in wanted}


def differences(wanted: Wanted) -> list[str]:
    """Of what the file says: a column that it does not have says nothing."""
    return [
        name
        for name, value in wanted.fields.items()
        if getattr(wanted.thing, name) != value
        and wanted.columns.get(name, wanted.row.table) in {wanted.row.table, *wanted.row.cells}
    ]


def create(model: type[models.Model], things: Sequence[Any]) -> None:
    """Write new rows, and the first version of those that have a history."""
    if not things:
        return
    if model is Person:
        for person in things:
            person.set_search_keys()
    copy_in(model, things)
    if hasattr(model, "history"):
        copy_history(model, things, REASON)


def changed_here(model: type[models.Model], pks: Iterable[int]) -> set[int]:
    """Those of these rows that somebody made or changed here. An episode is the source's always:
    a merge only moves it."""
    if not hasattr(model, "history") or issubclass(model, Episode):
        return set()
    pk = model._meta.pk
    assert pk is not None
    rows = model.history.filter(**{f"{pk.attname}__in": list(pks)})
    here = rows.exclude(history_change_reason=REASON)
    return set(here.order_by().values_list(pk.attname, flat=True).distinct())


def _change(batch: Batch, model: type[models.Model], differing: Sequence[Wanted]) -> None:
    ours = changed_here(model, [each.thing.pk for each in differing]) if differing else set()
    changing = []
    for each in differing:
        if each.thing.pk in ours:
            _list(batch, each)
        else:
            changing.append(each)
    names = sorted({name for each in changing for name in differences(each)})
    for each in changing:
        for name in differences(each):
            setattr(each.thing, name, each.fields[name])
    _save(model, [each.thing for each in changing], names)


def _save(model: type[models.Model], things: Sequence[Any], names: list[str]) -> None:
    if not things:
        return
    if model is Person:
        for person in things:
            person.set_search_keys()
        names = [*names, "search_keys"]
    if hasattr(model, "history"):
        bulk_update_with_history(things, model, names, TOGETHER, default_change_reason=REASON)
    else:
        model._default_manager.bulk_update(things, names, batch_size=TOGETHER)


def _list(batch: Batch, wanted: Wanted) -> None:
    for name in differences(wanted):
        batch.note(
            Severity.CONFLICT,
            wanted.row,
            KEPT_HERE,
            wanted.columns.get(name, ""),
            _words(wanted.fields[name]),
        )


def _words(value: Any) -> str:
    if value is None or value == "" or value == []:
        return "nothing"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
