"""`annual_report.json`: every figure of the report in a stable order, alike on every run."""

from __future__ import annotations

import json
from typing import Any

from reporting.annual.content import Block, Check, Content, Line


def as_json(content: Content) -> bytes:
    data = {
        "report": content.title,
        "year": content.year,
        "area": content.scope,
        "edition": "public" if content.is_public else "full",
        "frozen": content.is_frozen,
        "number": content.edition,
        "as_known_on": content.known_on,
        "figures": _figures(content),
        "reconciliation": [_check(check) for check in content.checks],
        "commentary": {each.code: each.commentary for each in content.sections if each.commentary},
    }
    return (json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode()


def _figures(content: Content) -> list[dict[str, Any]]:
    """Each once, where it stands first."""
    found: dict[str, dict[str, Any]] = {}
    for block in content.blocks:
        names = {each.code: each.name for each in block.parts}
        for line in block.lines:
            found.setdefault(line.key(""), figure_row(content, block, line, names))
    return list(found.values())


def figure_row(
    content: Content, block: Block, line: Line, splits: dict[str, str]
) -> dict[str, Any]:
    return {
        "measure": block.name,
        "code": block.measure,
        "period": line.period,
        "area": content.scope,
        "by": splits.get(line.split, ""),
        "part": line.label if line.split else "",
        "numerator": line.numerator,
        "denominator": line.denominator,
        "value": None if line.value is None else float(line.value),
        "unit": block.unit or block.counted,
        "note": "" if line.value is not None else line.words,
        "definition": block.definition,
        **_aim(block, line),
    }


def _aim(block: Block, line: Line) -> dict[str, float | None]:
    """Of the figure of the year, which it is for."""
    aim = block.aim if line == block.now else None
    return {
        "target": aim.value if aim else None,
        "tolerance_low": aim.low if aim else None,
        "tolerance_high": aim.high if aim else None,
    }


def _check(check: Check) -> dict[str, Any]:
    return {
        "name": check.name,
        "sum": check.words,
        "verdict": check.verdict,
        "why": [{"words": why.words, "number": why.number} for why in check.why],
    }
