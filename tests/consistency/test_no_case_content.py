"""No case content in any subject, body or text message: what may stand in one is listed here.

Every `subject=` and `body=` in the source is read. Fixed words are fine; a value may be put in only
if it is on the list, which holds links, times, codes, counts and names of staff.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from notifications.models import Message
from tests.factories.messages import make_message
from tests.factories.people import make_child, make_relationship

ROOT = Path(__file__).resolve().parents[2]
ROOMS = [path.parent for path in ROOT.glob("*/apps.py") if path.parent.name != "rehearsal"]
HARMLESS = {
    # who on the staff did it
    "glass.user",
    "conflict.user",
    "asked_by",
    "by",
    "posting.user",
    "row.user",
    "posting.get_role_display()",
    "sees",  # what a posting sees: the service, an area by its name, whether a child is on a plan
    # when, how many, where to look
    "glass.from_at.astimezone()",
    "timezone.localtime(row.since)",
    "row.lines",
    "link",
    "settings.OFFICE_TELEPHONE",  # whom to telephone
    "month",  # whose figures are ready, and none of them
    # numbers in a link, which say nothing to anybody else
    "child.pk",
    "person.pk",
    "glass.family_id",
    "conflict.family_id",
    "posting.user_id",
    # the wording of a caller, which is read where it is written
    "subject",
    "body",
    "words.body",
}
A_LINK = ("absolute(", "link_to(", "timezone.localtime(")


def written_in_messages() -> Iterator[tuple[str, ast.expr]]:
    """Where, and each value that is put into a subject or a body."""
    for room in ROOMS:
        for path in room.rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.keyword) and node.arg in {"subject", "body"}:
                    for value in ast.walk(node.value):
                        if isinstance(value, ast.FormattedValue):
                            yield f"{path.relative_to(ROOT)}:{value.lineno}", value.value


def test_nothing_but_harmless_values_stands_in_a_message() -> None:
    found = [
        f"{where}: {{{ast.unparse(value)}}}"
        for where, value in written_in_messages()
        if ast.unparse(value) not in HARMLESS and not ast.unparse(value).startswith(A_LINK)
    ]
    assert not found, f"Is this case content? If not, add it to HARMLESS: {found}"


def test_the_test_sees_values_at_all() -> None:
    assert len(list(written_in_messages())) > 8


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["subject", "body"])
def test_a_message_that_names_a_child_or_relative_fails_the_test_that_sends_it(field: str) -> None:
    child = make_child("Zebedee Quillfeather")
    mother = make_relationship(child).person
    about = f"family:{child.family.pk}"
    for word in ("Zebedee", "Quillfeather", mother.given_names, child.family.reference):
        with pytest.raises(AssertionError, match="no case content"):
            make_message(about=about, **{field: f"News of {word} today"})
    make_message(about=about, body=f"https://chairside.example/families/{child.family.reference}/")
    assert Message.objects.filter(about=about).count() >= 1
