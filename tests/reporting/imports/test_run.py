"""A history becomes rows here, once, and is left alone where it was changed here."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from audit.models import Event
from conferences.enums import ConferenceKind, ConferenceState
from conferences.models import Conference, ConferenceChild
from people.domain.look_up import Criteria, look_up
from people.domain.residence import protect_home
from people.enums import Role
from people.models import CaseRole, Child, Residence
from plans.domain.queries import open_plan_for
from plans.models import Plan
from reporting.enums import RunState
from reporting.imports.findings import Findings
from reporting.imports.run import run_import
from reporting.models import Finding, ImportRun, Referral, Section47Enquiry
from tests.factories.people import make_child, make_staff
from tests.reporting.imports.folder import Found, Tables, bring_in, history, write
from timescales.domain import today_in_london
from timescales.models import Deadline

pytestmark = pytest.mark.django_db
GAPS = [
    ("gap", "ssd_s47_enquiry.csv", "4", "s47e_s47_start_date"),
    ("gap", "ssd_person.csv", "4", ""),
    ("note", "ssd_cp_reviews.csv", "4", "cppr_cp_review_due"),
]


FORMER, NOW = "H801200001001", "X801200001002"
OF_EACH_RUN = {"reporting_importrun", "reporting_finding", "reporting_freshness"}


def _child(local_id: str) -> Child:
    return Child.objects.select_related("person", "family__team__area").get(local_id=local_id)


def _rows_everywhere() -> dict[str, int]:
    """How many rows every table has, but for what each run writes of itself."""
    with connection.cursor() as cursor:
        names = sorted(set(connection.introspection.table_names(cursor)))
        counts = {}
        for name in names:
            if name not in OF_EACH_RUN:
                cursor.execute(f'SELECT count(*), sum(hashtext("{name}"::text)) FROM "{name}"')
                counts[name] = cursor.fetchone()
    return counts


@pytest.mark.parametrize("is_absent", [False, True])
def test_sisters_at_one_conference_whose_meeting_nobody_names_are_listed(
    is_absent: bool, tmp_path: Path
) -> None:
    """They count as two conferences: told for each row of one that was held, or for the file."""
    tables, column = history(), "icpc_icpc_meeting_id"
    conferences = tables["ssd_initial_cp_conference"]
    noor = conferences[1] | {"icpc_s47_enquiry_id": "", "icpc_cp_plan_id": ""}
    conferences.append(noor | {"icpc_icpc_id": "I9", "icpc_person_id": "100"})
    conferences.append(noor | {"icpc_icpc_id": "I10", "icpc_icpc_date": ""})
    for row in (conferences[1], *conferences[3:]):
        row[column] = ""
    if is_absent:
        for row in conferences:
            del row[column]
    found = [each for each in bring_in(write(tmp_path, tables))[1] if each[3] == column]
    lines = ["1"] if is_absent else ["3", "5"]
    assert found == [("gap", "ssd_initial_cp_conference.csv", line, column) for line in lines]
    assert Conference.objects.filter(held_on="2025-10-03").count() == 2
    assert "conference of its own" in Finding.objects.filter(column=column).first().message


MOVED_HERE, THEIRS = "icpc_icpc_transfer_in", "cppl_cp_plan_ola"


def _untold(rows: list[dict[str, str]], column: str, *, is_absent: bool) -> None:
    for row in rows:
        row[column] = ""
        if is_absent:
            del row[column]


@pytest.mark.parametrize("is_absent", [False, True])
def test_whose_a_plan_is_and_whether_a_child_moved_here_is_listed_where_it_is_not_told(
    is_absent: bool, tmp_path: Path
) -> None:
    """They count as ours and as initial: for each row, but of a conference that was not held; or
    once for the file."""
    tables = history()
    conferences, plans = tables["ssd_initial_cp_conference"], tables["ssd_cp_plans"]
    conferences.append(conferences[1] | {"icpc_icpc_id": "I9", "icpc_icpc_date": ""})
    for column, rows in ((MOVED_HERE, conferences), (THEIRS, plans)):
        some = rows if is_absent else [rows[1], *rows[3:]]
        _untold(some, column, is_absent=is_absent)
    found = bring_in(write(tmp_path, tables))[1]
    line = "1" if is_absent else "3"
    assert sorted(each for each in found if each[3] in (MOVED_HERE, THEIRS)) == [
        ("gap", "ssd_cp_plans.csv", line, THEIRS),
        ("gap", "ssd_initial_cp_conference.csv", line, MOVED_HERE),
    ]
    assert not Plan.objects.filter(is_temporary=True).exists()
    assert not Conference.objects.filter(kind=ConferenceKind.TRANSFER_IN).exists()


def test_what_a_plan_or_conference_came_in_as_is_not_guessed_anew(tmp_path: Path) -> None:
    """A later file that does not tell it changes nothing; one that contradicts it is listed."""
    tables = history()
    conferences, plans = tables["ssd_initial_cp_conference"], tables["ssd_cp_plans"]
    alone = {"icpc_icpc_id": "I9", "icpc_icpc_meeting_id": "", "icpc_s47_enquiry_id": ""}
    conferences.append(conferences[2] | alone | {"icpc_icpc_date": "2024-05-14", MOVED_HERE: "Y"})
    theirs = {"cppl_cp_plan_start_date": "2021-01-04", "cppl_cp_plan_end_date": "2021-06-01"}
    plans.append(plans[0] | theirs | {"cppl_cp_plan_id": "C9", THEIRS: "Y"})
    bring_in(write(tmp_path, tables))
    before = _kinds()
    assert before[0] == [("2021-01-04", "Another authority")]
    assert before[1][0] == ("transfer_in", "102")
    for is_absent in (False, True):
        _untold(conferences if is_absent else conferences[3:], MOVED_HERE, is_absent=is_absent)
        _untold(plans if is_absent else plans[2:], THEIRS, is_absent=is_absent)
        assert _conflicts(bring_in(write(tmp_path, tables))[1]) == []
        assert _kinds() == before
    conferences[3][MOVED_HERE] = "N"
    conflict = ("conflict", "ssd_initial_cp_conference.csv", "5", MOVED_HERE)
    assert _conflicts(bring_in(write(tmp_path, tables))[1]) == [conflict]
    assert _kinds() == before


def _kinds() -> tuple[list[tuple[str, str]], list[tuple[str, str | None]]]:
    """Plans that are not ours, and every conference with whoever was at it."""
    plans = Plan.objects.filter(is_temporary=True)
    held = Conference.objects.filter(state=ConferenceState.CLOSED).order_by("-kind", "pk")
    return (
        [(f"{plan.started_on}", plan.authority) for plan in plans],
        list(held.values_list("kind", "children__child__local_id")),
    )


def _conflicts(found: list[Found]) -> list[Found]:
    return [each for each in found if each[0] == "conflict"]


def test_a_history_becomes_rows_here_and_a_second_run_changes_nothing(tmp_path: Path) -> None:
    folder = write(tmp_path, history())
    result, found = bring_in(folder)
    assert (result.state, found) == (RunState.DONE, GAPS)

    zoe, noor, fergus = map(_child, ("100", "101", "102"))
    assert zoe.family == noor.family != fergus.family
    assert (zoe.family.name, str(zoe.family.team), str(zoe.family.area)) == (
        "O'Featherby",
        "Harbour",
        "North",
    )
    assert (zoe.person.name, noor.person.name) == ("Zoë O'Featherby", "نور O'Featherby")
    assert (zoe.disabilities, zoe.ethnicity, fergus.sex) == (["LD"], "WBRI", "M")
    homes = zoe.person.residences.order_by("from_on")
    assert [str(home.address) for home in homes] == [
        "1 Pretend Way, Nowhere, ZZ1 1ZZ",
        "2 Pretend Way, Nowhere, ZZ1 1ZZ",
    ]
    worker = CaseRole.objects.get()
    assert (worker.family, worker.kind) == (zoe.family, "lead_social_worker")
    assert worker.professional.person.name == "Ada Fenwright"

    _assert_conferences(zoe, noor, fergus)
    _assert_clocks(zoe, noor)
    _assert_findable_and_reviewed(noor)

    event = Event.objects.get(verb="reporting.import")
    assert event.child_ids == sorted(child.pk for child in (zoe, noor, fergus))
    before = _rows_everywhere()
    again, found = bring_in(folder)
    assert {state for counts in again.counts.values() for state in counts} == {"same"}
    assert found == GAPS[:1]
    assert _rows_everywhere() == before


def _assert_conferences(zoe: Child, noor: Child, fergus: Child) -> None:
    rows = ConferenceChild.objects.filter(conference__state=ConferenceState.CLOSED)
    held = rows.order_by("conference__held_on").select_related("conference", "decision")
    assert [
        (row.child_id, row.conference.kind, f"{row.conference.held_on}", row.decision.outcome)
        for row in held
    ] == [
        (zoe.pk, "initial", "2023-01-24", "child_protection"),
        (zoe.pk, "review", "2023-04-19", "child_protection"),
        (zoe.pk, "review", "2023-09-20", "no_further_action"),
        (noor.pk, "initial", "2025-10-03", "child_protection"),
        (fergus.pk, "initial", "2025-10-06", "child_in_need"),
        (noor.pk, "review", "2026-01-02", "child_protection"),
    ]
    assert {row.conference.closed_at for row in held} == {None}
    assert {row.decision.decided_by.is_active for row in held} == {False}
    enquiry = Section47Enquiry.objects.get(source_id="S2")
    assert (enquiry.started_on, enquiry.led_to and enquiry.led_to.child_id) == (None, fergus.pk)
    assert Referral.objects.get().no_further_action is False
    plan = Plan.objects.get(child=noor)
    assert (plan.category_initial, plan.category_latest) == ("NEG", "EMO")
    assert [
        (f"{visit.visited_on}", visit.was_seen, visit.seen_alone) for visit in plan.visits.all()
    ] == [
        ("2025-10-15", True, "yes"),
        ("2025-11-03", False, "no"),
        ("2025-11-05", True, "yes"),
    ]


def _assert_clocks(zoe: Child, noor: Child) -> None:
    today = today_in_london()
    rows = Deadline.objects.exclude(rule__startswith="long_plan").order_by("started_on", "rule")
    clocks = [
        (row.rule, f"{row.started_on}", f"{row.due_on}", f"{row.met_on}")
        for row in rows.filter(child=zoe)
    ]
    assert clocks == [
        ("icpc", "2023-01-03", "2023-01-24", "2023-01-24"),
        ("first_review", "2023-01-24", "2023-04-24", "2023-04-19"),
        ("later_review", "2023-04-19", "2023-10-19", "2023-09-20"),
    ]
    clocks = [
        (row.rule, f"{row.started_on}", f"{row.due_on}", f"{row.met_on}")
        for row in rows.filter(child=noor)
    ]
    assert clocks == [
        ("icpc", "2025-09-05", "2025-09-26", "2025-10-03"),
        ("first_review", "2025-10-03", "2026-01-03", "2026-01-02"),
        ("statutory_visit", "2025-10-03", "2025-10-17", "2025-10-15"),
        ("statutory_visit", "2025-10-15", "2025-10-29", "2025-11-05"),
        ("statutory_visit", "2025-11-05", "2025-11-19", "None"),
        ("later_review", "2026-01-02", "2026-07-02", "None"),
        # What was held elsewhere before is not known: the next one is due, none was missed.
        ("core_group", f"{today}", f"{today + dt.timedelta(weeks=6)}", "None"),
    ]
    # Without the start of the enquiry nothing is in time and nothing late.
    assert not Deadline.objects.filter(child__local_id="102").exists()


def _assert_findable_and_reviewed(noor: Child) -> None:
    assert open_plan_for(noor) is not None
    emergency = make_staff(Role.EMERGENCY_DUTY)
    asked = Criteria(name="Nour OFeatherby")
    answer = look_up(criteria=asked, reason="The child is in the police station", by=emergency)
    assert noor in [found.child for found in answer.found]
    review = Conference.objects.get(kind=ConferenceKind.REVIEW, state=ConferenceState.TO_BOOK)
    assert [row.child_id for row in review.children.all()] == [noor.pk]
    assert f"{review.due_on}" == "2026-07-02"


def test_what_changed_there_follows_and_what_was_changed_here_stays(tmp_path: Path) -> None:
    tables = history()
    tables["ssd_person"][2]["pers_upn"] = FORMER
    folder = write(tmp_path, tables)
    bring_in(folder)
    zoe, noor = _child("100"), _child("101")
    manager = make_staff(Role.HEAD_OF_SERVICE)
    home = Residence.objects.get(person=zoe.person, to_on=None)
    protect_home(residence=home, is_protected=True, by=manager)
    noor.gender = "girl"
    noor.save()

    _change(tables)
    result, found = bring_in(write(folder, tables))
    assert result.state == RunState.DONE
    assert sorted(each for each in found if each[0] != "note" and each not in GAPS) == [
        ("conflict", "ssd_address.csv", "3", "addr_address_end_date"),
        ("conflict", "ssd_address.csv", "4", "addr_address_postcode"),
        ("conflict", "ssd_person.csv", "3", "pers_ethnicity"),
    ]
    # Never lowered, never moved: not even by a new home that the source does not know as secret.
    (now,) = Residence.objects.filter(person=zoe.person, to_on=None)
    assert (now.pk, now.is_protected, now.address) == (home.pk, True, home.address)
    noor.refresh_from_db()
    assert noor.ethnicity == "WBRI"
    fergus = _child("102")
    assert fergus.person.given_names == "Ferguson"
    assert (fergus.upn, fergus.former_upn) == (NOW, FORMER)
    names = fergus.person.history.order_by("history_date").values_list("given_names", flat=True)
    assert list(names) == ["Fergus", "Ferguson"]
    _assert_next_review(noor)
    # Nor does the report say what stands here; and a look is audited though nothing is written.
    said = list(Finding.objects.filter(severity="conflict").values_list("message", flat=True))
    assert not [words for words in said if "White" in words or "WBRI" in words]
    dry = ImportRun.objects.create(is_dry_run=True)
    with Findings() as findings:
        run_import(folder, run=dry, findings=findings, dry_run=True)
    event = Event.objects.get(verb="reporting.import", subject_ids=[dry.pk])
    assert (event.action, event.child_ids) == ("listed", sorted([zoe.pk, noor.pk]))
    # The conflicts are listed for as long as the two differ, and nothing is written for them.
    before = _rows_everywhere()
    assert [each for each in bring_in(folder)[1] if each[0] == "conflict"] == [
        each for each in found if each[0] == "conflict"
    ]
    events = Event.objects.filter(verb="reporting.import").count()
    assert events == 4
    after = _rows_everywhere()
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed <= {"audit_event"}


def _change(tables: Tables) -> None:
    tables["ssd_person"][1]["pers_ethnicity"] = "MOTH"
    tables["ssd_person"][2] |= {"pers_forename": "Ferguson", "pers_upn": NOW}
    tables["ssd_address"][1]["addr_address_end_date"] = "2026-01-31"
    moved = tables["ssd_address"][1] | {
        "addr_table_id": "3",
        "addr_address_start_date": "2026-02-01",
        "addr_address_end_date": "",
        "addr_address_postcode": "ZZ9 9ZZ",
    }
    tables["ssd_address"].append(moved)
    review = tables["ssd_cp_reviews"][2] | {
        "cppr_cp_review_id": "V3",
        "cppr_cp_review_meeting_id": "M9",
        "cppr_cp_review_date": "2026-06-30",
        "cppr_cp_review_due": "",
    }
    tables["ssd_cp_reviews"].append(review)


def _assert_next_review(noor: Child) -> None:
    clocks = Deadline.objects.filter(
        child=noor, rule__in=["later_review", "midpoint", "core_group"]
    )
    assert [
        (row.rule, f"{row.started_on}", f"{row.met_on}", row.withdrawn_at is not None)
        for row in clocks.order_by("rule", "started_on")
    ] == [
        ("core_group", f"{today_in_london()}", "None", False),
        ("later_review", "2026-01-02", "2026-06-30", False),
        ("later_review", "2026-06-30", "None", False),
    ]


def test_a_family_with_a_bad_row_stays_out_whole_and_strict_leaves_out_everybody(
    tmp_path: Path,
) -> None:
    tables = history()
    tables["ssd_cp_visits"][0]["cppv_cp_visit_date"] = "31/02/2025"
    tables["ssd_person"].append({"pers_person_id": "103", "pers_surname": "Alone"})
    tables["ssd_address"].append({"addr_table_id": "9", "addr_person_id": "999"})
    tables["ssd_department"][0]["colour"] = "green"
    folder = write(tmp_path / "ssd", tables)
    wanted = [
        ("note", "ssd_department.csv", "1", "colour"),
        ("error", "ssd_cp_visits.csv", "2", "cppv_cp_visit_date"),
        ("error", "ssd_person.csv", "5", "pers_dob"),
        ("error", "ssd_address.csv", "4", "addr_person_id"),
    ]
    before = _rows_everywhere()
    report = tmp_path / "report.csv"
    with pytest.raises(CommandError, match="3 rows were refused"):
        call_command("import_ssd", str(folder), "--dry-run", "--report", str(report))
    assert "There is no such day: mend it in the case system." in report.read_text("utf-8-sig")
    assert _rows_everywhere() == before
    result, found = bring_in(folder, strict=True)
    assert (result.state, Child.objects.count()) == (RunState.REFUSED, 0)
    assert _rows_everywhere() == before
    result, found = bring_in(folder)
    assert result.state == RunState.PARTLY
    assert sorted(each for each in found if each[0] in ("note", "error")) == sorted(wanted)
    assert [child.local_id for child in Child.objects.all()] == ["102"]
    assert result.counts["ssd_cp_plans"] == {"refused": 2}
    assert Finding.objects.filter(severity="error").count() == 6
    # Mended, the rest comes in.
    tables["ssd_cp_visits"][0]["cppv_cp_visit_date"] = "2025-10-15"
    bring_in(write(folder, tables))
    assert Child.objects.count() == 3


def test_two_bad_rows_with_one_id_keep_both_their_families_out(tmp_path: Path) -> None:
    tables = history()
    for row in (tables["ssd_cp_visits"][0], tables["ssd_cp_visits"][1] | {"cppv_person_id": "102"}):
        tables["ssd_cp_visits"].append(
            row | {"cppv_cp_visit_id": "Z9", "cppv_cp_visit_date": "31/02/2025"}
        )
    result, found = bring_in(write(tmp_path, tables))
    assert sorted(each[1:] for each in found if each[0] == "error") == [
        ("ssd_cp_visits.csv", "5", "cppv_cp_visit_date"),
        ("ssd_cp_visits.csv", "6", "cppv_cp_visit_date"),
        ("ssd_cp_visits.csv", "6", "cppv_cp_visit_id"),
    ]
    assert result.counts["ssd_person"] == {"refused": 3}
    assert not Child.objects.exists()


def test_what_cannot_be_is_refused_with_its_line(tmp_path: Path) -> None:
    tables = history()
    plans, people = tables["ssd_cp_plans"], tables["ssd_person"]
    plans[0]["cppl_cp_plan_end_date"] = ""
    overlapping = plans[0] | {"cppl_cp_plan_id": "C9", "cppl_cp_plan_start_date": "2023-05-01"}
    plans.append(overlapping)
    plans.append(plans[1] | {"cppl_cp_plan_id": "C8", "cppl_person_id": "102"})
    plans[-1] |= {"cppl_cp_plan_start_date": "2018-01-01", "cppl_cp_plan_end_date": "2017-01-01"}
    plans.append(plans[0] | {"cppl_cp_plan_id": "C7", "cppl_person_id": "104"})
    plans[-1]["cppl_cp_plan_start_date"] = "2205-01-24"
    people.append(people[2] | {"pers_person_id": "104", "pers_forename": "Isla"})
    people.append(people[2] | {"pers_person_id": "102", "pers_forename": "Somebody else"})
    people.append(dict(people[2]))
    plans.append(plans[1] | {"cppl_cp_plan_id": "C6", "cppl_person_id": "105"})
    plans[-1] |= {"cppl_cp_plan_start_date": "2016-01-01", "cppl_cp_plan_end_date": "2016-06-01"}
    people.append(people[2] | {"pers_person_id": "105", "pers_forename": "Born later"})
    tables["ssd_cp_reviews"][0]["cppr_cp_plan_id"] = "nowhere"
    _, found = bring_in(write(tmp_path, tables))
    assert sorted(each[1:] for each in found if each[0] == "error") == [
        ("ssd_cp_plans.csv", "4", "cppl_cp_plan_start_date"),
        ("ssd_cp_plans.csv", "5", "cppl_cp_plan_end_date"),
        ("ssd_cp_plans.csv", "6", "cppl_cp_plan_start_date"),
        ("ssd_cp_plans.csv", "7", "cppl_cp_plan_start_date"),
        ("ssd_cp_reviews.csv", "2", "cppr_cp_plan_id"),
        ("ssd_person.csv", "6", "pers_person_id"),
    ]
    assert Child.objects.count() == 0


ONE, ANOTHER, THIRD = "9434765919", "9000000009", "9000000017"


def _number_of(local_id: str) -> str:
    return str(Child.objects.get(local_id=local_id).nhs_number)


def test_the_nhs_number_of_the_file_is_kept_and_one_that_is_held_here_stays(
    tmp_path: Path,
) -> None:
    tables = history()
    zoe, noor, fergus = tables["ssd_person"]
    column = "pers_single_unique_id"
    zoe[column], noor[column], fergus[column] = "943 476 5919", ANOTHER, "9434765918"
    folder = write(tmp_path, tables)
    _, found = bring_in(folder)
    # The check digit of the last does not fit.
    assert [each for each in found if each[3] == column] == [("gap", "ssd_person.csv", "4", column)]
    assert [_number_of(each) for each in ("100", "101", "102")] == [ONE, ANOTHER, ""]

    held = _child("101")
    held.nhs_number = THIRD
    held.save()
    zoe[column], fergus[column] = "", ""
    for _ in range(2):
        _, found = bring_in(write(folder, tables))
        conflict = ("conflict", "ssd_person.csv", "3", column)
        assert [each for each in found if each[3] == column] == [conflict]
    assert [_number_of(each) for each in ("100", "101", "102")] == [ONE, THIRD, ""]


def test_an_nhs_number_of_two_children_is_kept_for_neither_until_it_is_found_out(
    tmp_path: Path,
) -> None:
    """Two of the file; one of the file and one who is here; and a baby with the mother's."""
    make_child(nhs_number=THIRD)
    tables = history()
    column = "pers_single_unique_id"
    people = tables["ssd_person"]
    people[0][column], people[1][column], people[2][column] = ONE, ONE, THIRD
    due = f"{today_in_london() + dt.timedelta(days=60)}"
    baby = {"pers_person_id": "103", "pers_surname": "Unborn", "pers_expected_dob": due}
    people.append(baby | {column: ANOTHER})
    folder = write(tmp_path, tables)
    for _ in range(2):
        result, found = bring_in(folder)
        assert result.state == RunState.DONE
        lines = [each[2] for each in found if each[3] == column and each[0] == "gap"]
        assert lines[:3] == ["2", "3", "4"]
        assert {_number_of(each) for each in ("100", "101", "102", "103")} == {""}
    assert result.counts["ssd_person"] == {"same": 4}
    # Somebody found out whose it is.
    people[1][column] = ""
    bring_in(write(folder, tables))
    assert [_number_of(each) for each in ("100", "101")] == [ONE, ""]
    # Ten times the same digit fits its check digit, and is nobody's.
    people[1][column] = "1111111111"
    _, found = bring_in(write(folder, tables))
    assert ("gap", "ssd_person.csv", "3", column) in found
    assert _number_of("101") == ""
