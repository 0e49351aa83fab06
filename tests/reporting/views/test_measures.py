"""A figure and what is behind it, as each reader may see it."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from accounts.models import User
from audit.enums import Action
from audit.models import Event
from people.enums import CaseRoleKind, Role
from people.models import Professional
from reporting.enums import FactKind
from reporting.models import ChildPopulation, Target
from tests.factories.people import (
    make_area,
    make_case_role,
    make_child,
    make_family,
    make_professional,
    make_staff,
)
from tests.factories.plans import make_plan
from tests.factories.reporting import make_fact
from timescales.domain import today_in_london

pytestmark = pytest.mark.django_db


@pytest.fixture
def chair() -> User:
    """Of one child on a plan, beside another's and a restricted one."""
    user = make_staff(Role.PRINCIPAL_OFFICER, name="Ottoline Marchbanks")
    for name, restricted in (("Juniper", False), ("=Sorrel", False), ("Hidden", True)):
        family = make_family(f"{name} family", is_restricted=restricted)
        make_plan(make_child(f"{name} Ashdown", family=family), started_on=dt.date(2025, 9, 1))
        if name == "Juniper":
            make_case_role(family, user, kind=CaseRoleKind.CHAIR)
    return user


def page(user: User, path: str) -> str:
    client = Client()
    client.force_login(user)
    response = client.get(f"/figures/{path}")
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_behind_a_figure_and_the_restricted_make_the_figure(
    chair: User, client: Client
) -> None:
    head = make_staff(Role.HEAD_OF_SERVICE)
    assert "Children subject of a child protection plan" in page(head, "?period=2025-10")
    one = page(head, "plans_open/?period=2025-10")
    assert '<p class="govuk-heading-xl govuk-!-margin-bottom-1">3</p>' in one
    listed = page(head, "plans_open/children/?period=2025-10")
    assert "2 children of families you may open and 1 restricted child: 3 together" in listed
    assert "Juniper Ashdown" in listed
    assert "Hidden" not in listed
    assert "1 child of families you may open and 2 restricted children: 3 together" in page(
        chair, "plans_open/children/?period=2025-10"
    )
    assert Event.objects.filter(action=Action.LISTED, verb="reporting.behind").count() == 2
    # Before the plans were recorded here, nothing was known of them.
    unknown = page(head, "plans_open/?period=2025-10&known_on=2025-11-01")
    assert "Not available" in unknown
    assert "As known now the figure is 3" in unknown
    client.force_login(head)
    sheet = client.get("/figures/plans_open/children.xlsx?period=2025-10")
    cells = [
        cell
        for row in load_workbook(BytesIO(sheet.content)).active.iter_rows(values_only=True)
        for cell in row
    ]
    assert {"Definition", "=Sorrel Ashdown", "1 restricted child"} <= set(cells)
    assert not any("Hidden" in str(cell) for cell in cells)
    exported = Event.objects.get(action=Action.EXPORTED)
    assert len(exported.child_ids) == 2


@pytest.fixture
def _made_facts(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was made here has no record behind it: comparing again would close it."""
    for room in ("measures", "drill_down"):
        monkeypatch.setattr(f"reporting.views.{room}.refresh_changed", lambda: None)


@pytest.mark.usefixtures("_made_facts")
@pytest.mark.parametrize(
    ("kind", "code", "seen", "hidden"),
    [
        (FactKind.INITIAL, "conferences_held", "2 conferences", "1 restricted conference:"),
        (FactKind.RESOLUTION_FORM, "resolution_forms", "2 events", "1 restricted event:"),
    ],
)
def test_the_restricted_are_said_in_the_unit_of_the_figure(
    kind: FactKind, code: str, seen: str, hidden: str, client: Client
) -> None:
    day, away = dt.date(2025, 10, 6), make_family("Away", is_restricted=True)
    for number, family in enumerate((make_family(), make_family(), away)):
        make_fact(kind, day, child=make_child(family=family), meeting=f"conference:{number}")
    head, asked = make_staff(Role.HEAD_OF_SERVICE), "?period=2025-10"
    listed = page(head, f"{code}/children/{asked}")
    assert f"{seen} of families you may open and {hidden} 3 together" in listed
    client.force_login(head)
    sheet = client.get(f"/figures/{code}/children.xlsx{asked}")
    rows = load_workbook(BytesIO(sheet.content)).active.iter_rows(values_only=True)
    assert ("Not in this list", hidden.rstrip(":")) in {row[:2] for row in rows}


@pytest.mark.usefixtures("_made_facts")
def test_a_share_of_none_is_shown_in_parts_too() -> None:
    day = dt.date(2025, 10, 6)
    late = {"code": "initial", "clock_from": day, "days": 16}
    make_fact(FactKind.INITIAL, day, child=make_child("Juniper Ashdown"), sex="F", **late)
    shown = page(make_staff(Role.HEAD_OF_SERVICE), "icpc_in_time/?period=2025-10")
    assert '<p class="govuk-heading-xl govuk-!-margin-bottom-1">0.0%</p>' in shown
    assert "By sex" in shown
    none = page(make_staff(Role.HEAD_OF_SERVICE), "icpc_in_time/?period=2025-11")
    assert "By sex" not in none


@pytest.mark.usefixtures("_made_facts")
def test_parts_of_a_rate_are_rates_where_they_are_out_of_the_same_and_else_called_counts() -> None:
    area, october = make_area("Eastfield"), dt.date(2025, 10, 1)
    for _ in range(4):
        make_fact(FactKind.PLAN, october, area=area)
    for code in ("visits", "visits", "recording"):
        make_fact(FactKind.CONCERN, october, code=code, area=area)
    of_concerns = page(make_staff(Role.HEAD_OF_SERVICE), "concerns_rate/?period=2025-10")
    assert table(of_concerns, "By theme") == [
        ["Theme", "Figure", "Counted", "Out of"],
        ["Visits and core groups", "50.0", "2", "4"],
        ["Records", "25.0", "1", "4"],
        ["Not recorded", "0.0", "0", "4"],
    ]
    assert table(of_concerns, "By area") == [
        ["Area", "Counted"],
        ["Eastfield", "3"],
        ["Not recorded", "0"],
    ]


def table(html: str, caption: str) -> list[list[str]]:
    """Its cells in words, row by row."""
    rows = html.split(f">{caption}</caption>")[1].split("</table>")[0].split("<tr")[1:]
    cells = [re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL) for row in rows]
    return [[re.sub(r"<span.*?</span>|<[^>]*>", "", cell).strip() for cell in row] for row in cells]


@pytest.mark.usefixtures("_made_facts")
def test_each_number_of_a_part_and_of_a_month_leads_to_its_list(client: Client) -> None:
    for sex, days in (("F", 15), ("F", 15), ("F", 16), ("M", 15), ("M", 16)):
        day = dt.date(2025, 10, 6)
        one = {"code": "initial", "clock_from": day, "days": days, "sex": sex}
        make_fact(FactKind.INITIAL, day, child=make_child(), **one)
    head = make_staff(Role.HEAD_OF_SERVICE)
    shown = page(head, "icpc_in_time/?period=2025-10")
    link = r'href="([^"]+)">(\d+)<span class="[^"]+">: what is behind it, ([^<]+)<'
    links = {
        (words, of): unescape(address).removeprefix("/figures/")
        for address, words, of in re.findall(link, shown)
    }
    listed = {}
    for key, address in links.items():
        listed[key] = re.search(r"(\d+) together", page(head, address))[1]
    assert {("2", "Female"), ("3", "Female"), ("1", "Male"), ("3", "October 2025")} <= set(listed)
    assert {key: key[0] for key in listed} == listed
    assert "Only: Sex: Female, those counted in it." in page(head, links["2", "Female"])
    client.force_login(head)
    sheet = client.get("/figures/" + links["2", "Female"].replace("children/", "children.xlsx"))
    rows = list(load_workbook(BytesIO(sheet.content)).active.iter_rows(values_only=True))
    assert ("Only", "Sex: Female, those counted in it") in {row[:2] for row in rows}
    assert [row[6] for row in rows[-2:]] == ["Yes", "Yes"]
    assert rows[-3][0] == "Child"
    unknown = client.get("/figures/icpc_in_time/children/?period=2025-10&by=chair&part=1")
    assert unknown.status_code == 404


@pytest.mark.usefixtures("_made_facts")
def test_what_is_not_kept_for_a_chair_or_a_team_is_not_available_and_never_0() -> None:
    day, user = dt.date(2025, 10, 6), make_staff(Role.PRINCIPAL_OFFICER, name="Perpetua Lovelace")
    chair = Professional.objects.get(user=user)
    child = make_child("Juniper Ashdown")
    make_case_role(child.family, user, kind=CaseRoleKind.CHAIR)
    make_fact(FactKind.REQUEST, day, child=child)
    make_fact(FactKind.DUTY, day, child=child, code="core_group", flags=["in_time"])
    make_fact(FactKind.SESSION, day, code="used")
    make_fact(FactKind.PLAN, day, child=child, plan="plan:1")
    big = '<p class="govuk-heading-xl govuk-!-margin-bottom-1">{}</p>'
    for code, whose, of in (
        ("requests", f"chair-{chair.pk}", "chair"),
        ("core_groups_in_time", f"chair-{chair.pk}", "chair"),
        ("sessions_used", f"area-{child.family.area_id}", "area"),
    ):
        shown = page(user, f"{code}/?period=2025-10&scope={whose}")
        assert big.format("Not available") in shown, code
        assert f"It is not known for one {of}" in shown, code
        whole = page(user, f"{code}/?period=2025-10")
        assert big.format("Not available") not in whole, code
        assert "October 2025, the whole service" in whole, code
    # A chair with none to count has none: theirs are kept.
    assert big.format("0") in page(user, f"plans_open/?period=2025-10&scope=chair-{chair.pk}")


def test_each_measure_says_what_is_done_about_small_numbers() -> None:
    head = make_staff(Role.HEAD_OF_SERVICE)
    for code, said in (
        ("plans_open", "hides every number from 1 to 5"),
        ("feedback_good", "What fewer than 5 people answered is not shown"),
        ("sessions_used", "It counts no people"),
    ):
        assert said in page(head, f"{code}/")


def test_figures_of_a_chair_whom_nobody_books_lead_to_their_own_children() -> None:
    """An import says who chaired a family, and nothing of their diary."""
    chair = make_professional("Perpetua Lovelace")
    for number in range(2):
        child = make_child()
        make_plan(child, started_on=dt.date(2025, 9, 1))
        if number:
            make_case_role(child.family, chair, kind=CaseRoleKind.CHAIR)
    head = make_staff(Role.HEAD_OF_SERVICE)
    asked = f"?period=2025-10&scope=chair-{chair.pk}"
    behind = page(head, f"caseload/children/{asked}")
    assert "October 2025, Perpetua Lovelace: <strong>1.0</strong> (1 of 1)" in behind
    assert "1 together" in behind


def test_a_chair_sees_their_own_figures_and_no_other_chairs(chair: User) -> None:
    other = make_staff(Role.PRINCIPAL_OFFICER, name="Perpetua Lovelace")
    make_case_role(make_family(), other, kind=CaseRoleKind.CHAIR)
    path = f"caseload/?period={today_in_london():%Y-%m}"
    assert "By chair" in page(make_staff(Role.HEAD_OF_SERVICE), path)
    mine = page(chair, path)
    assert "By chair" not in mine
    assert "Perpetua" not in mine


@pytest.mark.usefixtures("_made_facts")
def test_only_who_grades_sees_whose_work_was_graded() -> None:
    graded = make_child("Juniper Ashdown")
    make_fact(FactKind.DIP, dt.date(2025, 10, 6), child=graded, code="inadequate")
    head, officer = make_staff(Role.HEAD_OF_SERVICE), make_staff(Role.DATA_OFFICER)
    asked = "?period=2025-10"
    behind = f"/figures/dip_good/children/{asked}"
    assert behind in page(head, f"dip_good/{asked}")
    assert "Juniper Ashdown" in page(head, f"dip_good/children/{asked}")
    assert behind not in page(officer, f"dip_good/{asked}")
    client = Client()
    client.force_login(officer)
    for address in (behind, f"/figures/dip_good/children.xlsx{asked}"):
        assert client.get(address).status_code == 403
    kept = Event.objects.using("audit").filter(verb="reporting.behind", action=Action.REFUSED)
    assert kept.filter(actor_id=officer.pk).count() == 2


def test_targets_and_populations_are_set_by_who_may_and_kept_with_their_day(
    chair: User, client: Client
) -> None:
    keeper = make_staff(Role.DATA_OFFICER)
    client.force_login(keeper)
    target = {"from_on": "2025-04-01", "value": "85", "tolerance_low": "90", "tolerance_high": "80"}
    wrong = client.post("/figures/icpc_in_time/target/", target)
    assert b"The tolerance must go from low to high." in wrong.content
    target |= {"tolerance_low": "80", "tolerance_high": "90"}
    assert client.post("/figures/icpc_in_time/target/", target).status_code == 302
    later = {"from_on": "2026-04-01", "value": "90"}
    assert client.post("/figures/icpc_in_time/target/", later).status_code == 302
    assert [str(row.value) for row in Target.objects.all()] == ["85.00", "90.00"]
    assert "85.00" in page(keeper, "icpc_in_time/")
    people = {"year_ending": "2026-03-31", "children": "7500", "source": "Mid-year estimate"}
    assert client.post("/figures/population/", people).status_code == 302
    assert ChildPopulation.objects.get().children == 7500
    assert "3 of 7500" in page(keeper, "plans_rate/?period=2025-10")  # 4.0 per 10,000
    assert '<p class="govuk-heading-xl govuk-!-margin-bottom-1">4.0</p>' in page(
        keeper, "plans_rate/?period=2025-10"
    )
    assert "Not available" in page(keeper, "plans_rate/?period=2025-03")
