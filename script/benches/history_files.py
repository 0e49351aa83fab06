"""Years of made-up history in the files that `import_ssd` reads, written row by row."""

from __future__ import annotations

import csv
import datetime as dt
import random
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

HEADINGS = {
    "ssd_person": "pers_person_id pers_forename pers_surname pers_sex pers_ethnicity pers_dob",
    "ssd_family": "fami_table_id fami_family_id fami_person_id",
    "ssd_address": "addr_table_id addr_person_id addr_address_start_date addr_address_end_date"
    " addr_address_postcode addr_address_json",
    "ssd_department": "dept_team_id dept_team_name dept_team_parent_id dept_team_parent_name",
    "ssd_professionals": "prof_professional_id prof_professional_name prof_professional_department",
    "ssd_involvements": "invo_involvements_id invo_professional_id invo_professional_role_id"
    " invo_professional_team invo_person_id invo_involvement_start_date invo_involvement_end_date",
    "ssd_cin_episodes": "cine_referral_id cine_person_id cine_referral_date cine_referral_nfa"
    " cine_close_date cine_referral_team",
    "ssd_cin_assessments": "cina_assessment_id cina_person_id cina_referral_id"
    " cina_assessment_start_date cina_assessment_auth_date",
    "ssd_s47_enquiry": "s47e_s47_enquiry_id s47e_referral_id s47e_person_id s47e_s47_start_date",
    "ssd_initial_cp_conference": "icpc_icpc_id icpc_icpc_meeting_id icpc_s47_enquiry_id"
    " icpc_person_id icpc_cp_plan_id icpc_icpc_transfer_in icpc_icpc_date"
    " icpc_icpc_outcome_cp_flag",
    "ssd_cp_plans": "cppl_cp_plan_id cppl_person_id cppl_cp_plan_start_date cppl_cp_plan_end_date"
    " cppl_cp_plan_ola cppl_cp_plan_initial_category cppl_cp_plan_latest_category",
    "ssd_cp_reviews": "cppr_cp_review_id cppr_person_id cppr_cp_plan_id cppr_cp_review_date"
    " cppr_cp_review_meeting_id cppr_cp_review_outcome_continue_cp",
    "ssd_cp_visits": "cppv_cp_visit_id cppv_person_id cppv_cp_plan_id cppv_cp_visit_date"
    " cppv_cp_visit_seen cppv_cp_visit_seen_alone",
}
GIVEN = ("Ngozi", "Fergus", "Zofia", "Yusuf", "Layla", "Tamsin")
FAMILY = ("Okonkwo-Hale", "O'Featherby", "Żurawska", "Rahman", "Al-Quasimi", "Pendlewick")
TEAMS, WORKERS = 12, 150
Rows = Iterator[tuple[str, tuple[Any, ...]]]


def write_history(folder: Path, *, children: int, years: int, today: dt.date) -> int:
    """So many children, each with a referral every two years and two plans, the last of which is
    still open for every other child. Says how many rows it wrote."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(children)
    number = 0
    with ExitStack() as files:
        writers = {name: _writer(files, folder, name) for name in HEADINGS}
        for table, row in _rows(chance, children, years, today):
            writers[table].writerow(row)
            number += 1
    return number


def _writer(files: ExitStack, folder: Path, name: str) -> Any:
    path = folder / f"{name}.csv"
    writer = csv.writer(files.enter_context(path.open("w", newline="", encoding="utf-8")))
    writer.writerow(HEADINGS[name].split())
    return writer


def _rows(chance: random.Random, children: int, years: int, today: dt.date) -> Rows:
    for team in range(TEAMS):
        yield "ssd_department", (f"T{team}", f"Team {team}", f"A{team % 3}", f"Area {team % 3}")
    for worker in range(WORKERS):
        yield "ssd_professionals", (f"P{worker}", f"Ada Worker{worker}", f"T{worker % TEAMS}")
    for child in range(children):
        yield from _child(chance, child, years, today)


def _child(chance: random.Random, child: int, years: int, today: dt.date) -> Rows:
    start = today - dt.timedelta(days=365 * years)
    born = start - dt.timedelta(days=chance.randint(30, 2000))
    family = child // 2
    surname = FAMILY[family % len(FAMILY)]
    given = GIVEN[child % len(GIVEN)]
    yield "ssd_person", (child, given, surname, "FM"[child % 2], "WBRI", born)
    yield "ssd_family", (child, f"F{family}", child)
    home = f'{{"HOUSE": "{family}", "STREET": "Pretend Parade", "TOWN": "Nowhere"}}'
    moved = start + dt.timedelta(days=900)
    yield "ssd_address", (f"{child}-1", child, start, moved, "ZZ1 1ZZ", home)
    yield "ssd_address", (f"{child}-2", child, moved + dt.timedelta(days=1), "", "ZZ2 1ZZ", home)
    for number in range(years // 2):
        yield from _referral(child, number, start + dt.timedelta(days=730 * number))
    yield from _plan(child, 0, start + dt.timedelta(days=800), 460)
    last = today - dt.timedelta(days=200 + family % 200)
    yield from _plan(
        child, 1, last, 150 if family % 2 else (today - last).days, is_open=not family % 2
    )


def _referral(child: int, number: int, day: dt.date) -> Rows:
    key, team = f"{child}-{number}", f"T{child // 2 % TEAMS}"
    later = day + dt.timedelta(days=40)
    worker = f"P{child // 2 % WORKERS}"
    yield "ssd_cin_episodes", (key, child, day, "N", day + dt.timedelta(days=600), team)
    yield "ssd_cin_assessments", (key, child, key, day, later)
    ended = day + dt.timedelta(days=700)
    role = "Allocated social worker"
    yield "ssd_involvements", (key, worker, role, team, child, day, ended)


def _plan(child: int, number: int, day: dt.date, days: int, *, is_open: bool = False) -> Rows:
    key, meeting = f"{child}-{number}", f"{child // 2}-{number}"
    end = "" if is_open else day + dt.timedelta(days=days)
    asked = day - dt.timedelta(days=18)
    yield "ssd_s47_enquiry", (key, "", child, asked)
    yield "ssd_initial_cp_conference", (key, meeting, key, child, key, "N", day, "Y")
    yield "ssd_cp_plans", (key, child, day, end, "N", "NEG", "NEG")
    reviews = [*range(88, days, 170), *([] if is_open else [days])]
    for place, after in enumerate(reviews):
        held = day + dt.timedelta(days=after)
        goes_on = "Y" if is_open or after < days else "N"
        name = f"{key}-{place}"
        yield "ssd_cp_reviews", (name, child, key, held, f"{meeting}-{place}", goes_on)
    for after in range(10, days, 10):
        seen = "Y" if after % 70 else "N"
        visited = day + dt.timedelta(days=after)
        yield "ssd_cp_visits", (f"{key}-{after}", child, key, visited, seen, seen)
