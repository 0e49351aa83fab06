"""How one event becomes one link: the exact bytes that are hashed."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from audit.models import Event

GENESIS = "0" * 64  # the hash before the first event


def link(previous: str, event: Event, settled_through: int) -> str:
    """SHA-256, in hex, of the previous hash, every column of the event and the settled mark."""
    content = {field.attname: getattr(event, field.attname) for field in Event._meta.fields}
    text = json.dumps(
        [previous, settled_through, content],
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
        default=_plain,
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    raise TypeError(f"An audit event holds a {type(value).__name__}, which has no fixed bytes")
