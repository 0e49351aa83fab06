"""A file of visits: every bad line is named, all or nothing, looked at first, once."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts.errors import NotAllowed
from audit.models import Event
from people.enums import Role
from people.models import Professional
from plans.domain.visits_file import COLUMNS, Problem, made_id, read_visits, template
from plans.domain.visits_from_file import FileHasProblems, check_file, import_file
from plans.enums import SeenAnswer
from plans.models import Visit
from tests.factories.people import make_child, make_family, make_staff
from tests.factories.plans import Case, days_ago, make_case
from timescales.models import Deadline

pytestmark = pytest.mark.django_db
HEADING = "Child id,Date,Seen,Seen alone,Bedroom seen,Visited by,Written up on\n"


@pytest.fixture
def case() -> Case:
    return make_case()


def line(case: Case, ago: int, rest: str = "yes,yes,no,A. Worker,", child: str = "") -> str:
    return f"{child or case.plan.child.local_id},{days_ago(ago):%d/%m/%Y},{rest}\n"


def problems(content: str) -> list[tuple[int, str, str]]:
    by = make_staff(Role.DATA_OFFICER)
    checked = check_file(content=content.encode(), by=by)
    return [(one.line, one.column, one.what) for one in checked.problems]


def test_a_file_is_taken_over_once_with_its_clock_and_its_author(case: Case) -> None:
    support, email = make_staff(Role.BUSINESS_SUPPORT), case.worker.professional.work_email
    as_written = email.title()  # by the directory
    Professional.objects.filter(work_email=email).update(work_email=as_written)
    written = f"{days_ago(5):%Y-%m-%d}"
    content = (
        HEADING
        + line(case, 20)
        + "\n"
        + line(case, 6, f"Y,,,{email.upper()},{written}")
        + line(case, 3, "no,,yes,A. Worker,")
    ).encode("utf-8-sig")
    looked = check_file(content=content, by=support)
    assert (len(looked.new), looked.problems, Visit.objects.count()) == (3, [], 0)
    assert Event.objects.filter(verb="plans.check_visits_file", action="listed").count() == 1
    made = import_file(content=content, by=support).new
    first, second, third = made
    assert (first.visited_by_name, first.visited_by, first.recorded_by) == (
        "A. Worker",
        None,
        support,
    )
    assert (first.seen_alone, first.bedroom_seen) == (SeenAnswer.YES, SeenAnswer.NO)
    assert (second.visited_by, second.recorded_on) == (
        case.worker.professional.person,
        days_ago(5),
    )
    assert (second.seen_alone, third.was_seen) == (SeenAnswer.UNKNOWN, False)
    running = Deadline.objects.open().get(rule="statutory_visit", child=case.plan.child)
    assert running.started_on == days_ago(6)
    assert Event.objects.get(verb="plans.import_visits").child_ids == [case.plan.child_id]
    again = import_file(content=content, by=support)
    assert (again.new, again.known, Visit.objects.count()) == ([], 3, 3)
    # Semicolons and the Windows alphabet, as spreadsheets save them.
    other = HEADING.replace(",", ";") + line(case, 2, "yes;no;yes;Zoë Worker;").replace(",", ";")
    assert import_file(content=other.encode("cp1252"), by=None).new[0].visited_by_name == (
        "Zoë Worker"
    )


def test_every_bad_line_is_named_and_nothing_is_taken_over(case: Case) -> None:
    hidden = make_child(family=make_family(is_restricted=True))
    content = (
        HEADING
        + line(case, 2)
        + line(case, 2)
        + line(case, 40)
        + line(case, -1)
        + line(case, 5, "maybe,yes,x,,2026-13-40")
        + line(case, 5, "no,yes,no,A. Worker,")
        + line(case, 5, f"yes,yes,no,A. Worker,{days_ago(6)}")
        + line(case, 5, child=hidden.local_id)
        + line(case, 5, child="=cmd()")
        + line(case, 5, "yes,yes,no,A. Worker,,extra")
    )
    assert problems(content) == [
        (3, "date", "This is the same visit as line 2: take one out."),
        (
            4,
            "date",
            "The child was on no child protection plan that day. Mend the day, or take the line "
            "out.",
        ),
        (5, "date", "The day of the visit cannot be in the future."),
        (6, "visited by", "This may not be empty."),
        (6, "written up on", "Write a real day as 2026-11-20 or 20/11/2026."),
        (6, "seen", "Write yes or no."),
        (6, "bedroom seen", "Write yes or no."),
        (7, "seen alone", "A child who was not seen was not seen alone."),
        (8, "written up on", "It cannot be written up before the visit."),
        (9, "child id", "You see no child with this number."),
        (10, "child id", "You see no child with this number."),
        (11, "file", "There are more values than headings: put text with a comma in quotes."),
    ]
    with pytest.raises(FileHasProblems):
        import_file(content=content.encode(), by=None)
    assert not Visit.objects.exists()
    with pytest.raises(NotAllowed):
        import_file(content=content.encode(), by=case.worker)


def test_what_was_entered_or_imported_otherwise_is_a_problem_and_not_a_change(case: Case) -> None:
    import_file(content=(HEADING + line(case, 9)).encode(), by=None)
    Visit.objects.create(plan=case.plan, visited_on=days_ago(4), was_seen=True)
    content = HEADING + line(case, 9, "yes,no,no,A. Worker,") + line(case, 4)
    found = problems(content)
    assert [(row[0], row[1]) for row in found] == [(2, "visit id"), (3, "date")]
    assert "imported before with other answers" in found[0][2]
    assert "entered here already" in found[1][2]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", (1, "child id")),
        (template().encode(), (2, "file")),
        (b"child id,date,seen\n", (1, "visited by")),
        (template().replace("seen alone", "alone?").encode(), (1, "heading")),
        (template().replace("visit id", "date").encode(), (1, "heading")),
        (b"PK\x03\x04\x00\x00", (1, "file")),
        (b'child id,"date', (1, "file")),
    ],
)
def test_a_file_of_another_kind(content: bytes, expected: tuple[int, str]) -> None:
    found = read_visits(content)
    assert (found.problems[0].line, found.problems[0].column) == expected
    assert found.rows == []


def test_the_page_looks_first_and_imports_what_was_looked_at(case: Case) -> None:
    client, url = Client(), reverse("plans:import_visits")
    client.force_login(make_staff(Role.DATA_OFFICER))
    assert "Select file of visits" in client.post(url, {}).content.decode()
    headings = client.get(reverse("plans:visits_template")).content.decode()
    assert headings.strip().split(",") == list(COLUMNS)

    def send(content: str) -> str:
        file = SimpleUploadedFile("visits.csv", content.encode())
        return client.post(url, {"file": file}).content.decode()

    wrong = send(HEADING + line(case, 2, "<b>,yes,no,A. Worker,"))
    assert "1 thing is wrong, so nothing is imported" in wrong
    assert "&lt;b&gt;" in wrong
    assert 'name="content"' not in wrong
    shown = client.post(
        url, {"file": SimpleUploadedFile("visits.csv", (HEADING + line(case, 2)).encode())}
    )
    kept = shown.context["confirm"].initial["content"]
    assert (Visit.objects.count(), "The file can be imported" in shown.content.decode()) == (
        0,
        True,
    )
    done = client.post(url, {"content": kept}, follow=True).content.decode()
    assert ("1 visit imported." in done, Visit.objects.count()) == (True, 1)
    assert "There is nothing new in it" in send(HEADING + line(case, 2))
    client.post(url, {"content": "not base64"})
    # It has become wrong meanwhile: nothing is written, and it says what.
    Visit.objects.update(visited_on=days_ago(1))
    late = client.post(url, {"content": kept}).content.decode()
    assert "imported before with other answers" in late


def test_the_command_leaves_with_an_error_and_writes_all_or_nothing(
    case: Case, tmp_path: Path
) -> None:
    file, out, err = tmp_path / "visits.csv", StringIO(), StringIO()
    file.write_text(HEADING + line(case, 2) + line(case, 3, "?,yes,no,A. Worker,"))
    for more in ([], ["--dry-run"]):
        with pytest.raises(CommandError, match="1 problems"):
            call_command("import_visits", str(file), *more, stdout=out, stderr=err)
    assert "Line 3, seen: “?”. Write yes or no." in err.getvalue()
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_visits", str(tmp_path / "none.csv"))
    file.write_text(HEADING + line(case, 2))
    call_command("import_visits", str(file), "--dry-run", stdout=out)
    assert not Visit.objects.exists()
    for _ in range(2):
        call_command("import_visits", str(file), stdout=out)
    visit = Visit.objects.get()
    assert visit.source_id == made_id(case.plan.child.local_id, days_ago(2), "a. worker")
    assert out.getvalue().split("\n")[-3:] == ["1 new, 0 known.", "0 new, 1 known.", ""]
    assert str(Problem(1, "date", "", "x")) == "Line 1, date: “”. x"
