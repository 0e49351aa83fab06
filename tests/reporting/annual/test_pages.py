"""A head of service writes, freezes and takes out the report of a year."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from audit.enums import Action
from audit.models import Event
from people.enums import Role
from reporting.annual.domain.drawing import draw_edition
from reporting.annual.domain.freezing import freeze_year
from reporting.annual.files import FILES
from reporting.models import AnnualEdition, Commentary
from reporting.period import year_of
from tests.factories.people import make_area, make_staff
from tests.reporting.annual.history import LAST, make_plans

pytestmark = pytest.mark.django_db


def test_from_the_first_word_to_the_public_file(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for room in ("annual.domain.freezing", "views.annual", "views.annual_editions"):
        monkeypatch.setattr(f"reporting.{room}.refresh_changed", lambda: None)
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
    for drawing in edition.drawings.all():
        draw_edition(drawing.pk)
    shown = client.get(here).content.decode()
    assert "Nothing: the figures of the year read the same today." in shown
    assert "JSON, the figures for other systems" in shown

    # What is entered late changes the page of the year, and never what was reported.
    make_plans([(60, None)] * 4)
    draft = client.get(reverse("reporting:annual_year", args=["2025-26"])).content.decode()
    frozen = client.get(here).content.decode()
    row = r"Plans started</th><td[^>]*>{}</td>"
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
    for drawing in edition.drawings.all():
        assert not draw_edition(drawing.pk)
    client.force_login(head)
    here = reverse("reporting:annual_edition", args=[edition.pk])
    assert "Some files could not be drawn" in client.get(here).content.decode()
    client.post(reverse("reporting:annual_again", args=[edition.pk]))
    assert {each.state for each in edition.drawings.all()} == {"waiting"}
