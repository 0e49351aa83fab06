"""What the service aimed at stands in the report of the year, in every file, and is frozen."""

from __future__ import annotations

import datetime as dt
import io
import json
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from people.enums import Role
from reporting.annual.aims import aims_of
from reporting.annual.as_docx import as_docx
from reporting.annual.as_json import as_json
from reporting.annual.as_pdf import html_of
from reporting.annual.as_xlsx import as_xlsx
from reporting.annual.content import Block, Content, from_data
from reporting.annual.domain.assembling import assemble
from reporting.annual.domain.freezing import content_of, freeze_year
from reporting.annual.hiding import hidden_keys, public
from reporting.annual.pictures import picture_of
from reporting.charts.control_spec import Aim
from reporting.models import Target
from reporting.period import year_of
from tests.factories.people import make_staff
from tests.reporting.annual.history import LAST, make_initials

pytestmark = pytest.mark.django_db
YEAR = year_of(LAST)
SAID = (
    "Initial conferences held within 15 working days: the target at the end of the year is 85%, "
    "tolerance from 75%."
)
IN_CHART = "The target at the end of the year is 85%, tolerance from 75%."


@pytest.fixture(autouse=True)
def only_made_facts(monkeypatch: pytest.MonkeyPatch) -> None:
    """They have no records behind them, by which a refresh would close them."""
    for room in ("annual.domain.freezing", "views.annual", "views.annual_editions"):
        monkeypatch.setattr(f"reporting.{room}.refresh_changed", lambda: None)


@pytest.fixture(autouse=True)
def targets() -> None:
    """Another before, and another from the day after."""
    make_initials([(8, 2), (9, 0), (7, 6), *[(8, 0)] * 9])
    by = make_staff(Role.DATA_OFFICER)
    for from_on, value in (("2024-04-01", 80), ("2026-03-31", 85), ("2026-04-01", 90)):
        Target.objects.create(
            measure="icpc_in_time", from_on=from_on, value=value, tolerance_low=75, set_by=by
        )


def of_icpc(content: Content) -> Content:
    """The section of initial conferences alone, to be drawn quickly."""
    kept = tuple(section for section in content.sections if section.code == "icpc")
    return replace(content, sections=kept)


def in_time(content: Content) -> Block:
    return next(block for block in content.blocks if block.measure == "icpc_in_time")


@pytest.mark.parametrize("is_public", [False, True])
def test_a_target_is_drawn_and_said_in_every_file(*, is_public: bool) -> None:
    full = of_icpc(assemble(YEAR))
    content = public(full, hidden_keys(full)) if is_public else full
    assert aims_of(content.sections[0]) == [SAID]
    drawn = picture_of(in_time(content))
    assert drawn is not None
    assert IN_CHART in drawn.words
    assert "Target 85%" in json.dumps(drawn.spec)

    assert SAID in html_of(content)
    paragraphs = [each.text for each in Document(io.BytesIO(as_docx(content))).paragraphs]
    assert SAID in paragraphs
    rows = json.loads(as_json(content))["figures"]
    aimed = [row for row in rows if row["target"] is not None]
    assert [(row["code"], row["period"], row["by"]) for row in aimed] == [
        ("icpc_in_time", "2025/26", "")
    ]
    assert (aimed[0]["target"], aimed[0]["tolerance_low"], aimed[0]["tolerance_high"]) == (
        85, 75, None,
    )  # fmt: skip
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(content)))["Figures"]
    headings, *cells = sheet.iter_rows(values_only=True)
    assert headings[-3:] == ("Target", "Tolerance from", "Tolerance to")
    assert {row[-3:] for row in cells} == {(85, 75, None), (None, None, None)}


def test_a_range_and_a_limit_are_said_in_the_unit_of_the_measure() -> None:
    block = in_time(assemble(YEAR, in_detail=False))
    section = next(each for each in assemble(YEAR, in_detail=False).sections if each.code == "icpc")

    def said(aim: Aim, **more: Any) -> str:
        several = (replace(block, aim=aim, **more),)
        return aims_of(replace(section, blocks=several))[0].partition(": ")[2]

    days = {"unit": "working days"}
    assert said(Aim(85, 75, 95)).endswith("is 85%, tolerance 75 to 95%.")
    assert said(Aim(12, None, 15), **days).endswith("is 12 working days, tolerance up to 15 "
                                                    "working days.")  # fmt: skip
    assert said(Aim(12), **days) == "the target at the end of the year is 12 working days."


def test_a_frozen_year_keeps_its_targets_and_one_frozen_before_they_were_kept_is_read() -> None:
    head = make_staff(Role.HEAD_OF_SERVICE)
    edition = freeze_year(year=YEAR, area=None, by=head)
    Target.objects.filter(from_on=dt.date(2026, 3, 31)).update(value=70)
    edition.refresh_from_db()
    assert in_time(content_of(edition, is_public=False)).aim == Aim(85.0, 75.0)
    assert in_time(content_of(edition, is_public=True)).aim == Aim(85.0, 75.0)
    assert in_time(assemble(YEAR, in_detail=False)).aim == Aim(70.0, 75.0)

    before = edition.content
    for section in before["sections"]:
        for block in section["blocks"]:
            del block["aim"]
    old = from_data(before)
    assert {block.aim for block in old.blocks} == {None}
    assert in_time(old).now == in_time(content_of(edition, is_public=False)).now


def test_the_pages_of_a_year_say_its_targets(client: Client) -> None:
    head = make_staff(Role.HEAD_OF_SERVICE)
    edition = freeze_year(year=YEAR, area=None, by=head)
    client.force_login(head)
    for address in (
        reverse("reporting:annual_year", args=["2025-26"]),
        reverse("reporting:annual_edition", args=[edition.pk]),
    ):
        # In brief, and in its section.
        assert client.get(address).text.count(SAID) == 2, address
