"""Files as they come: alphabets, line ends, sheets, and those that are not whole."""

from __future__ import annotations

import csv
import datetime as dt
import re
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from people.models import Child
from plans.models import Visit
from reporting.enums import RunState
from reporting.imports import reading
from reporting.imports.findings import Findings, without_formula
from reporting.imports.reading import Unreadable, alphabet_of, lines_of
from reporting.imports.tables import ALL
from reporting.imports.templates import write_templates
from reporting.management.commands import import_ssd
from reporting.models import Finding
from tests.reporting.imports.folder import ROOT, bring_in, history, write

HEADING = "pers_person_id,pers_surname,pers_dob\r\n"


def _cells(path: Path) -> list[list[str]]:
    with Findings() as findings:
        return [line.cells for line in lines_of(path, findings, "ssd_person")]


def test_every_way_a_spreadsheet_saves_it_gives_the_same(tmp_path: Path) -> None:
    wanted = [["pers_person_id", "pers_surname", "pers_dob"], ["1", "Zoë, née Ö", "2018-05-14"]]
    text = HEADING + '1,"Zoë, née Ö",2018-05-14\r\n\r\n'
    for alphabet in ("utf-8", "utf-8-sig", "cp1252"):
        path = tmp_path / f"{alphabet}.csv"
        path.write_bytes(text.encode(alphabet))
        assert _cells(path) == wanted
    semicolons = tmp_path / "semicolons.csv"
    semicolons.write_text(text.replace(",", ";").replace("Zoë; née", "Zoë, née"), "utf-8")
    assert _cells(semicolons) == wanted
    book = Workbook()
    for row in (*wanted, [None, None, None]):
        book.active.append(row)
    book.active["A2"] = 1.0
    book.save(tmp_path / "sheet.xlsx")
    assert _cells(tmp_path / "sheet.xlsx") == wanted


def _as_excel_keeps_it(said: str) -> object:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", said):
        return dt.datetime.fromisoformat(said)
    if said in ("Y", "N"):
        return said == "Y"
    return float(said) if said.isdecimal() else said


@pytest.mark.django_db
def test_workbooks_with_days_numbers_and_true_or_false_come_in_as_the_same_files_in_csv(
    tmp_path: Path,
) -> None:
    tables = history()
    given, expected = tmp_path / "in", tmp_path / "as_csv"
    write(expected, tables)
    given.mkdir()
    for name in tables:
        book = Workbook()
        with (expected / f"{name}.csv").open(newline="", encoding="utf-8") as file:
            for row in csv.reader(file):
                book.active.append([_as_excel_keeps_it(said) for said in row])
        book.save(given / f"{name}.xlsx")
        as_csv = _cells(expected / f"{name}.csv")
        assert _cells(given / f"{name}.xlsx") == as_csv
    result, found = bring_in(given)
    assert (result.state, [each for each in found if each[0] == "error"]) == (RunState.DONE, [])
    days = Child.objects.order_by("local_id").values_list("person__date_of_birth", flat=True)
    assert [f"{day}" for day in days] == ["2015-04-30", "2018-05-14", "2020-02-29"]
    seen = Visit.objects.order_by("visited_on").values_list("visited_on", "was_seen", "seen_alone")
    assert [(f"{day}", was_seen, alone) for day, was_seen, alone in seen] == [
        ("2025-10-15", True, "yes"),
        ("2025-11-03", False, "no"),
        ("2025-11-05", True, "yes"),
    ]


@pytest.mark.parametrize("stated", ["A1:C2", "A1:B9", "A1:XFD1048576", "A1"])
def test_a_workbook_is_read_to_its_end_whatever_size_it_states(tmp_path: Path, stated: str) -> None:
    """Some programs state too little, and rows would be left out in silence; cells that are only
    coloured in make it too much, and would be columns without a name."""
    rows = [["pers_person_id", "pers_surname", "pers_dob"], ["1", "A", "2018-05-14"], ["2", "B"]]
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.active["F1"].fill = book.active["H2"].fill = PatternFill("solid", "ffff00")
    book.save(tmp_path / "as_saved.xlsx")
    path = tmp_path / "ssd_person.xlsx"
    with zipfile.ZipFile(tmp_path / "as_saved.xlsx") as saved, zipfile.ZipFile(path, "w") as other:
        for part in saved.namelist():
            content = saved.read(part)
            other.writestr(part, content.replace(b'ref="A1:H3"', f'ref="{stated}"'.encode()))
    assert _cells(path) == [*rows[:2], ["2", "B", ""]]


def test_a_workbook_that_unpacks_to_too_much_is_never_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ssd_person.xlsx"
    Workbook().save(path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/more.xml", b" " * 2_000_000)
    assert path.stat().st_size < 20_000
    assert _cells(path) == []
    monkeypatch.setattr(reading, "LARGEST_WORKBOOK", 2_000_000)
    with pytest.raises(Unreadable, match="The workbook is over 2 MB"):
        _cells(path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a,b".encode("utf-16"), "saved as “Unicode”"),
        (b"PK\x03\x04 zipped", "a spreadsheet or zip, not CSV"),
        (b"a,b\n1,\0\n", "letters of this file cannot be read"),
        (b"a,b\n\x81\xff,2\n", "letters of this file cannot be read"),
    ],
)
def test_what_is_no_csv_is_said_to_be_none(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "ssd_person.csv"
    path.write_bytes(content)
    with pytest.raises(Unreadable, match=said):
        alphabet_of(path)


def test_a_file_cut_in_the_middle_of_a_letter_is_not_read_in_another_alphabet(
    tmp_path: Path,
) -> None:
    """Every name before it would come in garbled. A last accent of cp1252 is no such cut."""
    path = tmp_path / "ssd_person.csv"
    whole = "pers_person_id,pers_surname\n1,Zoë\n2,José".encode()
    path.write_bytes(whole)
    assert alphabet_of(path) == "utf-8-sig"
    path.write_bytes(whole[:-1])
    with pytest.raises(Unreadable, match="in the middle of a letter"):
        alphabet_of(path)
    path.write_bytes("pers_person_id,pers_surname\n2,José".encode("cp1252"))
    assert alphabet_of(path) == "cp1252"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "line"),
    [
        (HEADING + "1,Pendlewick,2018-05-14\r\n2,Pend", "3"),
        (HEADING + '1,"Pendlewick,2018-05-14\r\n', "2"),
        ("pers_person_id,pers_dob\r\n1,2018-05-14\r\n", "1"),
        (HEADING.replace("pers_dob", "pers_surname"), "1"),
    ],
)
def test_a_file_that_is_not_whole_loads_nothing_of_any(
    tmp_path: Path, content: str, line: str
) -> None:
    (tmp_path / "ssd_person.csv").write_text(content)
    result, found = bring_in(tmp_path)
    assert result.state == RunState.REFUSED
    errors = [each[:3] for each in found if each[0] == "error"]
    assert errors == [("error", "ssd_person.csv", line)]
    assert not Child.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["2018-05-1", "2018-05-", "2018-05", "14/05/201", "14/05/20"])
def test_a_day_cut_off_at_the_end_of_a_file_is_no_other_day(tmp_path: Path, day: str) -> None:
    """What is left of it must not be read as a day of its own."""
    (tmp_path / "ssd_person.csv").write_text(f"{HEADING}1,Testwood,2018-05-14\r\n2,Pend,{day}")
    result, found = bring_in(tmp_path)
    assert result.state == RunState.PARTLY
    errors = [each for each in found if each[0] == "error"]
    assert errors == [("error", "ssd_person.csv", "3", "pers_dob")]
    assert [child.local_id for child in Child.objects.all()] == ["1"]


@pytest.mark.django_db
def test_files_of_two_gigabytes_or_cut_short_are_answered_without_being_held(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("ssd_person.csv", "ssd_family.xlsx"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(2_000_000_000)  # a hole: nothing is on the disk
    (tmp_path / "ssd_cp_visits.csv").write_text("cppv_cp_visit_id," + "x" * 1_000_000)
    whole = tmp_path / "ssd_address.xlsx"
    Workbook().save(whole)
    with zipfile.ZipFile(whole) as packed:
        parts = {each: packed.read(each) for each in packed.namelist()}
    with zipfile.ZipFile(tmp_path / "ssd_cp_plans.xlsx", "w") as broken:
        for name, content in parts.items():
            broken.writestr(name, content[:-30] if "sheet1" in name else content)
    whole.write_bytes(whole.read_bytes()[:-200])

    report = tmp_path / "report.csv"
    tracemalloc.start()
    with pytest.raises(CommandError, match="5 rows were refused"):
        call_command("import_ssd", str(tmp_path), "--report", str(report))
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert held < 50_000_000
    assert "Nothing was loaded" in capsys.readouterr().out
    with report.open(encoding="utf-8-sig", newline="") as file:
        said = {row["file"]: row["message"] for row in csv.DictReader(file)}
    no_workbook = "This is not a whole XLSX workbook. Save it again."
    assert said == {
        "ssd_address.xlsx": no_workbook,
        "ssd_cp_plans.xlsx": no_workbook,
        "ssd_cp_visits.csv": "This line is over a million letters long: export it again.",
        "ssd_family.xlsx": no_workbook,
        "ssd_person.csv": "The letters of this file cannot be read. Save it as CSV UTF-8.",
    }
    (tmp_path / "none").mkdir()
    with pytest.raises(CommandError):
        call_command("import_ssd", str(tmp_path / "none"))
    assert "no file of the dataset" in capsys.readouterr().err


@pytest.mark.full
def test_a_large_file_that_is_right_is_never_held(tmp_path: Path) -> None:
    """Half a million visits, over 30 MB: row by row."""
    path, rows = tmp_path / "ssd_cp_visits.csv", 500_000
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("cppv_cp_visit_id,cppv_person_id,cppv_cp_plan_id,cppv_cp_visit_date,seen\r\n")
        for number in range(rows):
            file.write(
                f"visit-Zoë-{number:09},person-{number:09},plan-{number:09},2025-10-15,Y\r\n"
            )
    assert path.stat().st_size > 30_000_000
    with Findings() as findings:
        tracemalloc.start()
        read = sum(1 for _ in lines_of(path, findings, "ssd_cp_visits"))
        held = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert read == rows + 1
    assert held < 10_000_000


@pytest.mark.django_db
def test_the_command_makes_the_tables_in_an_empty_database_and_in_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    monkeypatch.setattr(import_ssd, "call_command", lambda name, **_: made.append(name))
    write_templates(tmp_path / "templates", with_examples=True)
    call_command("import_ssd", str(tmp_path / "templates"))
    assert made == []
    monkeypatch.setattr(connection.introspection, "table_names", list)
    call_command("import_ssd", str(tmp_path / "templates"))
    assert made == ["migrate"]


@pytest.mark.django_db
def test_templates_with_their_examples_can_be_brought_in(tmp_path: Path) -> None:
    """The example of the documentation is what the command writes."""
    folder = tmp_path / "templates"
    assert len(write_templates(folder, with_examples=True)) == len(ALL)
    with pytest.raises(FileExistsError):
        write_templates(folder)
    result, _ = bring_in(folder)
    assert result.state == RunState.DONE
    example = Path(__file__).parents[3] / "docs" / "import"
    assert {path.name: path.read_bytes() for path in example.iterdir()} == {
        path.name: path.read_bytes() for path in folder.iterdir()
    }


@pytest.mark.django_db
def test_a_column_that_holds_values_and_is_not_kept_is_listed_once(tmp_path: Path) -> None:
    """At the first line where it does; one that is empty all the way down is not worth a word."""
    heading = HEADING.replace("\r\n", ", Pers_Nationality ,pers_legacy_id\r\n")
    rows = ["1,A,2018-05-14,,", "2,B,2018-05-14,GB,", "3,C,2018-05-14,FR,"]
    (tmp_path / "ssd_person.csv").write_text(heading + "\r\n".join([*rows, ""]))
    result, found = bring_in(tmp_path)
    assert (result.state, Child.objects.count()) == (RunState.DONE, 3)
    notes = [each for each in found if each[0] != "gap"]
    assert notes == [("note", "ssd_person.csv", "3", "pers_nationality")]
    message = Finding.objects.get(column="pers_nationality").message
    assert message == "Chairside does not keep this column."


def test_the_documentation_names_every_column_that_is_not_kept() -> None:
    text = (ROOT / "docs" / "import.md").read_text("utf-8")
    section = text.partition("## Columns that are not kept")[2].partition("\n## ")[0]
    rows = [re.findall(r"`([a-z0-9_]+)`", line) for line in section.splitlines()]
    named = {names[0]: tuple(names[1:]) for names in rows if names}
    assert named == {table.name: table.unread for table in ALL.values() if table.unread}


def test_a_report_never_calculates() -> None:
    assert [without_formula(each) for each in ("=1+1", "@x", "31/02/2025", "")] == [
        "'=1+1",
        "'@x",
        "31/02/2025",
        "",
    ]
