"""A small history in the shape of the Standard Safeguarding Dataset, written by hand."""

from __future__ import annotations

import csv
from pathlib import Path

from reporting.imports.findings import Findings
from reporting.imports.run import Result, finish, run_import
from reporting.imports.tables import ALL
from reporting.models import ImportRun

ROOT = Path(__file__).parents[3]
Tables = dict[str, list[dict[str, str]]]


def not_carried() -> set[str]:
    """The figures of which the documentation says that no import can answer them."""
    return figures_named("import.md", "What no import can answer")


def figures_named(file: str, heading: str) -> set[str]:
    """Those in the second column of the table under a heading of the documentation."""
    said = (ROOT / "docs" / file).read_text("utf-8")
    section = said.partition(f"## {heading}")[2].partition("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in section.splitlines() if line[:1] == "|"]
    return {
        name
        for _, names in (row for row in rows[1:] if len(row) == 2)
        for name in names.split("; ")
    }


def history() -> Tables:
    """Two sisters: one on a plan since 2025, one whose plan of 2023 has ended; and a boy alone."""
    return {
        "ssd_department": [
            {"dept_team_id": "A1", "dept_team_name": "North"},
            {"dept_team_id": "T1", "dept_team_name": "Harbour", "dept_team_parent_id": "A1"},
        ],
        "ssd_professionals": [
            {"prof_professional_id": "P1", "prof_professional_name": "Fenwright, Ada"},
        ],
        "ssd_person": [
            _person("100", "Zoë", "O'Featherby", "2015-04-30", sex="F"),
            _person("101", "نور", "O'Featherby", "14/05/2018", sex="F"),
            _person("102", "Fergus", "Pendlewick", "2020-02-29", sex="M"),
        ],
        "ssd_family": [
            {"fami_table_id": "1", "fami_family_id": "F1", "fami_person_id": "100"},
            {"fami_table_id": "2", "fami_family_id": "F1", "fami_person_id": "101"},
        ],
        "ssd_disability": [
            {"disa_table_id": "1", "disa_person_id": "100", "disa_disability_code": "LD"},
            {"disa_table_id": "2", "disa_person_id": "100", "disa_disability_code": "NONE"},
        ],
        "ssd_address": [
            _home("1", "100", "2019-01-07", "2024-05-31", "1"),
            _home("2", "100", "2024-06-01", "", "2"),
        ],
        "ssd_involvements": [_worker("1", "100"), _worker("2", "101")],
        "ssd_cin_episodes": [
            {
                "cine_referral_id": "R1",
                "cine_person_id": "101",
                "cine_referral_date": "2025-09-01",
                "cine_referral_nfa": "0",
                "cine_referral_team": "T1",
            }
        ],
        "ssd_s47_enquiry": [
            _enquiry("S0", "100", "2023-01-03"),
            _enquiry("S1", "101", "2025-09-05", "R1"),
            _enquiry("S2", "102", ""),
        ],
        "ssd_initial_cp_conference": [
            _initial("I0", "100", "2023-01-24", "S0", "C0"),
            _initial("I1", "101", "2025-10-03", "S1", "C1"),
            _initial("I2", "102", "2025-10-06", "S2", "", plan="N"),
        ],
        "ssd_cp_plans": [
            _plan("C0", "100", "2023-01-24", "2023-09-20"),
            _plan("C1", "101", "2025-10-03", "", latest="EMO"),
        ],
        "ssd_cp_reviews": [
            _review("V0", "100", "C0", "2023-04-19", "Y"),
            _review("V1", "100", "C0", "2023-09-20", "N"),
            _review("V2", "101", "C1", "2026-01-02", "Y", due="2026-01-05"),
        ],
        "ssd_cp_visits": [
            _visit("Z1", "101", "C1", "2025-10-15", "Y"),
            _visit("Z2", "101", "C1", "2025-11-03", "N"),
            _visit("Z3", "101", "C1", "2025-11-05", "Y"),
        ],
    }


def _person(number: str, given: str, family: str, born: str, *, sex: str) -> dict[str, str]:
    return {
        "pers_person_id": number,
        "pers_forename": given,
        "pers_surname": family,
        "pers_dob": born,
        "pers_sex": sex,
        "pers_ethnicity": "WBRI",
    }


def _home(number: str, person: str, start: str, end: str, house: str) -> dict[str, str]:
    return {
        "addr_table_id": number,
        "addr_person_id": person,
        "addr_address_start_date": start,
        "addr_address_end_date": end,
        "addr_address_postcode": "zz11zz",
        "addr_address_json": f'{{"HOUSE": "{house}", "STREET": "Pretend Way", "TOWN": "Nowhere"}}',
    }


def _worker(number: str, person: str) -> dict[str, str]:
    return {
        "invo_involvements_id": number,
        "invo_professional_id": "P1",
        "invo_professional_role_id": "Allocated Social Worker",
        "invo_professional_team": "T1",
        "invo_person_id": person,
        "invo_involvement_start_date": "2025-09-01",
    }


def _enquiry(number: str, person: str, start: str, referral: str = "") -> dict[str, str]:
    return {
        "s47e_s47_enquiry_id": number,
        "s47e_person_id": person,
        "s47e_s47_start_date": start,
        "s47e_referral_id": referral,
        "s47e_s47_outcome_json": '{"CP_CONFERENCE_FLAG": "Y"}',
    }


def _initial(
    number: str, person: str, day: str, enquiry: str, plan_id: str, *, plan: str = "Y"
) -> dict[str, str]:
    return {
        "icpc_icpc_id": number,
        "icpc_icpc_meeting_id": f"M{number}",
        "icpc_person_id": person,
        "icpc_icpc_date": day,
        "icpc_s47_enquiry_id": enquiry,
        "icpc_cp_plan_id": plan_id,
        "icpc_icpc_outcome_cp_flag": plan,
        "icpc_icpc_outcome_json": '{"SINGLE_ASSESSMENT_FLAG": "Y"}',
        "icpc_icpc_transfer_in": "N",
    }


def _plan(number: str, person: str, start: str, end: str, latest: str = "NEG") -> dict[str, str]:
    return {
        "cppl_cp_plan_id": number,
        "cppl_person_id": person,
        "cppl_cp_plan_start_date": start,
        "cppl_cp_plan_end_date": end,
        "cppl_cp_plan_initial_category": "NEG",
        "cppl_cp_plan_latest_category": latest,
        "cppl_cp_plan_ola": "N",
    }


def _review(
    number: str, person: str, plan: str, day: str, goes_on: str, due: str = ""
) -> dict[str, str]:
    return {
        "cppr_cp_review_id": number,
        "cppr_cp_review_meeting_id": f"M{number}",
        "cppr_person_id": person,
        "cppr_cp_plan_id": plan,
        "cppr_cp_review_date": day,
        "cppr_cp_review_due": due,
        "cppr_cp_review_outcome_continue_cp": goes_on,
        "cppr_cp_review_quorate": "Y",
        "cppr_cp_review_participation": "PN1",
    }


def _visit(number: str, person: str, plan: str, day: str, seen: str) -> dict[str, str]:
    return {
        "cppv_cp_visit_id": number,
        "cppv_person_id": person,
        "cppv_cp_plan_id": plan,
        "cppv_cp_visit_date": day,
        "cppv_cp_visit_seen": seen,
        "cppv_cp_visit_seen_alone": seen,
    }


def write(folder: Path, tables: Tables) -> Path:
    """One file a table, with the columns that any of its rows has."""
    folder.mkdir(exist_ok=True)
    for name, rows in tables.items():
        used = {column for row in rows for column in row}
        known = ALL[name].names
        columns = [each for each in known if each in used] + sorted(used - set(known))
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, columns, restval="")
            writer.writeheader()
            writer.writerows(rows)
    return folder


Found = tuple[str, str, str, str]


def bring_in(folder: Path, *, strict: bool = False) -> tuple[Result, list[Found]]:
    """How it went, and each finding as (severity, file, line, column)."""
    with Findings() as findings:
        run = ImportRun.objects.create(is_strict=strict)
        result = run_import(folder, run=run, findings=findings, strict=strict)
        finish(run, result, findings)
        rows = [
            (row["severity"], row["file"], row["line"], row["column"]) for row in findings.rows()
        ]
    return result, rows
