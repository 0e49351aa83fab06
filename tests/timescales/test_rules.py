"""The table of rules keeps its promises: sourced, unique, in force when it says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest

from timescales.enums import Evidence, Part, Unit
from timescales.local_values import editable_parts
from timescales.rule import Rule
from timescales.rules import RULES, UnknownRule, rule_named, rule_names

TODAY = date(2026, 11, 23)
REQUIRED = [
    "icpc",
    "transfer_in",
    "first_review",
    "later_review",
    "first_core_group",
    "core_group",
    "decision_letter",
    "plan_out",
    "record",
    "report_to_family_icpc",
    "report_to_family_review",
    "report_to_chair_icpc",
    "report_to_chair_review",
    "midpoint",
    "request_to_book",
    "late_dissent",
    "statutory_visit",
]


@pytest.mark.parametrize("name", REQUIRED)
def test_the_table_has(name: str) -> None:
    assert rule_named(name, on=TODAY).name == name


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_says_where_it_comes_from(rule: Rule) -> None:
    assert rule.label
    assert rule.starts
    assert rule.met_by
    assert rule.source
    assert rule.amount.number > 0


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_without_a_source_is_local_and_says_so(rule: Rule) -> None:
    if rule.evidence in (Evidence.KNOWLEDGE, Evidence.PRODUCT):
        assert not rule.statutory
        assert "ource" in rule.source


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_statutory_amount_is_fixed_and_a_local_one_is_not(rule: Rule) -> None:
    assert (Part.AMOUNT in editable_parts(rule)) is not rule.statutory
    follows = rule.amount.unit in (Unit.WORKING_DAYS, Unit.MIDPOINT) and not rule.statutory
    assert (Part.CLOSURES in editable_parts(rule)) is follows


def test_a_statutory_clock_never_follows_a_local_closure() -> None:
    assert not [rule.name for rule in RULES if rule.statutory and rule.follows_local_closures]


def test_versions_of_a_rule_do_not_overlap() -> None:
    for one, other in combinations(RULES, 2):
        if one.name == other.name:
            assert not any(one.in_force(day) and other.in_force(day) for day in _edges(one, other))


def _edges(*rules: Rule) -> list[date]:
    return [day for rule in rules for day in (rule.in_force_from, rule.in_force_to) if day]


def test_the_version_in_force_when_the_clock_started_binds() -> None:
    old = replace(rule_named("core_group", on=TODAY), in_force_to=date(2026, 12, 31))
    new = replace(old, label="Newer", in_force_from=date(2027, 1, 1), in_force_to=None)
    assert rule_named("core_group", on=date(2026, 12, 31), rules=(new, old)) is old
    assert rule_named("core_group", on=date(2027, 1, 1), rules=(new, old)) is new
    with pytest.raises(UnknownRule, match="not in force"):
        rule_named("core_group", on=date(2026, 12, 31), rules=(new,))


def test_an_unknown_name_is_told_the_names_there_are() -> None:
    with pytest.raises(UnknownRule, match=r"no rule called “icp”.*icpc"):
        rule_named("icp", on=TODAY)


def test_names_are_unique_in_order() -> None:
    assert len(rule_names()) == len(set(rule_names()))
    assert rule_names()[0] == "icpc"
