"""Published figures of others: all of a file, or every line that is wrong; once, and audited."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from audit.models import Event
from reporting.management.commands.load_comparators import SHIPPED
from reporting.models import Comparator

Capture = pytest.CaptureFixture[str]
pytestmark = pytest.mark.django_db
HEADING = "measure,year_ending,name,value,source\n"


def _load(tmp_path: Path, text: str) -> None:
    path = tmp_path / "published.csv"
    path.write_text(text, "utf-8")
    call_command("load_comparators", str(path))


def _events() -> list[tuple[int | None, dict[str, str], int]]:
    found = Event.objects.filter(verb="reporting.load_comparators").order_by("pk")
    return [(each.actor_id, each.detail, len(each.subject_ids)) for each in found]


def test_those_that_come_with_it_are_loaded_once_and_a_file_of_ones_own_replaces_them(
    tmp_path: Path, capsys: Capture
) -> None:
    with SHIPPED.open(newline="") as file:
        number = len(list(csv.DictReader(file)))
    call_command("load_comparators")
    assert capsys.readouterr().out == f"{number} new or changed, 0 here already.\n"
    call_command("load_comparators")
    assert capsys.readouterr().out == f"0 new or changed, {number} here already.\n"
    shipped = (None, {"file": "comparators.csv"}, number)
    assert (Comparator.objects.count(), _events()) == (number, [shipped])

    ours = "icpc_in_time,31/03/2025,England,81.5,Corrected\nicpc_days,2025-03-31,Wessex,13,Theirs\n"
    _load(tmp_path, HEADING + ours)
    assert capsys.readouterr().out == "2 new or changed, 0 here already.\n"
    england = Comparator.objects.get(
        measure="icpc_in_time", year_ending="2025-03-31", name="England"
    )
    assert (f"{england.value}", england.source) == ("81.50", "Corrected")
    assert _events() == [shipped, (None, {"file": "published.csv"}, 2)]


def test_every_wrong_line_is_said_and_nothing_is_kept(tmp_path: Path, capsys: Capture) -> None:
    rows = [
        "icpc_in_time,2025-03-31,England,81.4,DfE",
        "icpc_in_tyme,2025-03-31,England,81.4,DfE",
        "icpc_in_time,2025-12-31,England,81.4,DfE",
        "icpc_in_time,31/02/2025,England,81.4,DfE",
        "icpc_in_time,2025-03-31,North East,81.4%,DfE",
        "icpc_in_time,2025-03-31,,81.4,",
        "icpc_in_time,2025-03-31,England,80,Another",
    ]
    with pytest.raises(CommandError, match="7 things are wrong") as left:
        _load(tmp_path, HEADING + "\n".join(rows) + "\n")
    assert left.value.returncode == 1
    said = capsys.readouterr().err.splitlines()
    assert [line.split(":")[0] for line in said] == [
        "Line 3, measure",
        "Line 4, year_ending",
        "Line 5, year_ending",
        "Line 6, value",
        "Line 7, name",
        "Line 7, source",
        "Line 8, name",
    ]
    assert said[3] == "Line 6, value: “81.4%”. Write a number with at most two decimals, as 81.4."
    with pytest.raises(CommandError, match="2 things are wrong"):
        _load(tmp_path, HEADING.replace("value", "figure") + rows[0] + "\n")
    assert "Line 1, value: “”. Add this column." in capsys.readouterr().err
    with pytest.raises(CommandError, match="no file"):
        call_command("load_comparators", str(tmp_path / "nowhere.csv"))
    assert (Comparator.objects.count(), _events()) == (0, [])
