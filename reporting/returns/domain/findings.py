"""What the checks found, in a form that other programs read."""

from __future__ import annotations

from typing import Any

from reporting.returns.census.rule import Found, Severity
from reporting.returns.census.rules import BY_CODE
from reporting.returns.domain.census_making import Census
from reporting.returns.not_held import NOT_HELD


def as_json(census: Census) -> dict[str, Any]:
    """Children by their local number; nothing else about them."""
    return {
        "collection": "CIN",
        "year": census.year.year,
        "children": len(census.children),
        "errors": census.count(Severity.ERROR),
        "queries": census.count(Severity.QUERY),
        "ready_to_merge": census.is_ready,
        "findings": [_finding(found) for found in census.found],
        "not_checkable_here": [
            {"rule": code, "says": BY_CODE[code].says, "children": number}
            for code, number in sorted(census.beyond.children.items())
            if code in BY_CODE
        ],
        "not_held_here": [
            {"element": name, "says": NOT_HELD[name], "children": number}
            for name, number in sorted(census.beyond.children.items())
            if name in NOT_HELD
        ],
    }


def _finding(found: Found) -> dict[str, Any]:
    return {
        "rule": found.rule.code,
        "severity": found.rule.severity.value,
        "says": found.rule.says,
        "child": found.child.local_id if found.child else None,
        "record": found.about,
    }
