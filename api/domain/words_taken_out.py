"""An answer that was kept does not bring back words that were sealed or removed since."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.db.models import Q

from disclosure.models import Passage


def without_words_taken_out(body: str, *, since: dt.datetime) -> str:
    """The JSON of `body` with each text empty that was taken out from `since` on; to the letter as
    it was where there is none."""
    taken_out = Passage.objects.filter(Q(sealed_at__gte=since) | Q(removed_at__gte=since))
    gone = frozenset(taken_out.order_by().values_list("text", flat=True)) - {""}
    if not gone:
        return body
    told = json.loads(body)
    left = _without(told, gone)
    return body if left == told else json.dumps(left, ensure_ascii=False, separators=(",", ":"))


def _without(told: Any, gone: frozenset[str]) -> Any:
    if isinstance(told, dict):
        return {name: _without(value, gone) for name, value in told.items()}
    if isinstance(told, list):
        return [_without(value, gone) for value in told]
    return "" if isinstance(told, str) and told in gone else told
