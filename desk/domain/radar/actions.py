"""Overdue actions are one line for a family: here is what it holds, so that one more is seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from desk.domain.radar.needs import Need
from plans.domain.drifting import running_items
from timescales.domain import today_in_london

ACTIONS = "actions:"


def parts_of_actions(families: Iterable[int | None]) -> dict[str, frozenset[str]]:
    """By fact, each overdue action of these families with its day, under the name it keeps when
    the plan is written anew. One question however many there are."""
    rows = running_items().overdue(today_in_london())
    rows = rows.filter(passage__record__family__in=set(families))
    late: dict[str, set[str]] = {}
    for item in rows.select_related("passage__record"):
        fact = f"{ACTIONS}{item.passage.record.family_id}"
        late.setdefault(fact, set()).add(f"action:{item.lineage}@{item.limit_on}")
    return {fact: frozenset(parts) for fact, parts in late.items()}


def with_each_action(needs: Iterable[Need]) -> list[Need]:
    """The same lines; those of overdue actions with every one that the family has."""
    known = list(needs)
    families = {need.family_id for need in known if need.fact.startswith(ACTIONS)}
    late = parts_of_actions(families) if families else {}
    return [replace(need, holds=late.get(need.fact, need.holds)) for need in known]
