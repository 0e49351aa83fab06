"""The table of rules: every duty with a date, its limit and its source.

To change a deadline, find its group below, change it in the file of that name (and run
`manage.py write_rules_doc`). Sources are named as in the source key of docs/rules.md. A number
without a located source says so. Whether a person may change a local value is in
`timescales/permissions.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from timescales.rule import Rule
from timescales.rules.after_a_conference import AFTER_A_CONFERENCE
from timescales.rules.before_a_conference import BEFORE_A_CONFERENCE
from timescales.rules.conferences import CONFERENCES
from timescales.rules.core_groups_and_visits import CORE_GROUPS_AND_VISITS
from timescales.rules.escalations import ESCALATIONS
from timescales.rules.feedback import FEEDBACK
from timescales.rules.long_and_repeat_plans import LONG_AND_REPEAT_PLANS

GROUPS: tuple[tuple[str, tuple[Rule, ...]], ...] = (
    ("Conferences", CONFERENCES),
    ("Core groups and visits", CORE_GROUPS_AND_VISITS),
    ("Long and repeat plans", LONG_AND_REPEAT_PLANS),
    ("Before a conference", BEFORE_A_CONFERENCE),
    ("After a conference", AFTER_A_CONFERENCE),
    ("Concerns, Resolution Forms and complaints", ESCALATIONS),
    ("Feedback", FEEDBACK),
)

RULES: tuple[Rule, ...] = tuple(rule for _, rules in GROUPS for rule in rules)


class UnknownRule(LookupError):
    """No rule has this name, or none was in force on the day the clock started."""


def rule_named(name: str, *, on: date, rules: Iterable[Rule] = RULES) -> Rule:
    """The rule of this name that binds a clock started on this day. Raises `UnknownRule`."""
    versions = [rule for rule in rules if rule.name == name]
    for rule in versions:
        if rule.in_force(on):
            return rule
    if versions:
        raise UnknownRule(f"The rule “{name}” was not in force on {on:%-d %B %Y}.")
    known = ", ".join(sorted({rule.name for rule in rules}))
    raise UnknownRule(f"There is no rule called “{name}”. The rules are: {known}.")


def rule_names(rules: Iterable[Rule] = RULES) -> tuple[str, ...]:
    """Each name once, in the order of the table."""
    return tuple(dict.fromkeys(rule.name for rule in rules))
