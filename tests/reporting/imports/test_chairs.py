"""A chair is told of each child, and has the family: one role, with the days of all of them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from people.enums import CaseRoleKind
from people.models import CaseRole, Child
from reporting.domain.figures import figure
from reporting.measures import BY_CODE
from reporting.period import month_of
from tests.factories.people import make_case_role, make_professional
from tests.reporting.imports.folder import Found, Tables, bring_in, history, write

pytestmark = pytest.mark.django_db
Days = tuple[str, str]


def _chaired(*spells: tuple[str, str, str, str]) -> Tables:
    """Of the two sisters: the child, the chair, and the first and the last day of each row."""
    tables = history()
    other = {"prof_professional_id": "P2", "prof_professional_name": "Quillmere, Odd"}
    tables["ssd_professionals"].append(other)
    tables["ssd_involvements"] = [
        {
            "invo_involvements_id": f"{number}",
            "invo_professional_id": chair,
            "invo_professional_role_id": "Conference chair",
            "invo_person_id": child,
            "invo_involvement_start_date": start,
            "invo_involvement_end_date": end,
        }
        for number, (child, chair, start, end) in enumerate(spells, start=1)
    ]
    return tables


def _roles() -> list[Days]:
    rows = CaseRole.objects.filter(kind=CaseRoleKind.CHAIR).order_by("from_on", "pk")
    return [(f"{role.from_on}", f"{role.to_on}") for role in rows]


def _number(code: str, month: str) -> tuple[object, object]:
    found = figure(BY_CODE[code], month_of(dt.date.fromisoformat(f"{month}-01")))
    return found.numerator, found.denominator


def _conflicts(found: list[Found]) -> list[Found]:
    return [each for each in found if each[0] == "conflict"]


def test_a_chair_of_sisters_is_one_chair_from_the_earliest_day_to_the_latest(
    tmp_path: Path,
) -> None:
    tables = _chaired(
        ("100", "P1", "2025-09-01", "2026-03-20"), ("101", "P1", "2025-10-03", "2026-02-20")
    )
    bring_in(write(tmp_path, tables))
    assert _roles() == [("2025-09-01", "2026-03-20")]
    for month in ("2025-10", "2025-12", "2026-02"):
        assert _number("caseload", month) == (1, 1)
    bring_in(write(tmp_path, tables))
    assert _roles() == [("2025-09-01", "2026-03-20")]


def test_a_chair_who_still_has_both_has_had_the_family_since_the_first(tmp_path: Path) -> None:
    """The elder's plan of 2023 had a chair, though the younger's row is the last to begin."""
    both = _chaired(("100", "P1", "2023-01-24", ""), ("101", "P1", "2025-12-15", ""))
    _, found = bring_in(write(tmp_path, both))
    assert (_roles(), _conflicts(found)) == ([("2023-01-24", "None")], [])
    assert [_number("caseload", month)[0] for month in ("2023-02", "2025-11")] == [1, 1]


def test_spells_that_follow_on_are_one_and_those_with_days_between_are_not(tmp_path: Path) -> None:
    tables = _chaired(
        ("100", "P1", "2025-01-06", "2025-03-31"),
        ("100", "P1", "2025-04-01", "2025-06-30"),
        ("100", "P1", "2025-07-02", "2025-08-31"),
    )
    bring_in(write(tmp_path, tables))
    assert _roles() == [("2025-01-06", "2025-06-30"), ("2025-07-02", "2025-08-31")]


def test_of_two_who_have_the_role_now_it_is_still_whoever_came_last(tmp_path: Path) -> None:
    """The first chair came back in December; that the elder's row never ended changes nothing."""
    came_back = ("101", "P1", "2025-12-15", "")
    tables = _chaired(("100", "P1", "2023-01-24", ""), ("101", "P2", "2025-06-02", ""), came_back)
    _, found = bring_in(write(tmp_path, tables))
    assert _roles() == [("2023-01-24", "None")]
    assert ("gap", "ssd_involvements.csv", "3", "invo_involvement_end_date") in found


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("2025-10-03", "2026-03-20"), ("2025-10-06", "2026-03-20")),
        (("2025-10-03", "2026-03-20"), ("2025-10-03", "2026-01-20")),
        (("2025-10-03", "2026-03-20"), ("2025-10-03", "")),
        (("2025-10-03", ""), ("2025-10-06", "2026-01-20")),
        (("2025-10-03", ""), ("2025-09-01", "")),
    ],
)
def test_a_day_that_is_corrected_there_is_corrected_here(
    before: Days, after: Days, tmp_path: Path
) -> None:
    bring_in(write(tmp_path, _chaired(("101", "P1", *before))))
    for _ in range(2):
        _, found = bring_in(write(tmp_path, _chaired(("101", "P1", *after))))
        assert (_roles(), _conflicts(found)) == ([(after[0], after[1] or "None")], [])
    assert _number("caseload", "2025-12") == (1, 1)
    has_gone = after[1] == "2026-01-20"
    assert _number("caseload", "2026-02") == ((0, 0) if has_gone else (1, 1))


def test_spells_that_come_apart_are_two_and_those_that_come_together_are_one(
    tmp_path: Path,
) -> None:
    one = _chaired(
        ("100", "P1", "2025-09-01", "2025-12-31"), ("101", "P1", "2025-10-03", "2026-03-20")
    )
    two = _chaired(
        ("100", "P1", "2025-09-01", "2025-09-30"), ("101", "P1", "2025-10-03", "2026-03-20")
    )
    bring_in(write(tmp_path, one))
    bring_in(write(tmp_path, two))
    assert _roles() == [("2025-09-01", "2025-09-30"), ("2025-10-03", "2026-03-20")]
    bring_in(write(tmp_path, one))
    assert _roles() == [("2025-09-01", "2026-03-20")]
    assert _number("caseload", "2025-11") == (1, 1)
    for tables in (two, one):
        tables["ssd_involvements"][1]["invo_involvement_end_date"] = ""
        _, found = bring_in(write(tmp_path, tables))
        assert _conflicts(found) == []
    assert _roles() == [("2025-09-01", "None")]


def test_a_delivery_without_the_sisters_row_does_not_shorten_what_it_said(tmp_path: Path) -> None:
    bring_in(
        write(
            tmp_path / "both",
            _chaired(
                ("100", "P1", "2025-09-01", "2026-03-20"), ("101", "P1", "2025-10-03", "2026-03-20")
            ),
        )
    )
    [_, later] = _chaired(
        ("100", "P1", "2025-09-01", ""), ("101", "P1", "2025-10-03", "2026-05-29")
    )["ssd_involvements"]
    bring_in(write(tmp_path / "one", {"ssd_involvements": [later]}))
    assert _roles() == [("2025-09-01", "2026-05-29")]
    shorter = later | {"invo_involvement_end_date": "2026-01-30"}
    bring_in(write(tmp_path / "one", {"ssd_involvements": [shorter]}))
    assert _roles() == [("2025-09-01", "2026-05-29")]


def test_a_role_that_was_handed_over_here_keeps_its_days_and_what_differs_is_listed(
    tmp_path: Path,
) -> None:
    bring_in(write(tmp_path, _chaired(("101", "P1", "2025-10-03", ""))))
    CaseRole.objects.update(to_on="2026-05-31")
    family = Child.objects.get(local_id="101").family
    new = make_professional()
    make_case_role(family, new, kind=CaseRoleKind.CHAIR, from_on=dt.date(2026, 6, 1))
    here = [("2025-10-03", "2026-05-31"), ("2026-06-01", "None")]
    for end, column in (("2026-03-20", "invo_involvement_end_date"), ("", "invo_professional_id")):
        start = "2025-10-06"
        for _ in range(2):
            _, found = bring_in(write(tmp_path, _chaired(("101", "P1", start, end))))
            assert _roles() == here
            assert _conflicts(found) == [("conflict", "ssd_involvements.csv", "2", column)]


def test_an_end_that_is_taken_away_does_not_put_out_who_holds_the_role_now(tmp_path: Path) -> None:
    ended = ("101", "P1", "2025-10-03", "2026-03-20")
    bring_in(write(tmp_path, _chaired(ended, ("101", "P2", "2026-03-21", ""))))
    both = _chaired(("101", "P1", "2025-10-03", ""), ("101", "P2", "2026-03-21", ""))
    _, found = bring_in(write(tmp_path, both))
    assert _roles() == [("2025-10-03", "2026-03-20"), ("2026-03-21", "None")]
    assert ("gap", "ssd_involvements.csv", "2", "invo_involvement_end_date") in found


def test_a_cover_leaves_the_case_with_whoever_has_it(tmp_path: Path) -> None:
    cover = ("101", "P2", "2025-12-15", "2026-01-15")
    bring_in(write(tmp_path, _chaired(("101", "P1", "2025-09-01", ""), cover)))
    for month in ("2025-11", "2025-12", "2026-01"):
        assert _number("caseload", month) == (1, 1)
