"""What the case system holds and this one does not run. Only an import writes these rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from people.models import Child
from reporting.imports.household import Batch, Row
from reporting.imports.keeping import Wanted, keep
from reporting.imports.places import Places
from reporting.models import Assessment, ChildInNeedPlan, Referral, Section47Enquiry

REFERRALS = "ssd_cin_episodes"
Fields = Callable[[Row], dict[str, Any]]


def keep_episodes(batch: Batch, places: Places) -> None:
    _keep(batch, REFERRALS, Referral, _referral, places, "cine_referral_team")
    for table, model, fields, prefix, team in (
        ("ssd_cin_assessments", Assessment, _assessment, "cina", "cina_assessment_team"),
        ("ssd_cin_plans", ChildInNeedPlan, _need_plan, "cinp", "cinp_cin_plan_team"),
        ("ssd_s47_enquiry", Section47Enquiry, _enquiry, "s47e", "s47e_s47_completed_by_team"),
    ):
        _keep(batch, table, model, _with_referral(batch, fields, prefix), places, team)


def _keep(batch: Batch, table: str, model: Any, fields: Fields, places: Places, team: str) -> None:
    wanted = []
    for household, row in batch.rows(table):
        child: Child | None = household.children.get(row.person)
        if child is not None:
            place = places.team(row.word(team))
            said = {"child_id": child.pk, "team_name": place.name if place else row.word(team)}
            at_first = {"source_id": row.source_id}
            wanted.append(Wanted(row.key, row, said | fields(row), at_first))
    keep(batch, model, wanted)


def _with_referral(batch: Batch, fields: Fields, prefix: str) -> Fields:
    def read(row: Row) -> dict[str, Any]:
        key = (REFERRALS, row.word(f"{prefix}_referral_id"))
        return {"referral_id": batch.pk_of(key, Referral), **fields(row)}

    return read


def _referral(row: Row) -> dict[str, Any]:
    return {
        "referred_on": row.day("cine_referral_date"),
        "source_code": row.word("cine_referral_source_code"),
        "primary_need": row.word("cine_cin_primary_need_code"),
        "no_further_action": row["cine_referral_nfa"],
        "closed_on": row.day("cine_close_date"),
        "close_reason": row.word("cine_close_reason"),
    }


def _assessment(row: Row) -> dict[str, Any]:
    return {
        "started_on": row.day("cina_assessment_start_date"),
        "authorised_on": row.day("cina_assessment_auth_date"),
        "child_seen": row["cina_assessment_child_seen"],
        "no_further_action": row["cina_assessment_outcome_nfa"],
    }


def _need_plan(row: Row) -> dict[str, Any]:
    return {
        "started_on": row.day("cinp_cin_plan_start_date"),
        "ended_on": row.day("cinp_cin_plan_end_date"),
    }


def _enquiry(row: Row) -> dict[str, Any]:
    said = (row["s47e_s47_outcome_json"] or {}).get("CP_CONFERENCE_FLAG", "").upper()
    return {
        "started_on": row.day("s47e_s47_start_date"),
        "ended_on": row.day("s47e_s47_end_date"),
        "no_further_action": row["s47e_s47_nfa"],
        "conference_not_required": {"Y": False, "N": True}.get(said),
    }
