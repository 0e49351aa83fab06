"""A baby to come, a child who moved here, another authority's plan, a child with a new identity."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from conferences.enums import ConferenceKind
from conferences.models import Conference
from people.enums import SafeContact
from people.models import Child, Family, Person, Residence
from plans.models import Plan
from reporting.domain.figures import figure
from reporting.measures import BY_CODE
from reporting.models import Finding
from reporting.period import parse
from tests.reporting.imports.folder import Tables, bring_in, history, write
from timescales.domain import today_in_london
from timescales.models import Deadline

pytestmark = pytest.mark.django_db


def _tables(today: dt.date) -> Tables:
    """Ebba, her brother to come and their mother; and Idris, who moved here alone."""
    met, expected = f"{today - dt.timedelta(days=40)}", f"{today + dt.timedelta(days=60)}"
    plan = {"cppl_cp_plan_initial_category": "NEG", "cppl_cp_plan_latest_category": "NEG"}
    held = {"icpc_icpc_outcome_cp_flag": "Y", "icpc_icpc_transfer_in": "N"}
    return {
        "ssd_person": [
            {"pers_person_id": "200", "pers_forename": "Ebba", "pers_dob": "2019-05-14"},
            {"pers_person_id": "201", "pers_expected_dob": expected, "pers_sex": "F"},
            {"pers_person_id": "202", "pers_forename": "Runa", "pers_dob": "1994-01-09",
             "pers_is_mother": "Y"},
            {"pers_person_id": "203", "pers_forename": "Idris", "pers_dob": "2021-11-30",
             "pers_upn_unknown": "un3"},
        ],
        "ssd_family": [
            {"fami_table_id": number, "fami_family_id": "F5", "fami_person_id": number}
            for number in ("200", "201", "202")
        ],
        "ssd_s47_enquiry": [
            {"s47e_s47_enquiry_id": "S6", "s47e_person_id": "203",
             "s47e_s47_start_date": "2026-02-02"},
        ],
        "ssd_initial_cp_conference": [
            held | {"icpc_icpc_id": "I5", "icpc_person_id": "201", "icpc_icpc_date": met,
                    "icpc_cp_plan_id": "C5"},
            held | {"icpc_icpc_id": "I6", "icpc_person_id": "203", "icpc_icpc_date": "2026-03-02",
                    "icpc_cp_plan_id": "C6", "icpc_s47_enquiry_id": "S6",
                    "icpc_icpc_transfer_in": "Y"},
        ],
        "ssd_cp_plans": [
            plan | {"cppl_cp_plan_id": "C5", "cppl_person_id": "201",
                    "cppl_cp_plan_start_date": met},
            plan | {"cppl_cp_plan_id": "C6", "cppl_person_id": "203",
                    "cppl_cp_plan_start_date": "2026-03-02"},
            plan | {"cppl_cp_plan_id": "C7", "cppl_person_id": "200", "cppl_cp_plan_ola": "Y",
                    "cppl_cp_plan_start_date": "2024-06-03",
                    "cppl_cp_plan_end_date": "2024-07-15"},
            plan | {"cppl_cp_plan_id": "C8", "cppl_person_id": "200", "cppl_cp_plan_ola": "N",
                    "cppl_cp_plan_start_date": "2024-06-10",
                    "cppl_cp_plan_end_date": "2024-12-02"},
        ],
    }  # fmt: skip


def test_children_of_every_kind_come_in_as_what_they_are(tmp_path: Path) -> None:
    today = today_in_london()
    tables = _tables(today)
    for row in tables["ssd_person"]:
        row["pers_surname"] = "Quarle-Źródło"
    _, found = bring_in(write(tmp_path, tables))
    assert [each for each in found if each[0] == "error"] == []
    assert ("gap", "ssd_person.csv", "3", "pers_sex") in found
    assert ("note", "ssd_person.csv", "4", "pers_is_mother") in found
    children = {each.local_id: each for each in Child.objects.select_related("person", "family")}
    assert sorted(children) == ["200", "201", "203"]
    ebba, baby, idris = (children[number] for number in ("200", "201", "203"))
    assert (baby.person.name, baby.is_unborn, baby.sex) == ("Baby Quarle-Źródło", True, "U")
    assert (idris.why_no_upn, ebba.why_no_upn) == ("UN3", "")
    assert (baby.expected_on, baby.family) == (today + dt.timedelta(days=60), ebba.family)

    moved = Conference.objects.get(family=idris.family, held_on__isnull=False)
    assert (moved.kind, Plan.objects.get(child=idris).opened_by) == ("transfer_in", moved.about)
    # From the enquiry it is not counted, and from what it is, the file does not say.
    assert not Deadline.objects.filter(child=idris, met_on__isnull=False).exists()
    told = {
        (code, period): figure(BY_CODE[code], parse(period)).words
        for code, period in (
            ("transfers_in", "2026-03"),
            ("transfer_in_in_time", "2026-03"),
            ("icpc_children", "2026-03"),
            ("plans_open", "2024-06"),
            ("plans_started", "2024-06"),
        )
    }
    assert list(told.values()) == ["1", "Not available", "0", "1", "1"]
    theirs = Plan.objects.get(child=ebba, is_temporary=True)
    assert (theirs.authority, f"{theirs.ended_on}") == ("Another authority", "2024-07-15")
    assert not Deadline.objects.open().filter(child=ebba).exists()
    _assert_still_to_come(baby, today - dt.timedelta(days=40), today)

    born = today - dt.timedelta(days=5)
    tables["ssd_person"][3]["pers_upn"] = "X801200001002"
    tables["ssd_person"][1] |= {"pers_forename": "Milo", "pers_sex": "M", "pers_dob": f"{born}"}
    _, found = bring_in(write(tmp_path, tables))
    assert [each for each in found if each[0] == "conflict"] == []
    baby = Child.objects.select_related("person").get(local_id="201")
    assert (baby.person.name, baby.sex) == ("Milo Quarle-Źródło", "M")
    assert (baby.person.date_of_birth, baby.is_unborn) == (born, False)
    idris.refresh_from_db()
    assert (idris.upn, idris.upn_unknown) == ("X801200001002", "")
    history_of = baby.person.history.order_by("history_id")
    assert list(history_of.values_list("given_names", "date_of_birth")) == [
        ("Baby", None),
        ("Milo", born),
    ]
    review = Deadline.objects.open().get(child=baby, rule="first_review")
    assert review.clock_dates().birth == born


def _assert_still_to_come(child: Child, met_on: dt.date, today: dt.date) -> None:
    """The first core group and visit were due before the import: whether they were is not known."""
    clocks = Deadline.objects.filter(child=child).order_by("rule")
    assert [(each.rule, each.started_on, each.is_open) for each in clocks] == [
        ("core_group", today, True),
        ("first_review", met_on, True),
        ("long_plan_first", met_on, True),
        ("midpoint", met_on, True),
        ("statutory_visit", today, True),
    ]
    review = Conference.objects.get(kind=ConferenceKind.REVIEW, children__child=child)
    assert review.due_on == clocks.get(rule="first_review").due_on


def test_a_child_in_another_family_there_keeps_family_name_and_home_here(tmp_path: Path) -> None:
    tables = history()
    bring_in(write(tmp_path, tables))
    birth = Child.objects.get(local_id="100").family
    birth.is_restricted = True
    birth.save()
    homes = Residence.objects.count()

    person, home = tables["ssd_person"][0], tables["ssd_address"][1]
    tables["ssd_family"][0]["fami_family_id"] = "F9"
    person["pers_surname"] = "Newfield"
    # A new identity: the same birthday, nothing else, and nothing that links the two.
    again = person | {"pers_person_id": "301", "pers_forename": "Wren", "pers_ethnicity": "MWAS"}
    brother = again | {"pers_person_id": "300", "pers_forename": "Teo", "pers_dob": "2017-03-05"}
    tables["ssd_person"] += [again, brother]
    new_home = {"addr_address_start_date": "2026-01-05", "addr_address_postcode": "ZZ9 9ZZ"}
    for number in ("300", "301"):
        belongs = {"fami_table_id": number, "fami_family_id": "F9", "fami_person_id": number}
        tables["ssd_family"].append(belongs)
        about = {"addr_table_id": number, "addr_person_id": number}
        tables["ssd_address"].append(home | new_home | about)
    tables["ssd_address"].append(home | new_home | {"addr_table_id": "9"})
    for _ in range(2):
        _, found = bring_in(write(tmp_path, tables))
        assert [each for each in found if each[0] == "conflict"] == [
            ("conflict", "ssd_family.csv", "2", "fami_family_id")
        ]
        zoe = Child.objects.select_related("person", "family").get(local_id="100")
        assert (zoe.person.family_name, zoe.family) == ("O'Featherby", birth)
        assert sorted(birth.children.values_list("local_id", flat=True)) == ["100", "101"]
        theirs = Family.objects.get(name="Newfield")
        assert sorted(theirs.children.values_list("local_id", flat=True)) == ["300", "301"]
        assert Residence.objects.count() == homes + 2
        assert Residence.objects.filter(person=zoe.person).count() == 2
    birth.refresh_from_db()
    assert birth.is_restricted
    assert not Finding.objects.filter(message__contains="Newfield").exists()


def test_whoever_is_protected_here_moves_to_a_protected_home(tmp_path: Path) -> None:
    tables = history()
    bring_in(write(tmp_path, tables))
    fergus = Child.objects.get(local_id="102").person
    # Not by `save`: what was changed here is left alone anyway.
    safe = {
        "is_protected": True,
        "safe_contact": SafeContact.NONE,
        "safe_contact_note": "At school",
    }
    Person.objects.filter(pk=fergus.pk).update(**safe)
    home = {"addr_table_id": "7", "addr_person_id": "102", "addr_address_start_date": "2026-01-05"}
    tables["ssd_address"].append(tables["ssd_address"][1] | home)
    tables["ssd_person"][2]["pers_forename"] = "Ferguson"
    bring_in(write(tmp_path, tables))
    assert [each.is_protected for each in Residence.objects.filter(person=fergus)] == [True]
    fergus.refresh_from_db()
    assert fergus.given_names == "Ferguson"
    assert {name: getattr(fergus, name) for name in safe} == safe
