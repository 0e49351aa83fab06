"""A head of service writes, freezes and takes out the report of a year."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.enums import Action
from audit.models import Event
from people.enums import Role
from reporting.annual.as_json import as_json
from reporting.annual.domain.drawing import draw_edition
from reporting.annual.domain.freezing import content_of, freeze_year
from reporting.annual.files import FILES
from reporting.charts import drawing
from reporting.enums import FactKind
from reporting.models import AnnualEdition, Commentary
from reporting.period import year_of
from tests.factories.people import make_area, make_child, make_family, make_staff, make_team
from tests.factories.reporting import make_fact
from tests.reporting.annual.history import LAST, day, make_plans
from tests.reporting.test_dashboards import SVG

pytestmark = pytest.mark.django_db


def test_from_the_first_word_to_the_public_file(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for room in ("annual.domain.freezing", "views.annual", "views.annual_editions"):
        monkeypatch.setattr(f"reporting.{room}.refresh_changed", lambda: None)
    monkeypatch.setattr(drawing, "_drawn", lambda spec: SVG)
    quick = {kind: FILES[kind] for kind in ("json", "xlsx")}
    monkeypatch.setattr("reporting.annual.domain.drawing.FILES", quick)
    make_plans([(-10, None), (3, 80), (40, None)])
    head, area = make_staff(Role.HEAD_OF_SERVICE), make_area("Moorside")
    client.force_login(head)
    assert "?area=" in client.get(reverse("reporting:annual")).content.decode()

    box = reverse("reporting:annual_write", args=["2025-26", "plans"])
    before = reverse("reporting:annual_write", args=["2024-25", "next"])
    client.post(before, {"text": "Write shorter plans", "seen": ""})
    client.post(box, {"text": "Two plans began.", "seen": ""})
    late = client.post(box, {"text": "Later words", "seen": ""}).content.decode()
    assert "Somebody else has saved this box" in late
    assert "Later words" in late
    newest = Commentary.objects.get(section="plans")
    assert f'name="seen" value="{newest.pk}"' in late
    assert client.post(box, {"text": "Two began in May.", "seen": newest.pk}).status_code == 302

    page = client.get(reverse("reporting:annual_year", args=["2025-26"])).content.decode()
    for words in ("Two began in May.", "Write shorter plans", "Plans started", "As counted now"):
        assert words in page
    assert "was frozen" not in page
    sums = client.get(reverse("reporting:annual_sums", args=["2025-26"])).content.decode()
    assert "1 + 2 − 1 = 2" in sums
    elsewhere = reverse("reporting:annual_year", args=["2025-26"]) + f"?area={area.pk}"
    assert "Moorside" in client.get(elsewhere).content.decode()
    assert client.get(reverse("reporting:annual_year", args=["2025-27"])).status_code == 404

    freezing = reverse("reporting:annual_freeze", args=["2025-26"])
    assert "Say that you have read" in client.post(freezing, {}).content.decode()
    client.post(freezing, {"sure": "on"})
    edition = AnnualEdition.objects.get()
    here = reverse("reporting:annual_edition", args=[edition.pk])
    assert "0 of 8 files drawn" in client.get(here).content.decode()
    for each in edition.drawings.all():
        draw_edition(each.pk)
    shown = client.get(here).content.decode()
    assert "Nothing: the figures of the year read the same today." in shown
    assert "JSON, the figures for other systems" in shown

    # What is entered late changes the page of the year, and never what was reported.
    make_plans([(60, None)] * 4)
    draft = client.get(reverse("reporting:annual_year", args=["2025-26"])).content.decode()
    frozen = client.get(here).content.decode()
    row = r"Plans started</a></th><td[^>]*><a [^>]*>{}<span"
    assert here in draft
    assert "This year was frozen as" in draft
    assert re.search(row.format(6), draft)
    assert re.search(row.format(2), frozen)
    assert "Two began in May." in frozen

    out = reverse("reporting:annual_public", args=[edition.pk])
    asked = client.get(out).content.decode()
    assert "Two began in May." in asked, "somebody must look at this number"
    assert client.post(out, {"kind": "json"}).status_code == 200
    assert not Event.objects.filter(action=Action.EXPORTED).exists()
    taken = client.post(out, {"kind": "json", "sure": "on"})
    assert taken["Content-Disposition"] == 'attachment; filename="annual_report.json"'
    assert b'"edition": "public"' in taken.content
    assert Event.objects.get(action=Action.EXPORTED).verb == "reporting.annual.public"


def test_a_drawing_that_failed_is_tried_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(content: object) -> bytes:
        raise OSError("disk full")

    monkeypatch.setattr("reporting.annual.domain.freezing.refresh_changed", lambda: None)
    monkeypatch.setattr("reporting.annual.domain.drawing.FILES", {"json": ("text", broken)})
    head = make_staff(Role.HEAD_OF_SERVICE)
    edition = freeze_year(year=year_of(LAST), area=None, by=head)
    for each in edition.drawings.all():
        assert not draw_edition(each.pk)
    client.force_login(head)
    here = reverse("reporting:annual_edition", args=[edition.pk])
    assert "Some files could not be drawn" in client.get(here).content.decode()
    client.post(reverse("reporting:annual_again", args=[edition.pk]))
    assert {each.state for each in edition.drawings.all()} == {"waiting"}


@pytest.fixture
def _made_facts(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was made here has no record behind it: comparing again would close it."""
    for room in (
        *("annual.domain.freezing", "views.annual", "views.annual_editions"),
        *("views.drill_down", "views.measures"),
    ):
        monkeypatch.setattr(f"reporting.{room}.refresh_changed", lambda: None)


def lists_of(page: str, name: str) -> dict[tuple[str, str], str]:
    """From each number of the measure, and what is said of it, to the list behind it."""
    link = rf'href="([^"]+)">([^<]+)<span[^>]*>: what is behind it, {name}, ([^<]+)<'
    return {(number, of): unescape(address) for address, number, of in re.findall(link, page)}


@pytest.mark.usefixtures("_made_facts")
def test_each_figure_leads_to_those_behind_it_as_it_was_counted(client: Client) -> None:
    make_plans([(3, None)] * 3)
    make_fact(FactKind.DIP, day(5), child=make_child(), code="inadequate")
    edition = freeze_year(year=year_of(LAST), area=None, by=make_staff(Role.HEAD_OF_SERVICE))
    # On the same day, after it was frozen.
    make_fact(FactKind.PLAN, day(60), child=make_child(), known_from=timezone.now(), plan="late")
    client.force_login(make_staff(Role.HEAD_OF_SERVICE))
    frozen = client.get(reverse("reporting:annual_edition", args=[edition.pk])).text
    draft = client.get(reverse("reporting:annual_year", args=["2025-26"])).text
    of_edition = lists_of(frozen, "Plans started")
    assert set(of_edition) == {("3", "2025/26"), ("3", "in this edition"), ("4", "as known now")}
    of_draft = lists_of(draft, "Plans started")
    assert set(of_draft) == {("4", "2025/26")}
    for (number, _), address in (*of_edition.items(), *of_draft.items()):
        assert f"{number} together" in client.get(address).text, address
    measure = reverse("reporting:measure", args=["plans_started"])
    as_frozen = re.search(rf'href="({measure}\?[^"]+known_at[^"]+)">Plans started</a>', frozen)
    assert as_frozen
    assert "As known now the figure is 4" in client.get(unescape(as_frozen[1])).text

    # Only where this reader may open the list.
    graded = reverse("reporting:children", args=["dip_good"])
    assert graded in draft
    client.force_login(make_staff(Role.DATA_OFFICER))
    other = client.get(reverse("reporting:annual_year", args=["2025-26"])).text
    assert graded not in other
    assert reverse("reporting:measure", args=["dip_good"]) in other
    public = client.get(reverse("reporting:annual_public", args=[edition.pk])).text
    assert "children/?period=" not in public + as_json(content_of(edition, is_public=True)).decode()


@pytest.mark.usefixtures("_made_facts")
def test_plans_that_ended_before_they_started_are_named_to_whoever_may_open_them(
    client: Client,
) -> None:
    make_plans([(-10, None)])
    own = make_child("Juniper Ashdown")
    hidden = make_child("Hidden Away", family=make_family("Away", is_restricted=True))
    for child in (own, hidden):
        make_fact(FactKind.PLAN, day(40), until=day(5), child=child, plan=f"plan:of {child.pk}")
    sums = reverse("reporting:annual_sums", args=["2025-26"])
    client.force_login(make_staff(Role.HEAD_OF_SERVICE))
    page = client.get(sums).text
    assert "Plans recorded as ended before they started (mend the day at its source): 2." in page
    assert f'<a class="govuk-link" href="{own.get_absolute_url()}" dir="auto">Juniper' in page
    assert "started 11 May 2025, ended 6 April 2025" in page
    assert "And 1 restricted child:" in page
    assert "Hidden Away" not in page
    client.force_login(make_staff(Role.TEAM_MANAGER, team=make_team()))
    elsewhere = client.get(sums).text
    assert "Juniper" not in elsewhere
    assert "And 2 restricted children:" in elsewhere


@pytest.mark.usefixtures("_made_facts")
def test_the_months_parts_and_charts_stand_where_a_section_is_written(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "_drawn", lambda spec: SVG)
    make_plans([(-10, None), (3, 80), (40, None)])
    address = reverse("reporting:annual_section", args=["2025-26", "plans"])
    client.force_login(make_staff(Role.BUSINESS_SUPPORT))
    draft = client.get(reverse("reporting:annual_year", args=["2025-26"])).text
    assert f'href="{address}">Months, parts and charts' in draft
    nothing = reverse("reporting:annual_section", args=["2025-26", "foreword"])
    assert nothing not in draft
    assert client.get(nothing).status_code == 404
    read = client.get(address).text
    client.force_login(make_staff(Role.HEAD_OF_SERVICE))
    written = client.get(reverse("reporting:annual_write", args=["2025-26", "plans"])).text
    for page in (read, written):
        assert page.count('src="data:image/svg+xml;base64,') == 3
        assert 'alt="Plans started, month by month:' in page
        assert re.search(r"May 2025</th><td[^>]*>1</td>", page)
        assert "Plans started (children), by area" in page
    foreword = client.get(reverse("reporting:annual_write", args=["2025-26", "foreword"])).text
    assert "What you write about" not in foreword
