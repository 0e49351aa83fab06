"""Teams and their areas, where a name alone does not say which."""

from __future__ import annotations

from pathlib import Path

import pytest

from people.models import Family, Team
from tests.factories.people import make_area, make_team
from tests.reporting.imports.folder import Found, Tables, bring_in, history, write

pytestmark = pytest.mark.django_db
DEPARTMENTS = "ssd_department"
SOUTH = {"dept_team_id": "A2", "dept_team_name": "South"}
OTHER = {"dept_team_id": "T2", "dept_team_name": "Harbour", "dept_team_parent_id": "A2"}
TWO = {"Harbour": "North", "Harbour (South)": "South"}


def _with_another_harbour(said: str = "T2") -> Tables:
    """Fergus's worker is in the Harbour team of the south."""
    tables = history()
    tables[DEPARTMENTS] += [SOUTH, OTHER]
    of_fergus = {"invo_involvements_id": "3", "invo_person_id": "102"}
    worker = tables["ssd_involvements"][1]
    tables["ssd_involvements"].append(worker | of_fergus | {"invo_professional_team": said})
    return tables


def _teams() -> dict[str, str]:
    return dict(Team.objects.values_list("name", "area__name"))


def _of(family: str) -> tuple[str, str]:
    found = Family.objects.get(name=family)
    return str(found.team), str(found.area)


def _said(found: list[Found]) -> list[Found]:
    return [each for each in found if each[1] == f"{DEPARTMENTS}.csv"]


def test_two_departments_of_one_name_are_two_teams_each_in_its_own_area(tmp_path: Path) -> None:
    folder = write(tmp_path, _with_another_harbour())
    said = _said(bring_in(folder)[1])
    assert said == [("note", "ssd_department.csv", "5", "dept_team_name")]
    assert _said(bring_in(folder)[1]) == []
    assert _teams() == TWO
    assert (_of("O'Featherby"), _of("Pendlewick")) == (
        ("Harbour", "North"),
        ("Harbour (South)", "South"),
    )


def test_the_other_of_one_name_may_come_later_and_alone(tmp_path: Path) -> None:
    bring_in(write(tmp_path / "first", history()))
    later = write(tmp_path / "later", {DEPARTMENTS: [SOUTH, OTHER]})
    for _ in range(2):
        assert [each[0] for each in _said(bring_in(later)[1])] in (["note"], [])
        assert _teams() == TWO


@pytest.mark.parametrize("is_last", [False, True])
def test_the_team_that_is_here_is_the_one_in_its_area_wherever_it_stands(
    is_last: bool, tmp_path: Path
) -> None:
    here = make_team("Harbour", area=make_area("South"))
    tables = _with_another_harbour()
    if is_last:
        tables[DEPARTMENTS].reverse()
    bring_in(write(tmp_path, tables))
    assert _teams() == {"Harbour": "South", "Harbour (North)": "North"}
    assert Family.objects.get(name="Pendlewick").team == here


def test_a_team_that_is_here_in_another_area_is_that_team_where_no_other_has_its_name(
    tmp_path: Path,
) -> None:
    make_team("Harbour", area=make_area("South"))
    conflict = ("conflict", "ssd_department.csv", "3", "dept_team_parent_name")
    for _ in range(2):
        assert _said(bring_in(write(tmp_path, history()))[1]) == [conflict]
        assert _teams() == {"Harbour": "South"}


def test_a_name_that_two_teams_share_says_neither(tmp_path: Path) -> None:
    _, found = bring_in(write(tmp_path, _with_another_harbour(said="Harbour")))
    assert ("gap", "ssd_person.csv", "4", "") in found  # no team is known for the family
    assert _of("Pendlewick") == ("None", "Not known")
