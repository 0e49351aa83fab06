"""docs/rules.md is fresh, and names every rule."""

from __future__ import annotations

from timescales.rules import rule_names
from timescales.rules_doc import PLACE, rules_doc


def test_the_document_is_fresh() -> None:
    assert PLACE.read_text(encoding="utf-8") == rules_doc(), "run manage.py write_rules_doc"


def test_every_rule_is_in_it() -> None:
    document = rules_doc()
    assert [name for name in rule_names() if f"(`{name}`)" not in document] == []
