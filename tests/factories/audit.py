"""Audit events, for tests of the chain and of the pages that read it."""

from __future__ import annotations

from typing import Any

from audit.domain import record
from audit.enums import Action
from audit.models import Event


def make_event(verb: str = "people.open_child", **fields: Any) -> Event:
    """An event by the system itself, unless `by` says who."""
    action = fields.pop("action", Action.OPENED)
    return record(action, verb, by=fields.pop("by", None), **fields)
