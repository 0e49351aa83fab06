"""The diagrams in docs/states/ are drawn from the transition tables as they stand."""

from __future__ import annotations

import importlib
import importlib.util

import pytest
from django.apps import apps

from config.management.commands.write_states_doc import DIAGRAMS, PLACE, WITHOUT_STEPS, diagram


@pytest.mark.parametrize("name", DIAGRAMS)
def test_each_diagram_is_fresh(name: str) -> None:
    page = (PLACE / f"{name}.md").read_text(encoding="utf-8")
    assert page == diagram(*DIAGRAMS[name]), "run manage.py write_states_doc"


def test_no_diagram_is_left_over() -> None:
    assert {page.stem for page in PLACE.glob("*.md")} == set(DIAGRAMS)


def test_every_kind_of_state_is_drawn() -> None:
    drawn = {states for _, states, _ in DIAGRAMS.values()}
    missing = {
        f"{app.label}.{name}"
        for app in apps.get_app_configs()
        if importlib.util.find_spec(f"{app.name}.enums")
        for name, kind in vars(importlib.import_module(f"{app.name}.enums")).items()
        if name.endswith("State") and kind not in drawn
    }
    assert missing == WITHOUT_STEPS


@pytest.mark.parametrize("name", DIAGRAMS)
def test_each_state_has_its_line_in_the_table(name: str) -> None:
    _, states, table = DIAGRAMS[name]
    assert set(table) == set(states)
