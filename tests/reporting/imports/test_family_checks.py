"""A later delivery is looked at beside what is here already."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from conferences.models import ConferenceChild
from people.models import Child
from plans.models import Plan, Visit
from tests.factories.plans import make_plan
from tests.reporting.imports.folder import Found, Tables, bring_in, history, write

pytestmark = pytest.mark.django_db


def _found(folder: Path, tables: Tables, severity: str = "error") -> list[Found]:
    found = bring_in(write(folder, tables))[1]
    return [each for each in found if each[0] == severity]


def test_a_row_that_names_another_childs_plan_is_refused(tmp_path: Path) -> None:
    """Her brother would be seen, and his clock met, by a visit to her."""
    tables = history()
    tables["ssd_cp_visits"][0]["cppv_person_id"] = "100"
    tables["ssd_cp_reviews"][1]["cppr_cp_plan_id"] = "C1"
    tables["ssd_initial_cp_conference"][2]["icpc_cp_plan_id"] = "C0"  # of another family
    assert _found(tmp_path, tables) == [
        ("error", "ssd_initial_cp_conference.csv", "4", "icpc_cp_plan_id"),
        ("error", "ssd_cp_reviews.csv", "3", "cppr_cp_plan_id"),
        ("error", "ssd_cp_visits.csv", "2", "cppv_cp_plan_id"),
    ]
    assert not Child.objects.exists()


def test_so_it_is_where_the_plan_came_with_an_earlier_delivery(tmp_path: Path) -> None:
    tables = history()
    bring_in(write(tmp_path / "first", tables))
    before = (Visit.objects.count(), ConferenceChild.objects.count())
    new = {"icpc_icpc_id": "I9", "icpc_icpc_meeting_id": "M9", "icpc_icpc_date": "2026-02-02"}
    wrong = {
        "ssd_initial_cp_conference": [
            tables["ssd_initial_cp_conference"][2] | new | {"icpc_cp_plan_id": "C0"}
        ],
        "ssd_cp_reviews": [
            tables["ssd_cp_reviews"][2] | {"cppr_cp_review_id": "V9", "cppr_person_id": "100"}
        ],
        "ssd_cp_visits": [
            tables["ssd_cp_visits"][0] | {"cppv_cp_visit_id": "Z9", "cppv_person_id": "102"}
        ],
    }
    columns = {"icpc_cp_plan_id", "cppr_cp_plan_id", "cppv_cp_plan_id"}
    for name, rows in wrong.items():
        (each,) = _found(tmp_path / name, {name: rows})
        assert (each[1:3], each[3] in columns) == ((f"{name}.csv", "2"), True)
    assert (Visit.objects.count(), ConferenceChild.objects.count()) == before


def test_a_visit_under_a_plan_that_stayed_out_is_listed(tmp_path: Path) -> None:
    tables = history()
    bring_in(write(tmp_path / "first", tables))
    make_plan(Child.objects.get(local_id="102"), started_on=dt.date(2026, 1, 5))
    plan = {"cppl_cp_plan_id": "C9", "cppl_person_id": "102"}
    visit = {"cppv_cp_visit_id": "Z9", "cppv_person_id": "102", "cppv_cp_plan_id": "C9"}
    later = {
        "ssd_cp_plans": [tables["ssd_cp_plans"][1] | plan],  # open since 2025
        "ssd_cp_visits": [tables["ssd_cp_visits"][0] | visit],
    }
    assert _found(tmp_path / "later", later, "gap") == [
        ("gap", "ssd_cp_visits.csv", "2", "cppv_cp_plan_id")
    ]


def test_a_later_plan_is_looked_at_beside_the_birth_and_the_plans_that_are_here(
    tmp_path: Path,
) -> None:
    tables = history()
    bring_in(write(tmp_path / "first", tables))
    plan, number = tables["ssd_cp_plans"][0], Plan.objects.count()
    for person, start, end, column in (
        ("101", "2015-01-05", "2015-06-01", "cppl_cp_plan_start_date"),  # she was born in 2018
        ("100", "2023-05-01", "2023-06-01", "cppl_cp_plan_start_date"),
        ("100", "2023-01-02", "2023-02-01", "cppl_cp_plan_end_date"),
        ("101", "2026-02-02", "", "cppl_cp_plan_start_date"),  # hers is still open
    ):
        days = {"cppl_cp_plan_start_date": start, "cppl_cp_plan_end_date": end}
        later = plan | days | {"cppl_cp_plan_id": "C9", "cppl_person_id": person}
        found = _found(tmp_path / f"{person}-{start}", {"ssd_cp_plans": [later]})
        assert found == [("error", "ssd_cp_plans.csv", "2", column)]
    assert Plan.objects.count() == number
    days = {"cppl_cp_plan_start_date": "2023-09-20", "cppl_cp_plan_end_date": "2024-02-01"}
    later = plan | days | {"cppl_cp_plan_id": "C9"}
    theirs = later | {"cppl_cp_plan_id": "C8", "cppl_cp_plan_ola": "Y"}
    assert _found(tmp_path / "after", {"ssd_cp_plans": [later, theirs]}) == []
    assert Plan.objects.count() == number + 2


def test_a_later_review_is_looked_at_beside_the_plan_that_is_here(tmp_path: Path) -> None:
    tables = history()
    bring_in(write(tmp_path / "first", tables))
    review, number = tables["ssd_cp_reviews"][0], ConferenceChild.objects.count()
    for day in ("2023-01-24", "2023-09-21"):
        new = {"cppr_cp_review_id": "V9", "cppr_cp_review_meeting_id": "M9"}
        later = {"ssd_cp_reviews": [review | new | {"cppr_cp_review_date": day}]}
        assert _found(tmp_path / day, later) == [
            ("error", "ssd_cp_reviews.csv", "2", "cppr_cp_review_date")
        ]
    assert ConferenceChild.objects.count() == number


def test_what_was_changed_here_refuses_nothing(tmp_path: Path) -> None:
    """The source cannot know it: that they differ is listed, and the rest comes in."""
    tables = history()
    bring_in(write(tmp_path / "first", tables))
    plan = Plan.objects.get(child__local_id="100")
    plan.ended_on = dt.date(2023, 6, 1)
    plan.save()
    days = {"cppl_cp_plan_start_date": "2023-05-01", "cppl_cp_plan_end_date": "2023-12-01"}
    new = {"cppr_cp_review_id": "V9", "cppr_cp_review_meeting_id": "M9"}
    later = {
        "ssd_cp_plans": [tables["ssd_cp_plans"][0] | days | {"cppl_cp_plan_id": "C9"}],
        "ssd_cp_reviews": [
            tables["ssd_cp_reviews"][0] | new | {"cppr_cp_review_date": "2023-08-01"}
        ],
    }
    found = bring_in(write(tmp_path / "later", later))[1]
    assert [each for each in found if each[0] in ("error", "conflict")] == [
        ("conflict", "ssd_cp_plans.csv", "2", "cppl_cp_plan_start_date")
    ]
    assert ConferenceChild.objects.filter(conference__held_on="2023-08-01").count() == 1
