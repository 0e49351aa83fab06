"""Pages to read at a glance, and the pictures on them."""

from __future__ import annotations

import datetime as dt
import io
import re
from html import unescape
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from audit.domain import record
from audit.enums import Action
from bookings.models import LocalPractice
from people.enums import CaseRoleKind, Role
from people.models import Area, Professional
from reporting.charts import drawing
from reporting.enums import FactKind
from reporting.models import Comparator, Fact, Target
from reporting.period import year_of
from tests.factories.people import (
    make_area,
    make_case_role,
    make_child,
    make_family,
    make_staff,
    make_team,
)
from tests.factories.plans import make_plan
from tests.factories.reporting import make_fact
from tests.reporting.charts.test_spc import BUCKS
from timescales.domain import today_in_london

pytestmark = pytest.mark.django_db
YEAR = [dt.date(2022 + (month > 12), (month - 1) % 12 + 1, 10) for month in range(4, 16)]
MARCH = "?period=2023-03"
SVG = "<svg xmlns='http://www.w3.org/2000/svg' width='1'></svg>"


def make_year(**fields: Any) -> None:
    """Initial conferences of a year, known the day after each: so many in time, so many not."""
    rows = []
    for day, (part, whole) in zip(YEAR, BUCKS, strict=True):
        known = timezone.make_aware(dt.datetime.combine(day, dt.time(9))) + dt.timedelta(days=1)
        for number in range(whole):
            days = 15 if number < part else 16
            key = f"made:{day}:{number}:{len(fields)}"
            rows.append(
                Fact(kind=FactKind.INITIAL, key=key, on=day, code="initial", digest=key,
                     clock_from=day, days=days, known_from=known, **fields)
            )  # fmt: skip
    Fact.objects.bulk_create(rows)


def as_(role: str) -> Client:
    client = Client()
    client.force_login(make_staff(role))
    return client


def text_of(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_a_page_follows_the_records_before_it_says_anything() -> None:
    child = make_child()
    make_plan(child, started_on=dt.date(2025, 9, 1))
    address = "/figures/service/?period=2025-10"
    said = "Children subject of a child protection plan {} "
    head = as_(Role.HEAD_OF_SERVICE)
    assert said.format(1) in text_of(head.get(address))
    make_plan(make_child(family=child.family), started_on=dt.date(2025, 9, 1))
    record(Action.CREATED, "plans.open", by=None, subjects=[], children=[child.pk])
    assert said.format(2) in text_of(head.get(address))


def test_a_page_says_what_stands_out_shows_the_figures_and_what_is_not_available(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # What was made here has no record behind it: comparing again would close it.
    monkeypatch.setattr("reporting.views.dashboards.refresh_changed", lambda: None)
    area = make_area("North")
    make_year(area=area)
    head = make_staff(Role.HEAD_OF_SERVICE)
    Target.objects.create(
        measure="icpc_in_time", from_on=YEAR[0], value=85, tolerance_low=75, set_by=head
    )
    client = Client()
    client.force_login(head)
    for address in ("/figures/service/", f"/figures/areas/{area.pk}/"):
        page = client.get(address + MARCH)
        said = (
            "stayed at 66% (51 of 77) in March 2023, within what usually happens (55 to 87%). "
            "The target is 85%: not met."
        )
        html = page.content.decode()
        assert re.search(f'alt="[^"]*{re.escape(said)}"', html), address
        words = text_of(page)
        assert said in words
        assert "46.0% (29 of 63) Below what usually happens" in words
        assert "66.2% 51 of 77 66.1% Up, as usual 85%: not met" in words
    assert "Children subject of a child protection plan Not available" in text_of(
        client.get("/figures/service/" + MARCH)
    )
    south = make_area("South")
    elsewhere = client.get(f"/figures/areas/{south.pk}/" + MARCH)
    assert "0.0%" not in elsewhere.content.decode()
    nothing = "Not available Nothing is recorded yet that these figures could be counted from."
    assert nothing in text_of(elsewhere)
    assert "None in the period" not in text_of(elsewhere)
    held = {"code": "initial", "clock_from": YEAR[-1], "days": 9}
    one = make_fact(FactKind.INITIAL, YEAR[-1], area=south, **held)
    alone = text_of(client.get(f"/figures/areas/{south.pk}/" + MARCH))
    assert "100.0% 1 of 1 None in the period" in alone  # the month before, when nobody had one here
    one.delete()
    before = client.get("/figures/service/?period=2023-03&known_on=2023-03-10")
    assert "as known on 10 March 2023" in text_of(before)
    assert "(51 of 77)" not in text_of(before)
    for name, value in (("England", 81.4), ("Statistical neighbours", 79), ("North West", 70)):
        Comparator.objects.create(
            measure="icpc_in_time", year_ending=YEAR[-1].replace(month=3, day=31), name=name,
            value=value, source="Made up",
        )  # fmt: skip
    monkeypatch.setattr("reporting.views.measures.refresh_changed", lambda: None)
    one = client.get("/figures/icpc_in_time/" + MARCH)
    assert one.content.decode().count(f'{said}"') == 1  # in words, for whoever sees no picture
    assert "/figures/charts/icpc_in_time.png?period=2023-03&amp;scope=service" in one.text
    assert (
        "what others reach: England 81.4% (year to March 2023: Made up); Statistical neighbours "
        "79% (year to March 2023: Made up), in the picture “Similar”." in text_of(one)
    )
    for wrong, message in (
        ("2023-13", "There is a problem"),
        ("9999-12", "There is a problem"),
        ("", "Figures for"),
    ):
        assert message in text_of(client.get(f"/figures/service/?period={wrong}"))


def test_a_picture_is_asked_for_by_address_and_holds_its_finding(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_year()
    drawn: list[dict[str, Any]] = []
    monkeypatch.setattr(drawing, "_drawn", lambda spec: drawn.append(spec) or SVG)
    client = as_(Role.BUSINESS_SUPPORT)
    address = "/figures/charts/icpc_in_time."
    picture = client.get(f"{address}svg{MARCH}&size=narrow")
    assert picture.headers["Content-Type"] == "image/svg+xml"
    assert "script-src" not in picture.headers["Content-Security-Policy"]
    assert b"stayed at 66% (51 of 77) in March 2023" in picture.content
    assert drawn[0]["width"] < 250
    assert "Content-Disposition" not in picture.headers
    sheet = client.get(f"{address}xlsx{MARCH}&download=1")
    assert 'filename="icpc_in_time.xlsx"' in sheet.headers["Content-Disposition"]
    rows = list(openpyxl.load_workbook(io.BytesIO(sheet.content)).active.values)
    assert rows[2][0] == "Definition"
    assert ("November 2022", 46.0, 29, 63) in [row[:4] for row in rows]
    for nowhere in (f"nothing.svg{MARCH}", f"icpc_in_time.svg{MARCH}&scope=area-987654",
                    f"icpc_in_time.svg{MARCH}&scope=x", "plans_open.png"):  # fmt: skip
        assert client.get(f"/figures/charts/{nowhere}").status_code == 404, nowhere


def test_a_chair_sees_their_own_page_and_no_other_and_the_head_of_service_sees_both() -> None:
    chair, other = make_staff(Role.PRINCIPAL_OFFICER), make_staff(Role.PRINCIPAL_OFFICER)
    make_case_role(make_family(), chair, kind=CaseRoleKind.CHAIR)
    own, another = (Professional.objects.get(user=user).pk for user in (chair, other))
    client = Client()
    client.force_login(chair)
    page = client.get(f"/figures/chairs/{own}/")
    assert "My caseload" in text_of(page)
    assert "Not available" in text_of(page)
    answers = [
        client.get(f"/figures/chairs/{another}/").status_code,
        client.get(f"/figures/charts/icpc_in_time.svg?scope=chair-{another}").status_code,
        client.get(f"/figures/charts/icpc_in_time.svg?scope=chair-{own}").status_code,
    ]
    assert answers == [403, 403, 404]
    head = as_(Role.HEAD_OF_SERVICE)
    assert head.get(f"/figures/chairs/{another}/").status_code == 200
    assert f"/figures/chairs/{own}/" in head.get("/figures/service/").content.decode()
    assert (
        f"/figures/chairs/{own}/"
        not in as_(Role.TEAM_MANAGER).get("/figures/service/").content.decode()
    )


def make_escalations(*each: tuple[Area, Professional, int]) -> None:
    """Ten children on a plan all the year, and so many Resolution Forms, of each."""
    rows = []
    for area, professional, forms in each:
        who = {"area": area, "chair": professional, "known_from": timezone.now(), "code": "x"}
        start = {"on": dt.date(2022, 4, 1), "until": dt.date(2023, 4, 1)}
        for kind in (FactKind.PLAN, FactKind.CASELOAD):
            rows += [Fact(kind=kind, **start, **who) for _ in range(10)]
        rows += [Fact(kind=FactKind.RESOLUTION_FORM, on=YEAR[3], **who) for _ in range(forms)]
    for number, row in enumerate(rows):
        row.key = row.digest = f"made:{number}"
    Fact.objects.bulk_create(rows)


def test_a_comparison_asks_about_areas_and_shows_a_chair_nobody_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("reporting.views.dashboards.refresh_changed", lambda: None)
    drawn: list[dict[str, Any]] = []
    monkeypatch.setattr(drawing, "_drawn", lambda spec: drawn.append(spec) or SVG)
    chair, other = make_staff(Role.PRINCIPAL_OFFICER), make_staff(Role.PRINCIPAL_OFFICER)
    make_case_role(make_family(), chair, kind=CaseRoleKind.CHAIR)
    north, south = make_area("North"), make_area("South")
    own, another = (Professional.objects.get(user=user) for user in (chair, other))
    make_escalations((north, own, 12), (south, another, 1))
    year = "?period=2022/23"
    head = as_(Role.HEAD_OF_SERVICE)
    words = text_of(head.get(f"/figures/compare/area/{year}"))
    assert "A: Higher than most would be by chance. Is something different here?" in words
    assert "A 12 : what is behind it, North in 120 10 Higher than most" in words
    assert "Informal concerns per 100 child-months Not available" in words
    assert own.person.name in text_of(head.get(f"/figures/compare/chair/{year}"))
    client = Client()
    client.force_login(chair)
    page = text_of(client.get(f"/figures/compare/chair/{year}"))
    assert own.person.name in page
    assert another.person.name not in page
    picture = client.get(f"/figures/compare/chair/resolution_forms_rate.svg{year}")
    assert picture.status_code == 200
    assert own.person.name not in picture.content.decode() + str(drawn)
    assert "'name': 'B'" not in str(drawn[-1])
    sheet = client.get(f"/figures/compare/chair/resolution_forms_rate.xlsx{year}&download=1")
    assert 'filename="resolution_forms_rate_chair.xlsx"' in sheet.headers["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(sheet.content))
    cells = [value for tab in book for row in tab.values for value in row]
    assert {"You, among all chairs", own.person.name, "99.8%, upper line", 12, 120} <= set(cells)
    assert another.person.name not in cells
    assert client.get(f"/figures/compare/chair/plans_open.svg{year}").status_code == 404
    assert as_(Role.TEAM_MANAGER).get(f"/figures/compare/chair/{year}").status_code == 403


def test_each_row_of_a_comparison_leads_to_its_own_page_and_list(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for room in ("dashboards", "measures", "drill_down"):
        monkeypatch.setattr(f"reporting.views.{room}.refresh_changed", lambda: None)
    chair = make_staff(Role.PRINCIPAL_OFFICER, name="Ottoline Marchbanks")
    other = make_staff(Role.PRINCIPAL_OFFICER)
    make_case_role(make_family(), chair, kind=CaseRoleKind.CHAIR)
    north, south = make_area("North"), make_area("South")
    own, another = (Professional.objects.get(user=user) for user in (chair, other))
    make_escalations((north, own, 12), (south, another, 1))
    client = Client()
    client.force_login(chair)
    asked = "resolution_forms_rate/{}?period=2022%2F23&scope={}"
    for by, code, name in (
        ("area", f"area-{north.pk}", "North"),
        ("chair", f"chair-{own.pk}", "Ottoline Marchbanks"),
    ):
        page = unescape(client.get(f"/figures/compare/{by}/?period=2022/23").text)
        measure, behind = (f"/figures/{asked.format(each, code)}" for each in ("", "children/"))
        assert f'href="{measure}">{name}<' in page
        assert f'href="{behind}">12<' in page
        assert f"Year to 31 March 2023, {name}" in text_of(client.get(measure))
        assert "12 together" in text_of(client.get(behind))
        assert f"chair-{another.pk}" not in page
    monkeypatch.setattr("reporting.presenters.links.must_be_many", lambda measure: True)
    assert "children/?period" not in client.get("/figures/compare/area/?period=2022/23").text


@pytest.mark.parametrize("by", ["area", "team", "chair"])
def test_what_was_in_time_is_compared_as_a_share(by: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reporting.views.dashboards.refresh_changed", lambda: None)
    drawn: list[dict[str, Any]] = []
    monkeypatch.setattr(drawing, "_drawn", lambda spec: drawn.append(spec) or SVG)
    rows: list[Fact] = []
    users = []
    for name, part, whole in (("Ada Ashby", 5, 20), ("Bea Brook", 80, 100), ("Cy Coombe", 9, 9)):
        user = make_staff(Role.PRINCIPAL_OFFICER, name=name)
        users.append(user)
        called = "" if by == "chair" else name
        area = make_area(called)
        make_case_role(make_family(), user, kind=CaseRoleKind.CHAIR)
        chair = Professional.objects.get(user=user)
        who = {"area": area, "team": make_team(called, area=area), "chair": chair, "on": YEAR[3]}
        days = [15] * part + [16] * (whole - part)
        held = {"code": "initial", "clock_from": YEAR[3], **who}
        rows += [Fact(kind=FactKind.INITIAL, days=each, **held) for each in days]
        if name != "Cy Coombe":  # who only stood in
            rows.append(Fact(kind=FactKind.CASELOAD, **who))
        rows.append(Fact(kind=FactKind.DUTY, code="first_core_group", flags=["in_time"], **who))
    for number, row in enumerate(rows):
        row.key = row.digest = f"made:{number}"
        row.known_from = timezone.now()
    Fact.objects.bulk_create(rows)
    address = f"/figures/compare/{by}/"
    page = text_of(as_(Role.HEAD_OF_SERVICE).get(f"{address}?period=2022/23"))
    assert (
        f"Initial conferences held within 15 working days, by {by}, year to 31 March 2023: 73% for "
        "all of these together. A: Much lower than chance alone gives. Is something different here?"
    ) in page
    plain = re.sub(r" : what is behind it, \w+ \w+", "", page)
    assert "Who Letter Counted Percent Compared with all" in plain
    assert "A 5 of 20 25.0% Much lower than chance" in plain
    assert "C 9 of 9 Too few to compare" in plain
    assert "nobody has 10 or more first core groups in this period" in plain
    assert "Children reviewed on time Not available" in plain
    assert "child-months Per 100" not in plain

    head = as_(Role.HEAD_OF_SERVICE)
    head.get(f"{address}icpc_in_time.svg?period=2022/23")
    spec = str(drawn[-1])
    for words in ("All: 73%", "children with a conference", "'domain': [0, 100]", "'name': 'B'"):
        assert words in spec
    assert "'name': 'C'" not in spec  # of nine, nothing is drawn
    assert "Ashby" not in spec
    sheet = head.get(f"{address}icpc_in_time.xlsx?period=2022/23")
    lines = openpyxl.load_workbook(io.BytesIO(sheet.content)).active.values
    assert {"Percent", 25, 5, 20} <= {cell for line in lines for cell in line}
    if by == "chair":
        client = Client()
        client.force_login(users[0])
        own = text_of(client.get(f"{address}?period=2022/23"))
        assert "Ada Ashby" in own
        assert "Bea Brook" not in own
        assert as_(Role.TEAM_MANAGER).get(f"{address}?period=2022/23").status_code == 403


def test_a_year_that_still_runs_is_compared_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reporting.views.dashboards.refresh_changed", lambda: None)
    today, area = today_in_london(), make_area("Ashby")
    for days in [15] * 9 + [16]:
        held = {"area": area, "days": days, "clock_from": today}
        make_fact(FactKind.INITIAL, today, code="initial", **held)
    page = "/figures/compare/area/?period="
    head = as_(Role.HEAD_OF_SERVICE)
    running = text_of(head.get(f"{page}{year_of(today).code}"))
    assert f"by area, {year_of(today)} so far: 90% for all of these together." in running


def test_the_agreed_caseload_is_the_aim_of_a_chair_until_a_target_is_set(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for room in ("dashboards", "measures"):
        monkeypatch.setattr(f"reporting.views.{room}.refresh_changed", lambda: None)
    drawn: list[dict[str, Any]] = []
    monkeypatch.setattr(drawing, "_drawn", lambda spec: drawn.append(spec) or SVG)
    user, start = make_staff(Role.PRINCIPAL_OFFICER), dt.date(2022, 10, 3)
    make_case_role(make_family(), user, kind=CaseRoleKind.CHAIR)
    own = Professional.objects.get(user=user)
    for _ in range(90):
        make_fact(FactKind.CASELOAD, start, chair=own)
    practice = LocalPractice.objects.create(pk=1, agreed_caseload=80)
    changed_at = dt.datetime(2023, 2, 10, 9, tzinfo=dt.UTC)
    LocalPractice.history.update(history_date=changed_at)
    practice.agreed_caseload = 95
    practice.save()
    client = Client()
    client.force_login(user)
    page = f"/figures/chairs/{own.pk}/?period="
    for period, said in (
        ("2023-01", "85: not met"),  # the default, until somebody changed it
        ("2023-03", "80: not met"),
        (f"{timezone.localdate():%Y-%m}", "95: met"),
    ):
        assert said in text_of(client.get(page + period)), period
    client.get(f"/figures/charts/caseload.svg?period=2023-03&scope=chair-{own.pk}")
    assert "Target 80" in str(drawn[-1])
    measure = text_of(client.get("/figures/caseload/?period=2023-03"))
    assert "Agreed in the local practice of bookings: 80 for a full-time chair." in measure
    assert "No target is set" not in measure
    head = make_staff(Role.HEAD_OF_SERVICE)
    Target.objects.create(measure="caseload", from_on=start, value=70, set_by=head)
    assert "70: not met" in text_of(client.get(page + "2023-03"))
