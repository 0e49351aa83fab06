"""What a measure says of itself is true of every service, whatever limits it has set."""

from __future__ import annotations

import re

from reporting.enums import FactKind
from reporting.measures import ALL
from reporting.measures.measure import Flow, Measure
from timescales.rule import Rule
from timescales.rules import RULES


def duties() -> list[tuple[Measure, list[Rule]]]:
    """Each measure of duties with a limit, and the clocks of those."""
    found = []
    for measure in ALL:
        if measure.needs == FactKind.DUTY and isinstance(measure.population, Flow):
            names = measure.population.conditions["code__in"]
            assert isinstance(names, tuple)
            found.append((measure, [rule for rule in RULES if rule.name in names]))
    return found


def test_no_name_says_a_limit_that_a_service_may_set_otherwise() -> None:
    local = [measure for measure, rules in duties() if not all(rule.statutory for rule in rules)]
    assert len(local) > 6
    assert [measure.name for measure in local if re.search(r"\d", measure.name)] == []


def test_the_definition_of_a_duty_says_its_limit() -> None:
    said = {
        measure.code: measure.definition.partition(" done in time")[2] for measure, _ in duties()
    }
    local = " or what local practice sets."
    assert {code: words for code, words in said.items() if words.startswith(":")} == {
        "first_core_group_in_time": ": within 10 working days.",
        "core_groups_in_time": f": within 6 weeks{local}",
        "request_in_time": f": within 1 working day{local}",
        "plan_out_in_time": f": within 2 working days{local}",
        "decision_letter_in_time": f": within 1 working day{local}",
        "record_in_time": f": within 15 working days{local}",
    }


def test_forms_by_theme_say_that_only_the_first_reason_counts() -> None:
    """So the parts are the whole, and the other themes of a form are in none of them."""
    forms = [measure for measure in ALL if measure.needs == FactKind.RESOLUTION_FORM]
    assert {measure.code for measure in forms} == {"resolution_forms", "resolution_forms_rate"}
    for measure in forms:
        assert measure.definition.endswith(
            "By theme, a form with several reasons is counted once, under the theme of the first."
        )
