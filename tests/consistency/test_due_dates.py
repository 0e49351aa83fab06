"""Beside every due date a page shows stands “Why this date?”."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from script.checks.templates import template_files

# How templates name a date by which something is due.
A_DATE = re.compile(
    r"\{\{\s*(?P<name>[\w.]*\b(?:[a-z]+_)*(?:due_on|limit_on|follow_up_on)|earliest|row\.due)\s*"
    r"(?:\|[^}]*)?\}\}"
)
EXPLAINED = re.compile(
    r"\{% why_(?:date|link) |timescales/(?:why|_explained)\.html|conferences/_clocks\.html"
)
NEAR = 6  # lines below the date
AN_ACTION = "the day that somebody promised an action for, not a clock"
ON_PAPER = "printed for the day the computers are down; the screen it comes from explains it"
ALLOWED = {
    ("plans/record_core_group.html", "one.action.due_on"): AN_ACTION,
    ("plans/plan.html", "line.item.limit_on"): AN_ACTION,
    ("conferences/live/_board_content.html", "item.due_on"): AN_ACTION,
    ("conferences/live/bundle.html", "child.due_on"): ON_PAPER,
    ("conferences/live/bundle.html", "limit.due_on"): ON_PAPER,
    ("pdf/bundle.html", "child.due_on"): ON_PAPER,
    ("pdf/bundle.html", "limit.due_on"): ON_PAPER,
    ("desk/radar/accepted.html", "row.due_on"): "a copy of the line as it stood when accepted",
    ("reporting/children.html", "row.due_on"): "as it was when counted; the child page explains it",
    ("timescales/_explained.html", "found.due_on"): "the explanation itself",
    ("timescales/_explained.html", "why.stored_due_on"): "the explanation itself",
    ("timescales/_explained.html", "limit.due_on"): "the explanation itself",
    ("timescales/_explained.html", "other.due_on"): "the explanation itself",
}
ALLOWED |= dict.fromkeys(
    [
        ("conferences/conference/add_child.html", "seen.due_on"),
        ("conferences/conference/add_child.html", "conference.due_on"),
    ],
    "what it would be once the child is added; the conference's own page explains it then",
)
TEMPLATES = Path("templates").resolve()


def unexplained(text: str) -> list[str]:
    """The names of due dates shown with no explanation near them."""
    lines = text.splitlines()
    return [
        found["name"]
        for number, line in enumerate(lines)
        for found in A_DATE.finditer(line)
        if not EXPLAINED.search("\n".join(lines[number : number + NEAR + 1]))
    ]


def shown() -> set[tuple[str, str]]:
    files = [path for path in template_files() if path.resolve().is_relative_to(TEMPLATES)]
    return {
        (str(path.resolve().relative_to(TEMPLATES)), name)
        for path in files
        for name in unexplained(path.read_text(encoding="utf-8"))
    }


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("<p>{{ row.due_on|govuk_date }}</p>", ["row.due_on"]),
        ("<p>{{ conference.due_on }}</p>" + "\n" * 7 + "{% why_date 1 %}", ["conference.due_on"]),
        ("{{ participant.report_due_on|date:'j F' }}", ["participant.report_due_on"]),
        ("{{ line.due_on|govuk_day }} {% why_date line.pk %}", []),
        ('{{ due_on }}\n{% include "timescales/why.html" with why=why only %}', []),
        ("{% if due_on %}soon{% endif %} {{ row.due_reason }}", []),
    ],
)
def test_a_due_date_without_it_is_found(text: str, names: list[str]) -> None:
    assert unexplained(text) == names


def test_every_due_date_explains_itself() -> None:
    assert sorted(shown() - set(ALLOWED)) == []


def test_no_exception_is_left_over() -> None:
    assert sorted(set(ALLOWED) - shown()) == []
