"""The diagrams in docs/states/ are drawn from the transition tables as they stand."""

from __future__ import annotations

import pytest

from config.management.commands.write_states_doc import DIAGRAMS, PLACE, diagram


@pytest.mark.parametrize("name", DIAGRAMS)
def test_each_diagram_is_fresh(name: str) -> None:
    page = (PLACE / f"{name}.md").read_text(encoding="utf-8")
    assert page == diagram(*DIAGRAMS[name]), "run manage.py write_states_doc"


def test_no_diagram_is_left_over() -> None:
    assert {page.stem for page in PLACE.glob("*.md")} == set(DIAGRAMS)


@pytest.mark.parametrize("name", DIAGRAMS)
def test_each_state_has_its_line_in_the_table(name: str) -> None:
    _, states, table = DIAGRAMS[name]
    assert set(table) == set(states)
