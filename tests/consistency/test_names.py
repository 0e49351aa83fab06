"""Nobody's name is only an apostrophe: wherever one is typed, the field checks it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from rest_framework.exceptions import ValidationError as RefusedByTheApi

from api.v1.asked import person_name
from govuk.forms import NameField

ROOT = Path(__file__).resolve().parents[2]
FORMS = sorted([*ROOT.glob("*/forms/*.py"), ROOT / "accounts" / "forms.py"])
STEPS = sorted((ROOT / "api" / "v1").glob("*_steps.py"))
# Every other line of text that is typed, by the name of its field. One with a new name fails: where
# it is somebody's name it is a `NameField`, or in the API a `person_name`; else it is named here.
KNOWN = """
answer asked chair_reason could_be_better evidence exclusion_asked how impact inquorate_note
interim_safety_plan late_note not_alone_reason note others outcome purpose qualification reason
recommendation_words refused_because safe_contact_note safety_plan_review safety_plan_reviewed
skipped_because source text threshold_reason told views_heard_by went_well why words worries
access_needs first_language gender interpreter job_title
address core_group_place next_place place postcode printer lines school work_address
choice code content local_id mother_nhs_number nhs_number password slot telephone upn website
work_telephone label
"""
NO_NAMES = frozenset(KNOWN.split())
# In the files of these, by their first line: of a part of a meeting, of what is looked for, of a
# figure, of a day; how to reach whoever left a comment; boxes and reasons, one for each.
NO_NAMES_HERE = frozenset(
    {
        ("conferences/forms/participants.py", "name"),
        ("desk/forms/on_a_plan.py", "name"),
        ("desk/forms/staff.py", "name"),
        ("disclosure/forms/translating.py", "item['passage']"),
        ("feedback/forms/public.py", "contact"),
        ("plans/forms/visits.py", "f'not_alone_{key}'"),
        ("reporting/forms/targets.py", "name"),
        ("timescales/forms/calendar.py", "name"),
    }
)


def typed() -> Iterator[tuple[str, str]]:
    """Where each plain line of text is asked, and the name of its field."""
    for path, makers in [
        *((path, "forms.CharField") for path in FORMS),
        *((path, "words") for path in STEPS),
    ]:
        tree = ast.parse(path.read_text())
        for parent in ast.walk(tree):
            for call in ast.iter_child_nodes(parent):
                if isinstance(call, ast.Call) and ast.unparse(call.func) == makers:
                    yield str(path.relative_to(ROOT)), field_of(call, parent)


def field_of(call: ast.Call, parent: ast.AST) -> str:
    named: ast.expr = call
    if isinstance(parent, ast.Dict):
        named = parent.keys[parent.values.index(call)] or call
    elif isinstance(parent, ast.Assign):
        [target] = parent.targets
        named = target.slice if isinstance(target, ast.Subscript) else target
    return str(named.value) if isinstance(named, ast.Constant) else ast.unparse(named)


def test_every_line_of_text_is_checked_as_a_name_or_known_to_be_none() -> None:
    found = set(typed())
    assert {(path, name) for path, name in found if name not in NO_NAMES} == NO_NAMES_HERE
    assert {name for _, name in found} >= NO_NAMES, "named here and asked nowhere"


@pytest.mark.parametrize("words", ["'", "’", "--", " ' ", "42"])
def test_no_letter_is_no_name(words: str) -> None:
    with pytest.raises(ValidationError, match="Their name must have at least one letter"):
        NameField(label="Their name").clean(words)
    with pytest.raises(RefusedByTheApi) as refused:
        person_name().run_validation(words)
    assert refused.value.get_codes() == ["not_a_name"]


@pytest.mark.parametrize("words", ["O'", "نور", "D’Arcy-Żak", "王", "X"])
def test_a_letter_of_any_script_is_enough(words: str) -> None:
    assert NameField().clean(words) == words
    assert person_name().run_validation(words) == words
    assert NameField(required=False).clean("") == person_name(required=False).run_validation("")
