"""The Standard Safeguarding Dataset out: one CSV for each table that the import reads.

Ids are of this system, but for what an import brought with its own. Homes are not given out (the
file is there, and empty): protected addresses stand among them, and no figure needs one. An import
makes no family restricted, so nothing in the files says that one is.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.db.models import Exists, OuterRef

from conferences.enums import ChildOutcome, ConferenceKind
from conferences.models import ConferenceChild
from people.enums import CaseRoleKind, Sex
from people.models import CaseRole, Child, Professional, Team
from plans.domain.previous import earlier_beside, spans_here
from plans.enums import SeenAnswer
from plans.models import EarlierPlan, Plan, Visit
from reporting.imports.tables import ALL
from reporting.returns.domain.census_enquiries import Row, enquiry_rows
from reporting.returns.domain.census_records import (
    BATCH,
    Records,
    held_on,
    plan_that_ran,
    records_for,
)
from reporting.returns.domain.files import written_whole
from reporting.returns.domain.referrals_named import label, referrals_named

Cells = dict[str, Any]
Line = tuple[str, Cells]  # the table, and its columns that have a value
ROLES = {
    CaseRoleKind.CHAIR: "Conference chair",
    CaseRoleKind.LEAD_SOCIAL_WORKER: "Allocated social worker",
    CaseRoleKind.TEAM_MANAGER: "Team manager",
}
ANSWERS = {SeenAnswer.YES: True, SeenAnswer.NO: False}
OUTCOMES = {
    ChildOutcome.CHILD_PROTECTION: "CP_FLAG",
    ChildOutcome.CHILD_IN_NEED: "PROV_OF_SERVICES_FLAG",
    ChildOutcome.EARLY_HELP: "REFERRAL_TO_OTHER_AGENCY_FLAG",
    ChildOutcome.NO_FURTHER_ACTION: "NFA_FLAG",
}


def write_data_set(folder: Path) -> list[int]:
    """Every table, a batch of children at a time. Returns the ids of the children. Raises
    OSError, and then leaves no file behind."""
    with ExitStack() as files:
        writers = {
            name: _writer(files, folder / f"{name}.csv", table.names) for name, table in ALL.items()
        }
        for table, cells in _places():
            writers[table].writerow(_written(cells))
        children = []
        for records, lines in _children():
            children.append(records.child.pk)
            for table, cells in lines:
                writers[table].writerow(_written(cells))
        return children


def _writer(files: ExitStack, path: Path, columns: list[str]) -> csv.DictWriter[str]:
    out = files.enter_context(written_whole(path))
    text = io.TextIOWrapper(out, encoding="utf-8", newline="")
    files.callback(text.detach)  # the file itself is closed, and named, by written_whole
    writer = csv.DictWriter(text, columns, restval="")
    writer.writeheader()
    return writer


def _written(cells: Cells) -> dict[str, str]:
    return {name: _cell(value) for name, value in cells.items()}


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Y" if value else "N"
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _places() -> Iterator[Line]:
    """Teams with their areas, and whoever has a role on a case."""
    for team in Team.objects.select_related("area").order_by("pk"):
        yield (
            "ssd_department",
            {
                "dept_team_id": f"team-{team.pk}",
                "dept_team_name": team.name,
                "dept_team_parent_id": f"area-{team.area_id}",
                "dept_team_parent_name": team.area.name,
            },
        )
    roles = CaseRole.objects.filter(kind__in=ROLES, professional=OuterRef("pk"))
    holders = Professional.objects.filter(Exists(roles)).select_related("person").order_by("pk")
    for professional in holders.iterator():
        pk, team_id = professional.pk, professional.team_id
        yield (
            "ssd_professionals",
            {
                "prof_professional_id": f"professional-{pk}",
                "prof_professional_name": professional.person.name,
                "prof_professional_job_title": professional.job_title,
                "prof_professional_department": f"team-{team_id}" if team_id else "",
            },
        )


def _children() -> Iterator[tuple[Records, Iterator[Line]]]:
    last = 0
    while True:
        rows = Child.objects.standing().filter(pk__gt=last).order_by("pk")
        batch = list(rows.values_list("pk", flat=True)[:BATCH])
        if not batch:
            return
        visits, earlier, roles = _more(batch)
        theirs = _theirs(batch)
        of_theirs = referrals_named(plan for plans in theirs.values() for plan in plans)
        for records in records_for(batch):
            pk = records.child.pk
            records.named |= of_theirs
            own = [_plan(records, plan) for plan in theirs.get(pk, ())]
            own += [*visits.get(pk, ()), *earlier.get(pk, ())]
            lines = [*_person(records.child), *_of(records), *own]
            lines += _involvements(records.child, roles.get(records.child.family_id, ()))
            yield records, iter(lines)
        last = batch[-1]


def _more(ids: list[int]) -> tuple[dict[int, list[Line]], dict[int, list[Line]], dict[int, Any]]:
    visits: dict[int, list[Line]] = {}
    ours = {"plan__child__in": ids, "plan__is_temporary": False, "plan__voided_at": None}
    for visit in Visit.objects.standing().filter(**ours).select_related("plan__child"):
        visits.setdefault(visit.plan.child_id, []).append(_visit(visit))
    earlier: dict[int, list[Line]] = {}
    for plan in earlier_beside(spans_here(ids)):
        earlier.setdefault(plan.child_id, []).append(_earlier(plan))
    roles: dict[int, list[CaseRole]] = {}
    for role in CaseRole.objects.filter(kind__in=ROLES, family__children__in=ids).distinct():
        roles.setdefault(role.family_id, []).append(role)
    return visits, earlier, roles


def _theirs(ids: list[int]) -> dict[int, list[Plan]]:
    """Plans of other authorities, by child."""
    found: dict[int, list[Plan]] = {}
    for plan in Plan.objects.of_another_authority().filter(child__in=ids, voided_at__isnull=True):
        found.setdefault(plan.child_id, []).append(plan)
    return found


def _person(child: Child) -> Iterator[Line]:
    person = child.person
    yield (
        "ssd_person",
        {
            "pers_person_id": child.local_id,
            "pers_forename": person.given_names,
            "pers_surname": person.family_name,
            "pers_sex": Sex.UNKNOWN if child.is_unborn else child.sex,
            "pers_gender": child.gender,
            "pers_ethnicity": child.ethnicity,
            "pers_dob": person.date_of_birth,
            "pers_expected_dob": child.expected_on,
            "pers_death_date": person.died_on,
            "pers_upn": child.upn,
            "pers_upn_unknown": child.why_no_upn,
            "pers_single_unique_id": child.nhs_number,
        },
    )
    belongs = {"fami_family_id": child.family.reference, "fami_person_id": child.local_id}
    yield "ssd_family", {"fami_table_id": child.local_id, **belongs}
    for code in child.disabilities:
        about = {"disa_person_id": child.local_id, "disa_disability_code": code}
        yield "ssd_disability", {"disa_table_id": f"{child.local_id}-{code}", **about}


def _involvements(child: Child, roles: Iterable[CaseRole]) -> Iterator[Line]:
    for role in roles:
        yield (
            "ssd_involvements",
            {
                "invo_involvements_id": f"role-{role.pk}-{child.local_id}",
                "invo_professional_id": f"professional-{role.professional_id}",
                "invo_professional_role_id": ROLES[CaseRoleKind(role.kind)],
                "invo_professional_team": _team(child),
                "invo_person_id": child.local_id,
                "invo_involvement_start_date": role.from_on,
                "invo_involvement_end_date": role.to_on,
            },
        )


def _team(child: Child) -> str:
    return f"team-{child.family.team_id}" if child.family.team_id else ""


def _of(records: Records) -> Iterator[Line]:
    yield from _episodes(records)
    enquiries = list(enquiry_rows(records))
    named = {row.source_id: row for row in enquiries if row.source_id}
    yield from (_enquiry(records.child, row) for row in named.values())
    led = {row.meeting.pk: row.source_id for row in enquiries if row.meeting}
    for meeting in records.meetings:
        day = held_on(meeting)
        if day and meeting.conference.kind == ConferenceKind.REVIEW:
            plan = plan_that_ran(records, day)
            if plan is not None:
                yield _review(records.child, meeting, plan)
        elif day:
            yield _initial(records, meeting, led.get(meeting.pk, ""))
    for plan in records.plans:
        yield _plan(records, plan)


def _episodes(records: Records) -> Iterator[Line]:
    person = records.child.local_id
    names = {referral.pk: referral.source_id for referral in records.referrals}
    for referral in records.referrals:
        yield (
            "ssd_cin_episodes",
            {
                "cine_referral_id": referral.source_id,
                "cine_person_id": person,
                "cine_referral_date": referral.referred_on,
                "cine_cin_primary_need_code": referral.primary_need,
                "cine_referral_source_code": referral.source_code,
                "cine_referral_nfa": referral.no_further_action,
                "cine_close_reason": referral.close_reason,
                "cine_close_date": referral.closed_on,
                "cine_referral_team": referral.team_name,
            },
        )
    for assessment in records.assessments:
        yield (
            "ssd_cin_assessments",
            {
                "cina_assessment_id": assessment.source_id,
                "cina_person_id": person,
                "cina_referral_id": names.get(assessment.referral_id or 0),
                "cina_assessment_start_date": assessment.started_on,
                "cina_assessment_child_seen": assessment.child_seen,
                "cina_assessment_auth_date": assessment.authorised_on,
                "cina_assessment_outcome_nfa": assessment.no_further_action,
                "cina_assessment_team": assessment.team_name,
            },
        )
    for plan in records.need_plans:
        yield (
            "ssd_cin_plans",
            {
                "cinp_cin_plan_id": plan.source_id,
                "cinp_referral_id": names.get(plan.referral_id or 0),
                "cinp_person_id": person,
                "cinp_cin_plan_start_date": plan.started_on,
                "cinp_cin_plan_end_date": plan.ended_on,
                "cinp_cin_plan_team": plan.team_name,
            },
        )


def _enquiry(child: Child, row: Row) -> Line:
    answer = {True: '{"CP_CONFERENCE_FLAG": "N"}', False: '{"CP_CONFERENCE_FLAG": "Y"}', None: ""}
    of_case_system = row.episode
    return (
        "ssd_s47_enquiry",
        {
            "s47e_s47_enquiry_id": row.source_id,
            "s47e_person_id": child.local_id,
            "s47e_referral_id": of_case_system.referral.source_id
            if of_case_system and of_case_system.referral
            else "",
            "s47e_s47_start_date": row.started_on,
            "s47e_s47_end_date": of_case_system.ended_on if of_case_system else None,
            "s47e_s47_nfa": of_case_system.no_further_action if of_case_system else None,
            "s47e_s47_outcome_json": answer[row.not_required],
            "s47e_s47_completed_by_team": of_case_system.team_name if of_case_system else "",
        },
    )


def _initial(records: Records, meeting: ConferenceChild, enquiry: str) -> Line:
    child, outcome = records.child, _outcome(meeting)
    made_plan = any(plan.pk == meeting.plan_id for plan in records.plans)
    return (
        "ssd_initial_cp_conference",
        {
            "icpc_icpc_id": f"child-at-{meeting.pk}",
            "icpc_icpc_meeting_id": f"meeting-{meeting.conference_id}",
            "icpc_s47_enquiry_id": enquiry,
            "icpc_person_id": child.local_id,
            "icpc_cp_plan_id": f"plan-{meeting.plan_id}" if made_plan else "",
            "icpc_referral_id": records.named.get(label(meeting), ""),
            "icpc_icpc_transfer_in": meeting.conference.kind == ConferenceKind.TRANSFER_IN,
            "icpc_icpc_target_date": meeting.due_on,
            "icpc_icpc_date": held_on(meeting),
            "icpc_icpc_outcome_cp_flag": _is_plan(outcome),
            "icpc_icpc_outcome_json": json.dumps({OUTCOMES[outcome]: "Y"}) if outcome else "",
            "icpc_icpc_team": _team(child),
        },
    )


def _outcome(meeting: ConferenceChild) -> ChildOutcome | None:
    decision = getattr(meeting, "decision", None)
    return ChildOutcome(decision.outcome) if decision else None


def _is_plan(outcome: ChildOutcome | None) -> bool | None:
    return None if outcome is None else outcome == ChildOutcome.CHILD_PROTECTION


def _plan(records: Records, plan: Plan) -> Line:
    opening = [m for m in records.meetings if f"conference:{m.conference_id}" == plan.opened_by]
    return (
        "ssd_cp_plans",
        {
            "cppl_cp_plan_id": f"plan-{plan.pk}",
            "cppl_referral_id": records.named.get(label(plan), ""),
            "cppl_icpc_id": f"child-at-{opening[0].pk}" if opening else "",
            "cppl_person_id": records.child.local_id,
            "cppl_cp_plan_start_date": plan.started_on,
            "cppl_cp_plan_end_date": plan.ended_on,
            "cppl_cp_plan_ola": plan.is_temporary,
            "cppl_cp_plan_initial_category": plan.category_initial,
            "cppl_cp_plan_latest_category": plan.category_latest,
        },
    )


def _earlier(plan: EarlierPlan) -> Line:
    return (
        "ssd_cp_plans",
        {
            "cppl_cp_plan_id": f"earlier-{plan.pk}",
            "cppl_person_id": plan.child.local_id,
            "cppl_cp_plan_start_date": plan.started_on,
            "cppl_cp_plan_end_date": plan.ended_on,
            "cppl_cp_plan_ola": bool(plan.authority),
            "cppl_cp_plan_initial_category": plan.category,
            "cppl_cp_plan_latest_category": plan.category,
        },
    )


def _review(child: Child, meeting: ConferenceChild, plan: Plan) -> Line:
    return (
        "ssd_cp_reviews",
        {
            "cppr_cp_review_id": f"child-at-{meeting.pk}",
            "cppr_person_id": child.local_id,
            "cppr_cp_plan_id": f"plan-{plan.pk}",
            "cppr_cp_review_due": meeting.due_on,
            "cppr_cp_review_date": held_on(meeting),
            "cppr_cp_review_meeting_id": f"meeting-{meeting.conference_id}",
            "cppr_cp_review_outcome_continue_cp": _is_plan(_outcome(meeting)),
            "cppr_cp_review_quorate": meeting.conference.was_quorate,
            "cppr_cp_review_participation": meeting.participation,
        },
    )


def _visit(visit: Visit) -> Line:
    return (
        "ssd_cp_visits",
        {
            "cppv_cp_visit_id": f"visit-{visit.pk}",
            "cppv_person_id": visit.plan.child.local_id,
            "cppv_cp_plan_id": f"plan-{visit.plan_id}",
            "cppv_cp_visit_date": visit.visited_on,
            "cppv_cp_visit_seen": visit.was_seen,
            "cppv_cp_visit_seen_alone": ANSWERS.get(SeenAnswer(visit.seen_alone)),
            "cppv_cp_visit_bedroom": ANSWERS.get(SeenAnswer(visit.bedroom_seen)),
        },
    )
