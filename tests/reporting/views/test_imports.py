"""A data officer uploads a history, and reads what became of it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connections
from django.test import Client
from django.urls import reverse

from people.enums import Role
from people.models import Child
from reporting.enums import RunState
from reporting.imports import uploads
from reporting.imports.tasks import carry_on_imports
from reporting.imports.under_way import doing
from reporting.locks import IMPORTING
from reporting.management.commands import import_ssd
from reporting.models import ImportRun
from tests.factories.people import make_staff
from tests.reporting.imports.folder import history, write

pytestmark = pytest.mark.django_db
PAGE = reverse("reporting:imports")


@pytest.fixture
def officer(client: Client, settings: Any, tmp_path: Path) -> Client:
    settings.PRIVATE_DIR = tmp_path / "private"
    client.force_login(make_staff(Role.DATA_OFFICER))
    return client


def _zipped(folder: Path) -> SimpleUploadedFile:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as out:
        for path in sorted(folder.iterdir()):
            out.write(path, f"export/of today/{path.name}")
        out.writestr("../../read me.txt", "left alone")
    return SimpleUploadedFile("history.zip", packed.getvalue())


def test_a_zip_is_looked_at_then_brought_in_by_the_worker(officer: Client, tmp_path: Path) -> None:
    tables = history()
    tables["ssd_person"][2]["pers_dob"] = "31/02/2020"
    folder = write(tmp_path / "ssd", tables)
    officer.post(PAGE, {"files": _zipped(folder), "how": "look"})
    looked = ImportRun.objects.get()
    page = reverse("reporting:import", args=[looked.pk])
    assert "Waiting to begin" in officer.get(page).content.decode()
    assert carry_on_imports() == 1
    assert carry_on_imports() == 0
    assert not Child.objects.exists()
    shown = officer.get(page).content.decode()
    assert "Only looked" in shown
    assert "ssd_person.csv, line 4" in shown

    officer.post(PAGE, {"files": [*map(_upload, sorted(folder.iterdir()))], "how": "load"})
    carry_on_imports()
    run = ImportRun.objects.first()
    assert run is not None
    assert (run.state, run.counts["ssd_person"]) == (RunState.PARTLY, {"new": 2, "refused": 1})
    assert sorted(child.local_id for child in Child.objects.all()) == ["100", "101"]
    # What names children is not kept once it was read.
    assert list((tmp_path / "private" / "imports").iterdir()) == []
    page = reverse("reporting:import", args=[run.pk])
    errors = officer.get(page, {"severity": "error"})
    assert [(each.line, each.column) for each in errors.context["page"]] == [(4, "pers_dob")]
    lines = b"".join(officer.get(reverse("reporting:import_findings", args=[run.pk])))
    assert "error,ssd_person.csv,4,pers_dob,31/02/2020,There is no such day" in lines.decode()


@pytest.mark.django_db(transaction=True, databases=["default", "audit"])
def test_how_far_it_is_can_be_read_while_nothing_is_kept_yet(
    officer: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From another connection, as that of the page is: a dry run is one transaction."""
    read, run_import = [], uploads.run_import

    def reading(*args: Any, tell: Any, **kwargs: Any) -> Any:
        def told(words: str) -> None:
            tell(words)
            read.append(ImportRun.objects.using("audit").get().progress)

        return run_import(*args, **{**kwargs, "tell": told})

    monkeypatch.setattr(uploads, "run_import", reading)
    folder = write(tmp_path / "ssd", history())
    officer.post(PAGE, {"files": [*map(_upload, sorted(folder.iterdir()))], "how": "look"})
    run = ImportRun.objects.get()
    carry_on_imports()
    looked = [f"{number} of 2 families looked at" for number in (0, 2)]
    assert read == ["Reading the files", "Checking ids and links", *looked]
    run.refresh_from_db()
    assert (run.state, run.progress) == (RunState.DONE, "")


def _upload(path: Path) -> SimpleUploadedFile:
    return SimpleUploadedFile(path.name, path.read_bytes())


def _damaged_zip(packing: int) -> SimpleUploadedFile:
    """Its list of contents is whole, and what it holds is not."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", packing) as out:
        out.writestr("ssd_person.csv", "".join(f"{n},{n * n}\n" for n in range(1000)))
    content = bytearray(kept.getvalue())
    content[100:300] = bytes(each ^ 0x5A for each in content[100:300])
    return SimpleUploadedFile("history.zip", bytes(content))


def test_what_is_not_what_it_says_is_refused_and_not_kept(
    officer: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    csv = SimpleUploadedFile("ssd_person.csv", b"a,b\n")
    for given, message in (
        ([SimpleUploadedFile("a.csv", b"PK\x03\x04")], "not what its name says"),
        ([SimpleUploadedFile("a.xlsx", b"a,b\n")], "not what its name says"),
        ([SimpleUploadedFile("a.zip", b"a,b\n")], "not a whole zip"),
        ([SimpleUploadedFile("a.exe", b"MZ")], "neither CSV, XLSX nor zip"),
        ([csv, SimpleUploadedFile("SSD_Person.csv", b"a,b\n")], "twice"),
        ([SimpleUploadedFile(f"{'é' * 200}.csv", b"a,b\n")], "too long a name"),
    ):
        response = officer.post(PAGE, {"files": given, "how": "load"})
        assert message in response.content.decode()
    for packing, message in (
        (zipfile.ZIP_DEFLATED, "not a whole zip"),
        (zipfile.ZIP_BZIP2, "a way that is not read"),
        (zipfile.ZIP_LZMA, "a way that is not read"),
    ):
        response = officer.post(PAGE, {"files": [_damaged_zip(packing)], "how": "load"})
        assert message in response.content.decode()
    monkeypatch.setattr(uploads, "LARGEST", 3)
    csv.seek(0)
    assert b"larger than" in officer.post(PAGE, {"files": [csv], "how": "load"}).content
    assert b"Choose the files" in officer.post(PAGE, {"how": "load"}).content
    assert not ImportRun.objects.exists()
    assert list((tmp_path / "private" / "imports").iterdir()) == []


def test_one_whose_command_was_killed_is_not_said_to_be_running(officer: Client) -> None:
    run = ImportRun.objects.create()
    page = reverse("reporting:import", args=[run.pk])
    with doing(run):
        assert "Running" in officer.get(PAGE).text
        assert "hx-trigger" in officer.get(page).text
    assert "Stopped on the way" in officer.get(PAGE).text
    said = officer.get(page).text
    assert "hx-trigger" not in said
    assert "Give the same command again" in said


def test_an_import_that_stops_on_the_way_says_so(
    officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    csv = SimpleUploadedFile("ssd_person.csv", b"pers_person_id,pers_surname\n")
    officer.post(PAGE, {"files": [csv], "how": "load"})

    def stop(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(uploads, "run_import", stop)
    with pytest.raises(RuntimeError):
        uploads.carry_on()
    run = ImportRun.objects.get()
    assert run.state == RunState.STOPPED
    assert "stopped on the way" in run.findings.get().message
    assert uploads.carry_on() == 0
    said = officer.get(reverse("reporting:import", args=[run.pk])).text
    assert "Families that came in are whole" in said
    assert "Upload the same files again: what came in is left as it is" in said
    assert "Upload the same files again.</td>" in said  # listed with what was found before
    listed = officer.get(PAGE).text
    assert "Stopped on the way" in listed
    assert "Nothing was loaded" not in said + listed
    ImportRun.objects.update(is_dry_run=True)
    said = officer.get(reverse("reporting:import", args=[run.pk])).text
    assert "Nothing of it came in. Upload the same files again." in said
    assert "Only looked" not in said + officer.get(PAGE).text


def test_a_command_that_ends_in_an_error_does_not_say_that_nothing_came_in(
    officer: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(import_ssd, "run_import", stop)
    with pytest.raises(RuntimeError):
        call_command("import_ssd", str(tmp_path))
    run = ImportRun.objects.get()
    assert run.state == RunState.STOPPED
    said = officer.get(reverse("reporting:import", args=[run.pk])).text
    assert "Give the same command again, with the same files: what came in" in said
    assert "Nothing was" not in said


def test_an_import_is_taken_by_nobody_else_until_it_is_written_down_as_finished(
    officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else another worker would find its files gone, and say over the result that it failed."""
    csv = SimpleUploadedFile("ssd_person.csv", b"pers_person_id,pers_surname,pers_dob\n")
    officer.post(PAGE, {"files": [csv], "how": "load"})
    other = connections["audit"]  # any second connection to the same database
    taken: list[bool] = []
    finish = uploads.finish

    def try_to_take(*args: Any) -> None:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [IMPORTING])
            taken.append(cursor.fetchone()[0])
            cursor.execute("SELECT pg_advisory_unlock_all()")
        finish(*args)

    monkeypatch.setattr(uploads, "finish", try_to_take)
    assert uploads.carry_on() == 1
    assert taken == [False]
    assert ImportRun.objects.get().state == RunState.DONE
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [IMPORTING])
        assert cursor.fetchone()[0]
        assert uploads.carry_on() == 0
        cursor.execute("SELECT pg_advisory_unlock(%s)", [IMPORTING])
