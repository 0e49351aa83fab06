"""The month on paper: drawn on the first working day, kept as it was, drawn again if lost."""

from __future__ import annotations

import datetime as dt
import subprocess
from typing import Any

import pytest
from django.test import Client

from notifications.models import Message
from people.enums import Role
from reporting.charts import drawing
from reporting.presenters import monthly_pack
from tests.factories.people import make_staff
from tests.reporting.test_dashboards import SVG, make_year

pytestmark = pytest.mark.django_db
# 1 and 2 April 2023 were a Saturday and a Sunday.
SUNDAY, MONDAY = dt.date(2023, 4, 2), dt.date(2023, 4, 3)
ADDRESS = "/figures/pack/2023-03.pdf"


def test_it_is_drawn_once_from_the_first_working_day_and_handed_out_as_it_was(
    monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any
) -> None:
    settings.PRIVATE_DIR = tmp_path
    # What was made here has no record behind it: comparing again would close it.
    monkeypatch.setattr(monthly_pack, "refresh_facts", lambda: None)
    monkeypatch.setattr(drawing, "_drawn", lambda spec: SVG)
    client, head = Client(), make_staff(Role.HEAD_OF_SERVICE)
    client.force_login(head)
    make_staff(Role.DATA_OFFICER)
    assert not monthly_pack.keep_pack(MONDAY)  # nothing to tell
    assert client.get(ADDRESS).status_code == 404
    make_year()
    assert not monthly_pack.keep_pack(SUNDAY)
    assert not Message.objects.exists()
    assert monthly_pack.keep_pack(MONDAY)
    assert not monthly_pack.keep_pack(MONDAY)
    told = Message.objects.get()  # once, and nobody but the head of service
    assert (told.to_name, told.subject) == (str(head), "Chairside: figures for March 2023")
    assert ADDRESS in told.body
    (kept,) = tmp_path.rglob("*.pdf")
    handed_out = client.get(ADDRESS)
    assert handed_out.content == kept.read_bytes()
    text = subprocess.run(
        ["pdftotext", "-layout", "-", "-"],
        input=handed_out.content,
        capture_output=True,
        check=True,
    ).stdout.decode()
    words = " ".join(text.split())
    assert "As known on 3 April 2023" in words
    assert (
        "stayed at 66% (51 of 77) in March 2023, within what usually happens (55 to 87%)" in words
    )
    assert "November 2022 46.0% (29 of 63)" in words
    for unknown in ("2022-q4", "x", "2999-01"):
        assert client.get(f"/figures/pack/{unknown}.pdf").status_code == 404
