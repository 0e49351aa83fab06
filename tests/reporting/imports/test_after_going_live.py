"""Once a child's conferences are held here, the source only tells of the time before."""

from __future__ import annotations

import datetime as dt
import io
import re
from pathlib import Path

import pytest
from django.utils import timezone

from conferences.enums import ConferenceKind, ConferenceState, RequestState
from conferences.models import Conference, ConferenceChild, ConferenceRequest, RequestedChild
from disclosure.models import Record
from people.domain.merge import merge
from people.enums import Role
from people.models import CaseRole, Child, Family, Professional
from plans.domain.queries import open_plan_for
from plans.models import Plan, Visit
from reporting.domain.figures import figure
from reporting.enums import FactKind
from reporting.measures import BY_CODE
from reporting.models import Fact, ImportedRow, Section47Enquiry
from reporting.period import month_of
from reporting.returns.domain.census_making import make_census
from tests.factories.accounts import make_user
from tests.factories.people import (
    make_case_role,
    make_child,
    make_professional,
    make_residence,
    make_staff,
)
from tests.factories.plans import make_plan
from tests.factories.returns import make_held
from tests.reporting.imports.folder import Found, bring_in, history, write
from timescales.domain import today_in_london
from timescales.models import Deadline

pytestmark = pytest.mark.django_db


def _hold_here(child: Child, day: dt.date) -> ConferenceChild:
    conference = Conference.objects.create(
        family=child.family,
        kind=ConferenceKind.REVIEW,
        state=ConferenceState.CLOSED,
        held_on=day,
        record=Record.objects.create(family=child.family, label="Review"),
    )
    plan = Plan.objects.get(child=child, ended_on=None)
    return ConferenceChild.objects.create(conference=conference, child=child, plan=plan)


def _conflicts(found: list[Found]) -> list[Found]:
    return sorted(each for each in found if each[0] == "conflict")


def _origins(kind: FactKind) -> dict[str, str]:
    facts = Fact.objects.known_on(None).filter(kind=kind).order_by("on")
    return {f"{fact.on}": fact.origin for fact in facts}


def test_a_conference_held_here_is_not_held_again(tmp_path: Path) -> None:
    tables = history()
    bring_in(write(tmp_path, tables))
    noor = Child.objects.get(local_id="101")
    held = _hold_here(noor, dt.date(2026, 6, 30))
    plan = Plan.objects.get(child=noor)
    plan.ended_on = dt.date(2026, 6, 30)
    plan.save()
    CaseRole.objects.update(to_on=dt.date(2026, 5, 31))
    make_case_role(noor.family, make_professional())

    review = tables["ssd_cp_reviews"][2]
    for number, day in (("V3", "2026-06-30"), ("V4", "2026-07-15")):
        meeting = {"cppr_cp_review_id": number, "cppr_cp_review_meeting_id": f"M{number}"}
        tables["ssd_cp_reviews"].append(review | meeting | {"cppr_cp_review_date": day})
    again = {"cppl_cp_plan_id": "C2", "cppl_cp_plan_start_date": "2026-06-01"}
    tables["ssd_cp_plans"].append(tables["ssd_cp_plans"][0] | {"cppl_cp_plan_end_date": ""} | again)
    tables["ssd_cp_plans"][1]["cppl_cp_plan_latest_category"] = "PHY"
    lead = {"invo_involvements_id": "3", "invo_involvement_start_date": "2026-06-15"}
    tables["ssd_involvements"].append(tables["ssd_involvements"][0] | lead)
    _, found = bring_in(write(tmp_path, tables))
    conflicts = [
        ("conflict", "ssd_cp_plans.csv", "3", "cppl_cp_plan_end_date"),
        ("conflict", "ssd_cp_plans.csv", "3", "cppl_cp_plan_latest_category"),
        ("conflict", "ssd_cp_reviews.csv", "6", "cppr_cp_review_date"),
        ("conflict", "ssd_involvements.csv", "4", "invo_professional_id"),
    ]
    assert _conflicts(found) == conflicts
    same = ImportedRow.objects.get(table="ssd_cp_reviews", source_id="V3")
    assert same.target == f"conferences.conferencechild:{held.pk}"
    assert Conference.objects.filter(held_on__gte="2026-06-01").count() == 1
    assert _origins(FactKind.REVIEW) == {
        "2023-04-19": "imported",
        "2023-09-20": "imported",
        "2026-01-02": "imported",
        "2026-06-30": "here",
    }
    plan.refresh_from_db()
    assert (f"{plan.ended_on}", plan.category_latest) == ("2026-06-30", "EMO")
    # The plan ended here, so nothing of it is due, whatever the source says.
    running = Deadline.objects.open().filter(child=noor).values_list("rule", flat=True)
    assert list(running) == []
    # What is listed keeps the family in play: again changes nothing, nor does another day there.
    before = (Conference.objects.count(), Record.objects.count(), held.history.count())
    _, found = bring_in(write(tmp_path, tables))
    assert _conflicts(found) == conflicts
    Conference.objects.filter(pk=held.conference_id).update(state=ConferenceState.IN_SESSION)
    _, found = bring_in(write(tmp_path, tables))  # opened again here, meanwhile
    assert ("conflict", "ssd_cp_reviews.csv", "5", "cppr_cp_review_date") not in found
    tables["ssd_cp_reviews"][3]["cppr_cp_review_date"] = "2026-07-01"
    _, found = bring_in(write(tmp_path, tables))
    assert ("conflict", "ssd_cp_reviews.csv", "5", "cppr_cp_review_date") in found
    assert (Conference.objects.count(), Record.objects.count(), held.history.count()) == before


def test_a_plan_that_was_opened_here_stays_so_when_the_source_tells_of_it(tmp_path: Path) -> None:
    tables = history()
    bring_in(write(tmp_path, tables))
    ours = make_plan(Child.objects.get(local_id="102"), started_on=dt.date(2026, 6, 30))
    told = {"cppl_cp_plan_id": "C3", "cppl_person_id": "102"}
    started = {"cppl_cp_plan_start_date": "2026-06-30"}
    tables["ssd_cp_plans"].append(tables["ssd_cp_plans"][1] | told | started)
    bring_in(write(tmp_path, tables))
    same = ImportedRow.objects.get(table="ssd_cp_plans", source_id="C3")
    assert same.target == f"plans.plan:{ours.pk}"
    assert _origins(FactKind.PLAN) == {
        "2023-01-24": "imported",
        "2025-10-03": "imported",
        "2026-06-30": "here",
    }


def test_an_enquiry_counts_once_though_its_discussion_was_recorded_here_on_another_day(
    tmp_path: Path,
) -> None:
    """The case system's enquiry, as it names the conference that was held here."""
    tables = history()
    bring_in(write(tmp_path, tables))
    fergus, day = Child.objects.get(local_id="102"), dt.date(2026, 5, 27)
    held = make_held(fergus, day, discussed_on=dt.date(2026, 5, 5))
    request = ConferenceRequest.objects.create(
        family=fergus.family,
        state=RequestState.PROCEEDING,
        submitted_at=dt.datetime(2026, 5, 6, 9, tzinfo=dt.UTC),
        requested_by=make_user(),
    )
    RequestedChild.objects.create(
        request=request, child=fergus, initiating_discussion=held.initiating_discussion
    )
    enquiry = {"s47e_s47_enquiry_id": "S3", "s47e_s47_start_date": "2026-05-06"}
    tables["ssd_s47_enquiry"].append(tables["ssd_s47_enquiry"][2] | enquiry)
    named = {"icpc_icpc_id": "I3", "icpc_icpc_meeting_id": "M3", "icpc_s47_enquiry_id": "S3"}
    initials = tables["ssd_initial_cp_conference"]
    initials.append(initials[2] | named | {"icpc_icpc_date": f"{day}"})
    bring_in(write(tmp_path, tables))
    may = month_of(day)
    led_to_one = figure(BY_CODE["section_47_to_icpc"], may)
    assert (led_to_one.numerator, led_to_one.denominator) == (1, 1)
    assert figure(BY_CODE["section_47"], may).numerator == 1
    out = io.BytesIO()
    make_census(out, year=2027, serial=1, made_at=timezone.now())
    [told] = re.findall(r"<Section47>.*?</Section47>", out.getvalue().decode(), re.DOTALL)
    assert "<S47ActualStartDate>2026-05-06<" in told
    assert "<DateOfInitialCPC>2026-05-27<" in told


def test_a_later_delivery_may_hold_one_table_only(tmp_path: Path) -> None:
    tables = history()
    bring_in(write(tmp_path / "all", tables))
    families, conferences = Family.objects.count(), Conference.objects.count()
    visit = tables["ssd_cp_visits"][2]
    more = visit | {"cppv_cp_visit_id": "Z4", "cppv_cp_visit_date": "2025-11-19"}
    same_day = visit | {"cppv_cp_visit_id": "Z5", "cppv_cp_visit_date": "2025-09-01"}
    result, found = bring_in(write(tmp_path / "visits", {"ssd_cp_visits": [more, same_day]}))
    assert result.counts == {"ssd_cp_visits": {"new": 2}}
    assert found == [("gap", "ssd_cp_visits.csv", "3", "cppv_cp_visit_date")]
    assert Visit.objects.count() == 4
    assert (Family.objects.count(), Conference.objects.count()) == (families, conferences)
    clocks = Deadline.objects.filter(rule="statutory_visit").order_by("started_on")
    assert [f"{row.met_on}" for row in clocks] == ["2025-10-15", "2025-11-05", "2025-11-19", "None"]
    # A column that a delivery does not have says nothing: what is known stays.
    people = [
        {key: row[key] for key in ("pers_person_id", "pers_surname", "pers_dob")}
        for row in tables["ssd_person"]
    ]
    people[2]["pers_surname"] = "Pendlewick-Hale"
    bring_in(write(tmp_path / "people", {"ssd_person": people}))
    fergus = Child.objects.select_related("person").get(local_id="102")
    assert (fergus.person.name, fergus.sex) == ("Fergus Pendlewick-Hale", "M")
    assert Family.objects.count() == families


def test_visits_that_come_with_a_later_delivery_set_the_clocks_they_should_have_set(
    tmp_path: Path,
) -> None:
    """An import without them could only start what was still to come, from its own day."""
    tables = history()
    visits = {"ssd_cp_visits": tables.pop("ssd_cp_visits")}
    bring_in(write(tmp_path / "first", tables))
    clock = Deadline.objects.get(rule="statutory_visit")
    assert (clock.started_on, clock.is_open) == (today_in_london(), True)
    bring_in(write(tmp_path / "visits", visits))
    clocks = Deadline.objects.filter(rule="statutory_visit").order_by("started_on")
    assert [(f"{row.started_on}", f"{row.due_on}", f"{row.met_on}") for row in clocks] == [
        ("2025-10-03", "2025-10-17", "2025-10-15"),
        ("2025-10-15", "2025-10-29", "2025-11-05"),
        ("2025-11-05", "2025-11-19", "None"),
    ]
    changes = clocks[0].changes.order_by("pk").values_list("kind", flat=True)
    assert list(changes) == ["started", "met"], "how it came to be is kept"


def test_rows_of_a_duplicate_that_was_merged_away_are_of_the_child_who_is_kept(
    tmp_path: Path,
) -> None:
    tables = history()
    bring_in(write(tmp_path, tables))
    duplicate = Child.objects.get(local_id="102")
    kept = make_child("Fergus Pendle", date_of_birth=dt.date(2020, 2, 29))
    make_residence(kept.person)
    officer = make_staff(Role.DATA_OFFICER)
    merge(kept=kept.person, duplicate=duplicate.person, reason="The same boy", by=officer)

    plan = tables["ssd_cp_plans"][1]
    again = {"cppl_cp_plan_id": "C9", "cppl_person_id": "102"}
    tables["ssd_cp_plans"].append(plan | again | {"cppl_cp_plan_start_date": "2026-03-02"})
    home = {"addr_table_id": "9", "addr_person_id": "102", "addr_address_start_date": "2026-03-01"}
    tables["ssd_address"].append(tables["ssd_address"][1] | home)
    tables["ssd_person"][2]["pers_forename"] = "Ferguson"
    tables["ssd_s47_enquiry"][2]["s47e_s47_end_date"] = "2025-10-01"
    result, found = bring_in(write(tmp_path, tables))
    assert "refused" not in {state for counts in result.counts.values() for state in counts}
    assert ("note", "ssd_address.csv", "4", "") in found
    opened = open_plan_for(kept)
    assert opened is not None
    assert (opened.opened_by, opened.record.family_id) == ("imported:C9", kept.family_id)
    enquiry = Section47Enquiry.objects.get(source_id="S2")
    assert enquiry.child_id == kept.pk
    # A merge moves an episode; what the source says of it is still followed, and both are known.
    known = enquiry.history.order_by("history_id").values_list("child_id", "ended_on")
    assert list(known)[-2:] == [(kept.pk, None), (kept.pk, dt.date(2025, 10, 1))]
    assert known[0] == (duplicate.pk, None)
    assert not Plan.objects.filter(child=duplicate).exists()
    kept.person.refresh_from_db()
    assert kept.person.name == "Fergus Pendle"


def test_a_role_passes_on_as_the_source_says_but_one_given_here_is_ended_here(
    tmp_path: Path,
) -> None:
    tables = history()
    bring_in(write(tmp_path, tables))
    fergus = Child.objects.get(local_id="102")
    make_case_role(fergus.family, Professional.objects.get(case_roles__isnull=False))
    old, other = tables["ssd_involvements"]
    new = {"invo_involvements_id": "4", "invo_professional_id": "P2"}
    given = {"invo_involvements_id": "5", "invo_person_id": "102"}
    tables["ssd_professionals"].append(
        {"prof_professional_id": "P2", "prof_professional_name": "Quillmere, Odd"}
    )
    came = old | new | {"invo_involvement_start_date": "2026-02-01"}
    tables["ssd_involvements"] = [came, old, other, old | given]
    for row in (old, other):
        row["invo_involvement_end_date"] = "2026-01-31"
    tables["ssd_involvements"][3]["invo_involvement_end_date"] = ""
    _, found = bring_in(write(tmp_path, tables))
    assert [each for each in found if each[0] == "conflict"] == []
    roles = CaseRole.objects.exclude(family=fergus.family).order_by("from_on")
    assert [(f"{each.professional.person}", f"{each.to_on}") for each in roles] == [
        ("Ada Fenwright", "2026-01-31"),
        ("Odd Quillmere", "None"),
    ]

    tables["ssd_involvements"][3]["invo_involvement_end_date"] = "2026-03-31"
    for _ in range(2):
        _, found = bring_in(write(tmp_path, tables))
        assert [each for each in found if each[0] == "conflict"] == [
            ("conflict", "ssd_involvements.csv", "5", "invo_involvement_end_date"),
        ]
        assert CaseRole.objects.get(family=fergus.family).to_on is None
