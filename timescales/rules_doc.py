"""docs/rules.md, written from the table of rules so that the two cannot differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from timescales.enums import Direction, Evidence
from timescales.local_values import editable_parts
from timescales.rule import Rule
from timescales.rules import GROUPS

PLACE = Path(__file__).resolve().parent.parent / "docs" / "rules.md"

INTRODUCTION = """\
# The rules of the clocks

Written by `manage.py write_rules_doc` from `timescales/rules/`. Do not edit it here.

- **Working days** are Monday to Friday less England's bank holidays: the list published on
  GOV.UK, then days a head of service has added, and beyond the published list the statutory
  pattern (Banking and Financial Dealings Act 1971), marked provisional.
- **Day 0** is the day the clock starts. It is not counted, so a clock started on a Saturday ends
  on the same day as one started the Friday before. The due day itself is still in time.
- **Months** are calendar months: three months from 30 November is 28 or 29 February.
- **Bank holidays** stop every clock counted in working days. **Local closures** stop only the
  rules marked "follows local closures".
- **Statutory** limits cannot be changed here. Every other number is a **local default**, which a
  head of service can change from a day on; a clock keeps the value of the day it started.
- To ask for a date: `manage.py due_date RULE --from YYYY-MM-DD`.
"""

SOURCES = """\
## Sources

No text of Working Together (2018, 2023) could be read directly: its limits are taken from the
manuals that cite it. Local manuals are those of the safeguarding partnerships named.

| Named here | Where |
|---|---|
| Birmingham | annual report of its child protection conference service, 2022/23 |
| Bolton | boltoncs.trixonline.co.uk |
| Booking note, docsbay | docsbay.net/child-protection-conferencing-process |
| Buckinghamshire | bscb.procedures.org.uk, buckschildrensmapp.co.uk, annual report 2022/23 |
| Devon | devon.gov.uk, operational management guidance 23 |
| Family Rights Group | frg.org.uk |
| Liverpool | liverpoolscp.trixonline.co.uk, liverpoolcs.trixonline.co.uk |
| Norfolk | norfolklscp.org.uk (3.6, 3.8, 3.10) |
| North Yorkshire | safeguardingchildren.co.uk |
| Sussex | sussexchildprotection.procedures.org.uk |
| Swindon | swindonchildcare.proceduresonline.com |
| Tees | teescpp.org.uk |
"""


def rules_doc() -> str:
    """The whole document."""
    parts = [INTRODUCTION, *(_group(name, rules) for name, rules in GROUPS), _evidence(), SOURCES]
    return "\n".join(parts)


def _group(name: str, rules: Iterable[Rule]) -> str:
    return f"## {name}\n\n" + "\n".join("\n".join(_rule(rule)) + "\n" for rule in rules)


def _rule(rule: Rule) -> Iterator[str]:
    yield f"### {rule.label} (`{rule.name}`)\n"
    yield f"- **Limit:** {_limit(rule)}"
    yield f"- **Starts:** {rule.starts}"
    if rule.starts_choices:
        yield f"- **A service may choose:** {'; '.join(rule.starts_choices)}"
    yield f"- **Met by:** {rule.met_by}"
    if rule.after_birth:
        yield f"- **Child unborn at the conference:** or {rule.after_birth} after birth, if that is"
        yield f"  earlier. Local default: {rule.after_birth_source}"
    yield f"- **Source:** {rule.source} [{rule.evidence.value}]"
    yield f"- **Standing:** {_standing(rule)}"
    if rule.in_force_from or rule.in_force_to:
        yield f"- **In force:** {rule.in_force_from or 'always'} to {rule.in_force_to or 'now'}"
    if rule.note:
        yield f"- **Note:** {rule.note}"


def _limit(rule: Rule) -> str:
    if rule.is_between:
        return "half-way between the two, moved back to a working day"
    event = "the clock starts" if rule.direction == Direction.AFTER else "that event"
    return f"{rule.amount} {rule.direction} {event}"


def _standing(rule: Rule) -> str:
    parts = [rule.authority.lower()]
    if editable := editable_parts(rule):
        parts.append(f"a service may set: {', '.join(part.label.lower() for part in editable)}")
    if rule.follows_local_closures:
        parts.append("follows local closures")
    return "; ".join(parts)


def _evidence() -> str:
    rows = "\n".join(f"| {kind.value} | {kind.label} |" for kind in Evidence)
    return f"## Evidence\n\n| Tag | Means |\n|---|---|\n{rows}\n"
