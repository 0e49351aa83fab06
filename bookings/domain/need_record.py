"""A `SlotNeed` as the plain values kept on its booking, and back."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

from bookings.optimiser import SlotNeed

DATES = frozenset({"asked_on", "earliest_on", "due_on", "wanted_on", "search_from"})


def to_record(need: SlotNeed) -> dict[str, Any]:
    """JSON values only, in a fixed order so that equal needs make equal records."""
    record = {name.name: getattr(need, name.name) for name in fields(need)}
    for name in DATES:
        record[name] = record[name].isoformat() if record[name] else None
    record["excluded_chair_ids"] = sorted(need.excluded_chair_ids)
    refused = sorted(need.already_refused)
    record["already_refused"] = [[day.isoformat(), session] for day, session in refused]
    return record


def from_record(record: dict[str, Any]) -> SlotNeed:
    """Raises ValueError, KeyError or TypeError for a record that `to_record` never made."""
    values = dict(record)
    for name in DATES:
        if values.get(name):
            values[name] = date.fromisoformat(values[name])
    values["excluded_chair_ids"] = frozenset(values.get("excluded_chair_ids", ()))
    values["already_refused"] = frozenset(
        (date.fromisoformat(day), session) for day, session in values.get("already_refused", ())
    )
    return SlotNeed(**values)
