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
from conferences.domain.correcting import answer_correction, propose_correction
from conferences.enums import ConferenceState
from conferences.models import Conference
from people.enums import Role
from people.models import Child, Family
from plans.enums import Category
from plans.models import Plan
from reporting.imports.keeping import REASON
from reporting.models import ImportedRow, ReturnRun
from reporting.period import year_of
from reporting.returns.domain import runs
from reporting.returns.domain.making import Made
from reporting.returns.enums import ReturnKind, ReturnState
from reporting.returns.tasks import lay_out_cp_is
from tests.conferences.test_correcting import WITHOUT_PLAN, closed_meeting
from tests.factories.conferences import days_ago, make_conference, make_discussion
from tests.factories.conferences import make_case as make_pendlewick
from tests.factories.people import (
    make_child,
    make_family,
    make_person,
    make_relationship,
    make_staff,
)
from tests.factories.plans import make_plan
from tests.factories.reporting import make_import
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
    details = reverse("people:change_child", args=[child.pk])
    for rule, where, words in (
        ("8540", details, "The child’s details"),
        ("8615", reverse("conferences:conference", args=[meeting.conference_id]), "The conference"),
        ("2885", reverse("plans:plan", args=[child.family_id]), "The plan"),
    ):
        assert f'href="{where}">{words}</a></li>' in found_under(rule, page)
        assert signed_in.get(where).status_code == 200, where
    assert 'name="disabilities"' in signed_in.get(details).text
    assert "UPNunknown" in page  # nobody here knows why she has no number


def made_again(run: ReturnRun) -> set[str]:
    """The rules that are still broken."""
    again = make_run(as_at=run.as_at)
    assert runs.make_return(again.pk)
    return set(again.findings.values_list("rule", flat=True))


def found_under(rule: str, page: str) -> str:
    return page.split(f"Rule {rule}:")[1].split("</section>")[0]


def another_day(day: dt.date) -> dt.date:
    """Of the same census year."""
    return day + dt.timedelta(days=-1 if day > year_of(day).first else 1)


@pytest.mark.parametrize(
    ("rules", "after"),
    [(("8905", "8910"), {"category": Category.EMOTIONAL}), (("2885",), WITHOUT_PLAN)],
)
def test_what_a_conference_here_decided_is_corrected_there(
    rules: tuple[str, ...], after: dict[str, object], signed_in: Client
) -> None:
    meeting = closed_meeting()
    each, today = meeting.children[0], timezone.localdate()
    plan = Plan.objects.filter(child=each.child)
    if "2885" in rules:
        plan.update(started_on=another_day(today))
    else:
        plan.update(category_initial="", category_latest="")
    run = make_run(as_at=year_of(today).last)
    assert runs.make_return(run.pk)
    page = signed_in.get(reverse("reporting:return", args=[run.pk])).text
    closed = reverse("conferences:closed", args=[meeting.conference.pk])
    for rule in rules:
        assert f'href="{closed}">The conference that decided it' in found_under(rule, page)
    assert signed_in.get(closed).status_code == 200
    # There its chair finds the form, and a head of service agrees.
    signed_in.force_login(meeting.chair)
    form = reverse("conferences:correct", args=[each.pk])
    assert form in signed_in.get(closed).text
    assert 'name="category"' in signed_in.get(form).text
    correction = propose_correction(each=each, after=after, reason="Wrong.", by=meeting.chair)
    answer_correction(correction=correction, agreed=True, by=make_staff(Role.HEAD_OF_SERVICE))
    assert made_again(run) & set(rules) == set()


def test_a_wrong_day_of_the_discussion_is_corrected_with_the_request(signed_in: Client) -> None:
    case = make_pendlewick()
    discussion = make_discussion(case)
    conference, held = make_conference(case, discussion), days_ago(10)
    Conference.objects.update(state=ConferenceState.CLOSED, held_on=held)
    run = make_run(as_at=year_of(held).last)
    assert runs.make_return(run.pk)
    page = signed_in.get(reverse("reporting:return", args=[run.pk])).text
    asked = reverse("conferences:request", args=[conference.request_id])
    assert f'href="{asked}">The request, where the strategy' in found_under("8615", page)
    assert signed_in.get(asked).status_code == 200
    signed_in.force_login(case.social_worker)
    form = reverse("conferences:correct_discussion", args=[discussion.pk])
    assert form in signed_in.get(asked).text
    assert signed_in.post(form, {"held_on": days_ago(20), "reason": "Misread."}).status_code == 302
    assert "8615" not in made_again(run)


def test_what_an_import_brought_is_corrected_in_the_case_system(signed_in: Client) -> None:
    child = make_child("Ira Undated", family=make_family("Undated"))
    meeting = make_held(child, HELD)  # without its strategy discussion
    about = meeting.conference.about
    plan = make_plan(child, started_on=HELD + dt.timedelta(days=2), opened_by=about)
    brought = make_import()
    for target in (f"plans.plan:{plan.pk}", f"conferences.{about}"):
        ImportedRow.objects.create(
            table="ssd", source_id=target, target=target, first_run=brought, last_run=brought
        )
    Plan.history.update(history_change_reason=REASON)
    Conference.history.update(history_change_reason=REASON)
    run = make_run()
    assert runs.make_return(run.pk)
    page = signed_in.get(reverse("reporting:return", args=[run.pk])).text
    for rule, where, words in (
        ("2885", reverse("plans:plan", args=[child.family_id]), "The plan"),
        ("8615", reverse("conferences:conference", args=[meeting.conference_id]), "The conference"),
    ):
        said = f'href="{where}">{words}</a>, in the case system</li>'
        assert said in found_under(rule, page)
    plan.save()  # changed here: from now on no import writes to it
    page = signed_in.get(reverse("reporting:return", args=[run.pk])).text
    assert "in the case system" not in found_under("2885", page)
    assert "in the case system" in found_under("8615", page)


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
