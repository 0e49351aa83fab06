"""Lists 5 and 7: exact columns, exact cells, and nothing that a spreadsheet would calculate."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile

import openpyxl
import pytest

from conferences.enums import ConferenceKind
from plans.enums import Category, EndReason, PlanKind, SeenAnswer
from plans.models import Visit
from reporting.models import Section47Enquiry
from reporting.returns.domain.annex_a import annex_a
from reporting.returns.domain.making import make_file
from reporting.returns.enums import ReturnKind
from reporting.returns.table import Sheet, as_csv
from tests.factories.people import make_case_role, make_child, make_family, make_staff, make_team
from tests.factories.plans import make_plan
from tests.factories.returns import make_held, make_run

TODAY = dt.date(2026, 6, 30)
COLUMNS_5 = (
    "ChildUniqueID,Gender,Ethnicity,DateOfBirth,Age,HasDisability,StratDiscussionDate,"
    "InitialCPConfUnnecessary,InitialCPConfDate,CPConfResultInCPPlan,NumberS47s12m,"
    "NumberICPCs12m,AllocatedTeam,AllocatedWorker"
)
COLUMNS_7 = (
    "ChildUniqueID,Gender,Ethnicity,DateOfBirth,Age,HasDisability,ChildProtectionPlanStartDate,"
    "InitialCategoryOfAbuse,LatestCategoryOfAbuse,DateOfLastStatutoryVisit,ChildSeenAlone,"
    "DateOfLatestReviewConf,ChildProtectionPlanEndDate,ProtectionLastSixMonths,"
    "NumberOfPreviousChildProtectionPlans,AllocatedTeam,AllocatedWorker"
)


@pytest.fixture
def families(db: None) -> None:
    team = make_team("=Team North")
    family = make_family(team=team)
    make_case_role(family, make_staff("social_worker", name="Tamsin Okonkwo-Hale", team=team))
    about = {"sex": "F", "ethnicity": "WIRT", "disabilities": ["LD"]}
    ada = make_child(local_id="ADA1", family=family, **about)
    held = dt.date(2026, 2, 3)
    plan = make_plan(
        ada, started_on=held, category_latest=Category.MULTIPLE, category_changed_by=" "
    )
    make_held(ada, held, plan=plan, discussed_on=dt.date(2026, 1, 14))
    make_held(ada, dt.date(2026, 4, 28), kind=ConferenceKind.REVIEW, plan=plan)
    for day, seen in (
        (held - dt.timedelta(days=1), True),
        (dt.date(2026, 6, 2), True),
        (TODAY, False),
    ):
        alone = SeenAnswer.YES if seen else SeenAnswer.NO
        Visit.objects.create(plan=plan, visited_on=day, was_seen=seen, seen_alone=alone)
    make_plan(ada, started_on=dt.date(2026, 5, 1), is_temporary=True, authority="Elsewhereshire")
    # Left a plan on the first day that still counts; his sibling the day before.
    review = ConferenceKind.REVIEW
    for local_id, day in (("BEN2", dt.date(2025, 12, 30)), ("CLEO3", dt.date(2025, 12, 29))):
        child = make_child(local_id=local_id, family=family, date_of_birth=dt.date(2020, 7, 1))
        started = dt.date(2025, 3, 3)
        ended = {"ended_on": day, "end_reason": EndReason.REVIEW_DECISION}
        plan = make_plan(child, started_on=started, **ended)
        make_held(child, dt.date(2025, 6, 2), kind=review, plan=plan)
        # What came of the last one is what its row names.
        need = make_plan(child, kind=PlanKind.CHILD_IN_NEED, started_on=day)
        make_held(child, day, kind=review, plan=need)
    Section47Enquiry.objects.create(
        child=make_child(local_id="DEV4", disabilities=["NONE"]),
        source_id="S1",
        started_on=dt.date(2026, 1, 2),
        conference_not_required=True,
    )


def test_both_lists_in_both_forms(families: None) -> None:
    out = io.BytesIO()
    made = make_file(make_run(ReturnKind.ANNEX_A, as_at=TODAY), out)
    box = zipfile.ZipFile(out)
    assert sorted(box.namelist()) == ["annex-a.xlsx", "list-5.csv", "list-7.csv"]
    five, seven = (_csv(box.read(f"list-{number}.csv")) for number in (5, 7))
    born = "14/05/2018,8"
    assert five == [
        COLUMNS_5,
        f"ADA1,b) Female,c) WIRT,{born},a) Yes,14/01/2026,b) No,03/02/2026,a) Yes,1,1,'=Team North,"
        "Tamsin Okonkwo-Hale",
        f"DEV4,c) Not stated/recorded,t) NOBT,{born},b) No,02/01/2026,a) Yes,,,1,0,,",
    ]
    assert seven == [
        COLUMNS_7,
        f"ADA1,b) Female,c) WIRT,{born},a) Yes,03/02/2026,a) Neglect,e) Multiple/not recommended,"
        "02/06/2026,a) Yes,28/04/2026,,c) Unknown,0,'=Team North,Tamsin Okonkwo-Hale",
        "BEN2,c) Not stated/recorded,t) NOBT,01/07/2020,5,c) Unknown,03/03/2025,a) Neglect,"
        "a) Neglect,,,30/12/2025,30/12/2025,c) Unknown,0,'=Team North,Tamsin Okonkwo-Hale",
    ]
    assert len(made.children) == 3
    book = openpyxl.load_workbook(io.BytesIO(box.read("annex-a.xlsx")))
    assert book.sheetnames == ["List 5", "List 7"]
    for page, lines in zip(book, (five, seven), strict=True):
        rows = [
            ["" if v is None else str(v) for v in row] for row in page.iter_rows(values_only=True)
        ]
        assert [",".join(row) for row in rows] == lines
        assert {cell.data_type for row in page.iter_rows() for cell in row} <= {"s", "n"}


def test_the_day_itself_decides_who_is_in(families: None) -> None:
    """A day later Ben's plan is over for more than six months, Dev's enquiry is not."""
    lists = annex_a(TODAY + dt.timedelta(days=1))
    assert [row[0] for row in lists.list_7] == ["ADA1"]
    assert [row[0] for row in lists.list_5] == ["ADA1", "DEV4"]
    assert [row[0] for row in annex_a(TODAY + dt.timedelta(days=3)).list_5] == ["ADA1"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_nothing_typed_becomes_a_formula(start: str) -> None:
    (_, line) = _csv(as_csv(Sheet("any", ["words"], [[f"{start}1+1"]])))
    assert line == f"'{start}1+1"


def _csv(content: bytes) -> list[str]:
    text = content.decode("utf-8-sig")
    return [",".join(row) for row in csv.reader(io.StringIO(text, newline=""))]
