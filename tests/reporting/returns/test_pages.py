"""A data officer makes a return, corrects what is wrong, and hands the file out."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from audit.enums import Action
from audit.models import Event
from people.enums import Role
from people.models import Child, Family
from reporting.models import ReturnRun
from reporting.returns.domain import runs
from reporting.returns.domain.making import Made
from reporting.returns.enums import ReturnKind, ReturnState
from reporting.returns.tasks import lay_out_cp_is
from tests.factories.people import (
    make_child,
    make_family,
    make_person,
    make_relationship,
    make_staff,
)
from tests.factories.plans import make_plan
from tests.factories.returns import make_held, make_run

pytestmark = pytest.mark.django_db
HELD = dt.date(2025, 9, 2)
INDEX = reverse("reporting:returns")


@pytest.fixture
def officer() -> User:
    return make_staff(Role.DATA_OFFICER)


@pytest.fixture
def signed_in(client: Client, officer: User) -> Client:
    client.force_login(officer)
    return client


def make_case(name: str, **fields: object) -> Child:
    """On a plan since its conference, whose strategy discussion is known; no disability given."""
    child = make_child(name, family=make_family(name.split()[-1], **fields), sex="M")
    plan = make_plan(child, started_on=HELD)
    make_held(child, HELD, plan=plan, discussed_on=HELD - dt.timedelta(days=7))
    return child


def ask(client: Client, kind: ReturnKind, **fields: object) -> ReturnRun:
    response = client.post(INDEX, {"kind": kind, **fields})
    run = ReturnRun.objects.latest("pk")
    assert response["Location"] == reverse("reporting:return", args=[run.pk])
    return run


def download(client: Client, run: ReturnRun, **data: str) -> object:
    return client.post(reverse("reporting:return_file", args=[run.pk]), data)


def test_from_a_draft_with_an_error_to_a_file_that_is_ready(
    signed_in: Client, officer: User
) -> None:
    child = make_case("Wren Testwood")
    hidden = make_case("Rafi Secretson", is_restricted=True)
    run = ask(signed_in, ReturnKind.CENSUS, year="2026")
    assert "It is being made" in signed_in.get(reverse("reporting:return", args=[run.pk])).text
    assert runs.make_return(run.pk)
    assert not runs.make_return(run.pk)
    page = signed_in.get(reverse("reporting:return", args=[run.pk])).text
    assert "Rule 8540" in page
    assert "Wren Testwood" in page
    assert reverse("people:change_child", args=[child.pk]) in page
    # What is restricted is counted, not named; but it is in the file, as the law asks.
    assert "And 1 for a restricted child" in page
    assert "Secretson" not in page
    assert hidden.local_id not in page
    assert "Not checkable here" in page
    refused = download(signed_in, run)
    assert "Say that you will keep the file safe" in refused.text
    assert not Event.objects.filter(action=Action.EXPORTED).exists()
    draft = download(signed_in, run, sure="on")
    assert draft["Content-Disposition"] == 'attachment; filename="999-cin-2026-DRAFT.xml"'
    Child.objects.update(disabilities=["NONE"])
    again = ask(signed_in, ReturnKind.CENSUS, year="2026")
    runs.make_return(again.pk)
    assert (
        "Download the file, ready to merge"
        in signed_in.get(reverse("reporting:return", args=[again.pk])).text
    )
    ready = download(signed_in, again, sure="on")
    assert ready["Content-Disposition"] == 'attachment; filename="999-cin-2026.xml"'
    assert b"".join(ready.streaming_content).count(b"<Child>") == 2
    exported = Event.objects.filter(action=Action.EXPORTED, actor_id=officer.pk)
    assert [event.child_ids for event in exported] == [sorted([child.pk, hidden.pk])] * 2
    assert "Children in need census, 31 March 2026" in signed_in.get(INDEX).text


def test_each_finding_leads_to_the_record_that_the_data_officer_corrects(
    signed_in: Client,
) -> None:
    child = make_child("Ira Undated", family=make_family("Undated"))
    make_plan(child, started_on=HELD + dt.timedelta(days=2))
    meeting = make_held(child, HELD)  # without its strategy discussion
    run = make_run()
    assert runs.make_return(run.pk)
    page = signed_in.get(reverse("reporting:return", args=[run.pk])).text
    for rule, where in (
        ("8540", reverse("people:change_child", args=[child.pk])),
        ("8615", reverse("conferences:conference", args=[meeting.conference_id])),
        ("2885", reverse("plans:plan", args=[child.family_id])),
    ):
        assert f"Rule {rule}:" in page
        assert f'href="{where}"' in page
        assert signed_in.get(where).status_code == 200, where
    assert "UPNunknown" in page  # nobody here knows why she has no number


def test_a_file_that_was_changed_or_forgotten_is_not_handed_out(signed_in: Client) -> None:
    make_case("Wren Testwood")
    run = ask(signed_in, ReturnKind.ANNEX_A)
    runs.make_return(run.pk)
    runs.place(run).write_bytes(b"another")
    assert download(signed_in, run, sure="on").status_code == 409
    long_ago = timezone.now() - runs.KEPT - dt.timedelta(days=1)
    ReturnRun.objects.update(asked_at=long_ago)
    assert runs.forget_old_files() == 1
    assert not runs.place(run).exists()
    assert runs.forget_old_files() == 0
    page = signed_in.get(reverse("reporting:return", args=[run.pk])).text
    assert "It is not kept here any more" in page


def test_without_the_authority_nothing_is_made(signed_in: Client, settings: Settings) -> None:
    settings.AUTHORITY_CODE = "12"
    response = signed_in.post(INDEX, {"kind": ReturnKind.CP_IS})
    assert response.status_code == 409
    assert "Set AUTHORITY_CODE" in response.text
    run = make_run()  # asked for before the setting was lost
    assert not runs.make_return(run.pk)
    run.refresh_from_db()
    assert run.state == ReturnState.FAILED
    assert "AUTHORITY_CODE" in run.problem


def test_a_full_disk_is_told_and_a_worker_that_died_is_replaced(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(run: ReturnRun, out: object) -> Made:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(runs, "make_file", full)
    run = make_run()
    assert runs.waiting() == [run.pk]
    assert not runs.make_return(run.pk)
    run.refresh_from_db()
    assert run.problem == runs.CANNOT_KEEP
    assert runs.waiting() == []
    assert list(runs.place(run).parent.glob(".half-*")) == []
    monkeypatch.setattr(runs, "make_file", lambda run, out: Made([]))
    died_at = timezone.now() - runs.GIVEN_UP
    ReturnRun.objects.update(state=ReturnState.MAKING, began_at=timezone.now())
    assert runs.waiting() == []
    ReturnRun.objects.update(began_at=died_at)
    assert runs.waiting() == [run.pk]
    assert runs.make_return(run.pk)


@pytest.mark.parametrize("step", ["make_file", "record"])
def test_one_that_fails_otherwise_says_so_and_leaves_no_file(
    step: str, signed_in: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Before its file is whole, or when it is about to be written down as made."""

    def fail(*args: object, **kwargs: object) -> Made:
        raise KeyError("nobody foresaw it")

    make_case("Wren Testwood")
    run = ask(signed_in, ReturnKind.CENSUS, year="2026")
    monkeypatch.setattr(runs, step, fail)
    assert not runs.make_return(run.pk)
    run.refresh_from_db()
    assert (run.state, run.children, runs.waiting()) == (ReturnState.FAILED, [], [])
    assert not runs.place(run).exists()
    assert "nobody foresaw it" in caplog.text
    page = signed_in.get(reverse("reporting:return", args=[run.pk])).text
    assert runs.WENT_WRONG in page
    assert "It is being made" not in page


def test_cp_is_by_nhs_number_and_who_is_missing(signed_in: Client) -> None:
    """A baby born on a plan, one not born yet, a child without a number, and an old plan."""
    today = timezone.localdate()

    def ago(days: int) -> dt.date:
        return today - dt.timedelta(days=days)

    mother = make_child("Young Mother", nhs_number="9000000009", date_of_birth=ago(6000))
    born = make_child("Born Baby", nhs_number="9000000017", date_of_birth=ago(30))
    unborn = make_child("Coming Baby", date_of_birth=None, expected_on=ago(-60))
    for baby in (born, unborn):
        make_relationship(baby, mother.person)
        make_plan(baby, started_on=ago(90))
    other = make_child("Other Baby", date_of_birth=None, expected_on=ago(-60))
    make_relationship(other, make_person("Unknown Number"))
    make_plan(other, started_on=ago(10))
    told = make_child(date_of_birth=None, expected_on=ago(-60), mother_nhs_number="9000000033")
    make_plan(told, started_on=ago(5))
    without = make_child("Without Number")
    make_plan(without, started_on=ago(10))
    Family.objects.filter(pk=without.family_id).update(is_restricted=True)
    for days in (360, 370):
        number = f"90000000{days - 335}"
        old = make_child(nhs_number=number)
        make_plan(old, started_on=ago(600), ended_on=ago(days), end_reason="review_decision")
    run = ask(signed_in, ReturnKind.CP_IS)
    runs.make_return(run.pk)
    answer = download(signed_in, run, sure="on")
    assert f"cp-is-not-conformance-tested-{today}.csv" in answer["Content-Disposition"]
    lines = b"".join(answer.streaming_content).decode().splitlines()
    whose = "Fictional Moorshire,999"
    assert lines == [
        "Neutral extract for CP-IS - not conformance tested",
        "NHSNumber,PlanType,StartDate,EndDate,LAName,LACode",
        f"9000000025,CPP,{ago(600)},{ago(360)},{whose}",
        f"9000000009,UCPP,{ago(90)},{ago(30)},{whose}",
        f"9000000017,CPP,{ago(30)},,{whose}",
        f"9000000009,UCPP,{ago(90)},,{whose}",
        f"9000000033,UCPP,{ago(5)},,{whose}",
    ]
    page = signed_in.get(reverse("reporting:cp_is")).text
    assert "5 of 7 (71%)" in page
    assert "Too few" in page
    assert "Other Baby" in page
    assert "1 restricted child" in page
    assert "Without Number" not in page


def test_the_extract_is_laid_out_when_it_says_something_new_and_commands_write_files(
    tmp_path: Path, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.CP_IS_FOLDER = tmp_path / "cp-is"
    child = make_child(nhs_number="9000000017")
    assert lay_out_cp_is()
    assert not lay_out_cp_is()
    make_plan(child, started_on=timezone.localdate())
    assert lay_out_cp_is()
    laid = tmp_path / "cp-is" / "cp-is-not-conformance-tested.csv"
    assert b"9000000017,CPP" in laid.read_bytes()
    assert laid.stat().st_mode & 0o777 == settings.PRIVATE_FILE_MODE
    said = io.StringIO()
    call_command("export_cp_is", tmp_path, stdout=said)
    assert said.getvalue().endswith("csv: 1 of 1 plans matched (100%).\n")
    assert (tmp_path / laid.name).read_bytes() == laid.read_bytes()
    call_command("export_annex_a", tmp_path, stdout=said)
    assert {path.name for path in tmp_path.glob("*")} > {"annex-a.xlsx", "list-5.csv", "list-7.csv"}
    exported = Event.objects.filter(action=Action.EXPORTED).values_list("verb", "child_ids")
    assert list(exported) == [
        ("reporting.cp_is", []),
        ("reporting.cp_is", [child.pk]),
        ("reporting.cp_is", [child.pk]),
        ("reporting.annex_a", [child.pk]),
    ]
    settings.AUTHORITY_NAME = ""
    assert not lay_out_cp_is()
    assert "AUTHORITY_NAME" in caplog.text
    for command in ("export_cp_is", "export_annex_a"):
        with pytest.raises(CommandError, match="AUTHORITY_NAME"):
            call_command(command, tmp_path)
