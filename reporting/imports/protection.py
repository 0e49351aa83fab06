"""Child protection plans, what each conference decided, and the visits under a plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from simple_history.utils import bulk_update_with_history

from conferences.enums import ChildOutcome, ConferenceKind
from conferences.models import Conference, ConferenceChild, Decision
from disclosure.models import Record
from people.models import Child
from plans.enums import PlanKind, SeenAnswer, VisitSource
from plans.models import Plan, Visit
from reporting.enums import Severity
from reporting.imports.family_checks import INITIALS, PLANS, REVIEWS, VISITS
from reporting.imports.household import Batch, Key, Row
from reporting.imports.keeping import REASON, Wanted, changed_here, keep
from reporting.imports.meetings import keep_meetings, rows_at
from reporting.models import Section47Enquiry

NOT_NAMED = "Another authority"
OF_PLAN = {
    "started_on": "cppl_cp_plan_start_date",
    "ended_on": "cppl_cp_plan_end_date",
    "category_initial": "cppl_cp_plan_initial_category",
    "category_latest": "cppl_cp_plan_latest_category",
    "is_temporary": "cppl_cp_plan_ola",
}
OF_VISIT = {
    "visited_on": "cppv_cp_visit_date",
    "was_seen": "cppv_cp_visit_seen",
    "seen_alone": "cppv_cp_visit_seen_alone",
    "bedroom_seen": "cppv_cp_visit_bedroom",
}
OUTCOMES = (
    ("NFA_FLAG", ChildOutcome.NO_FURTHER_ACTION),
    ("PROV_OF_SERVICES_FLAG", ChildOutcome.CHILD_IN_NEED),
    ("SINGLE_ASSESSMENT_FLAG", ChildOutcome.CHILD_IN_NEED),
    ("REFERRAL_TO_OTHER_AGENCY_FLAG", ChildOutcome.EARLY_HELP),
)
IMPORTED = "Imported: the reasons are in the case system."
ENQUIRY_OF_ANOTHER = (
    "The enquiry is another child’s: whether this was in time is not known. Enter this child’s own."
)
ANOTHER_LINKED = (
    "The enquiry led to another conference of the child: whether this was in time is not known."
)
Linked = tuple[Row, ConferenceChild]
HELP_NOT_KNOWN = "Imported: no plan was made. What was decided instead is not in the file."


def keep_protection(batch: Batch) -> None:
    conferences = keep_meetings(batch)
    plans = _keep_plans(batch, conferences)
    attending = keep(batch, ConferenceChild, list(_attending(batch, conferences, plans)))
    keep(batch, Decision, list(_decisions(batch, conferences, attending, plans)))
    _link_enquiries(batch, attending)
    _keep_visits(batch)


def _keep_plans(batch: Batch, conferences: dict[Key, Conference]) -> dict[Key, Plan]:
    opened = _opening_rows(batch, conferences)
    ours = _kept_here(batch)
    wanted = []
    for household, row in batch.rows(PLANS):
        child = household.children.get(row.person)
        if child is None or _is_kept_here(batch, row, child, ours):
            continue
        opening = opened.get(row.key)
        last = _last_review(batch, row, conferences)
        wanted.append(_plan(batch, row, child, opening, last))
    new = [each for each in wanted if not batch.pk_of(each.key, Plan)]
    records = [each.at_first["record"] for each in new if each.at_first["record"].pk is None]
    Record.objects.bulk_create(records)
    return keep(batch, Plan, wanted)


def _opening_rows(batch: Batch, conferences: dict[Key, Conference]) -> dict[Key, Conference]:
    """The conference that opened each plan: linked either way, else the child's of that day."""
    found: dict[Key, Conference] = {}
    for household in batch.standing():
        initials = [row for row in household.rows.get(INITIALS, ()) if row.key in conferences]
        for plan in household.rows.get(PLANS, ()):
            for row in initials:
                linked = row.word("icpc_cp_plan_id") == plan.source_id
                linked = linked or plan.word("cppl_icpc_id") == row.source_id
                same_day = row["icpc_icpc_date"] == plan["cppl_cp_plan_start_date"]
                if row.person == plan.person and (linked or same_day):
                    found.setdefault(plan.key, conferences[row.key])
    return found


def _last_review(batch: Batch, plan: Row, conferences: dict[Key, Conference]) -> Conference | None:
    rows = [
        conferences[row.key]
        for household in batch.households
        for row in (household.rows.get(REVIEWS, ()) if plan.person in household.children else ())
        if row.word("cppr_cp_plan_id") == plan.source_id and row.key in conferences
    ]
    return max(rows, key=lambda each: each.held_on or dt.date.min, default=None)


def _kept_here(batch: Batch) -> dict[int, list[Plan]]:
    """Plans that were opened here, by child."""
    children = [child.pk for each in batch.standing() for child in each.children.values()]
    rows = Plan.objects.filter(
        child__in=children, kind=PlanKind.CHILD_PROTECTION, voided_at__isnull=True
    )
    plans = {plan.pk: plan for plan in rows}
    targets = {batch.pk_of(key, Plan) for key in batch.digests if key[0] == PLANS}
    found: dict[int, list[Plan]] = {}
    for pk in changed_here(Plan, plans) - targets:
        found.setdefault(plans[pk].child_id, []).append(plans[pk])
    return found


def _is_kept_here(batch: Batch, row: Row, child: Child, ours: dict[int, list[Plan]]) -> bool:
    """The same plan is known here already, or one of ours stands in its way."""
    if batch.pk_of(row.key, Plan) is not None:
        return False
    is_temporary = bool(row["cppl_cp_plan_ola"])
    start, end = row.day("cppl_cp_plan_start_date"), row.day("cppl_cp_plan_end_date")
    assert start is not None, "it is needed"
    for plan in ours.get(child.pk, ()):
        if plan.is_temporary != is_temporary:
            continue
        if plan.started_on == start:
            batch.became(row.key, plan)
            return True
        is_before = end is not None and end <= plan.started_on
        is_after = plan.ended_on is not None and start >= plan.ended_on
        if not is_before and not is_after:
            message = "A plan kept here runs at that time: left as it is here."
            batch.note(Severity.CONFLICT, row, message, "cppl_cp_plan_start_date", start)
            return True
    return False


def _plan(
    batch: Batch, row: Row, child: Child, opening: Conference | None, last: Conference | None
) -> Wanted:
    initial = row.word("cppl_cp_plan_initial_category")
    latest = row.word("cppl_cp_plan_latest_category") or initial
    is_temporary = bool(row["cppl_cp_plan_ola"])
    whose = {"is_temporary": is_temporary, "authority": NOT_NAMED if is_temporary else ""}
    is_told = row["cppl_cp_plan_ola"] is not None
    about = opening.about if opening else f"imported:{row.source_id}"[:60]
    fields: dict[str, Any] = {
        "started_on": row.day("cppl_cp_plan_start_date"),
        "ended_on": row.day("cppl_cp_plan_end_date"),
        "category_initial": initial,
        "category_latest": latest,
        **(whose if is_told else {}),
    }
    if initial != latest:
        fields["category_changed_by"] = last.about if last else about
    if opening and opening.held_on != fields["started_on"] and not is_temporary:
        message = "Its conference was on another day (census 2885E): mend one of them."
        batch.note(Severity.GAP, row, message, "cppl_cp_plan_start_date", fields["started_on"])
    record = opening.record if opening else Record(family=child.family, label="Imported plan")
    at_first = {
        "child": child,
        "kind": PlanKind.CHILD_PROTECTION,
        "record": record,
        "opened_by": about,
        **({} if is_told else whose),
    }
    return Wanted(row.key, row, fields, at_first, OF_PLAN)


def _attending(
    batch: Batch, conferences: dict[Key, Conference], plans: dict[Key, Plan]
) -> Iterator[Wanted]:
    opened = {(plan.opened_by, plan.child_id): plan.pk for plan in plans.values()}
    for child, row in rows_at(batch, conferences):
        conference = conferences[row.key]
        name = row.word("cppr_cp_plan_id" if row.table == REVIEWS else "icpc_cp_plan_id")
        plan = batch.pk_of((PLANS, name), Plan) or opened.get((conference.about, child.pk))
        fields: dict[str, Any] = {"plan_id": plan}
        if row.table == REVIEWS:
            fields["participation"] = row.word("cppr_cp_review_participation")
        columns = {"participation": "cppr_cp_review_participation"}
        at_first = {"conference": conference, "child": child}
        yield Wanted(row.key, row, fields, at_first, columns)


def _decisions(
    batch: Batch,
    conferences: dict[Key, Conference],
    attending: dict[Key, ConferenceChild],
    plans: dict[Key, Plan],
) -> Iterator[Wanted]:
    by_pk = {plan.pk: plan for plan in plans.values()}
    for _, row in rows_at(batch, conferences):
        each = attending[row.key]
        outcome, reason = _outcome(batch, row)
        if outcome is None:
            continue
        is_plan = outcome == ChildOutcome.CHILD_PROTECTION
        plan = by_pk.get(each.plan_id) if each.plan_id else None
        fields = {
            "threshold_met": is_plan,
            "outcome": outcome,
            "category": _category(row, plan) if is_plan else "",
        }
        at_first = {"child": each, "threshold_reason": reason, "decided_by": batch.user}
        key = (f"{row.table}/decision", row.source_id)
        yield Wanted(key, row, fields, at_first, pk=each.pk)


def _category(row: Row, plan: Plan | None) -> str:
    """What a review before the last one recorded is not in the file, where it changed."""
    if plan is None:
        return ""
    if row.table == INITIALS:
        return str(plan.category_initial)
    same = plan.category_initial == plan.category_latest
    return str(plan.category_latest) if same else ""


def _outcome(batch: Batch, row: Row) -> tuple[ChildOutcome | None, str]:
    column = (
        "cppr_cp_review_outcome_continue_cp"
        if row.table == REVIEWS
        else "icpc_icpc_outcome_cp_flag"
    )
    said = row[column]
    if said is None:
        message = "What was decided is not recorded, so it is counted as not known."
        batch.note(Severity.GAP, row, message, column)
        return None, ""
    if said:
        return ChildOutcome.CHILD_PROTECTION, IMPORTED
    flags = row["icpc_icpc_outcome_json"] or {}
    helped = (outcome for name, outcome in OUTCOMES if flags.get(name, "").upper() in ("Y", "1"))
    found = next(helped, None)
    if found is None:
        return ChildOutcome.NO_FURTHER_ACTION, HELP_NOT_KNOWN
    return found, IMPORTED


def _link_enquiries(batch: Batch, attending: dict[Key, ConferenceChild]) -> None:
    there = {**attending, **_there_already(batch, attending)}
    named: dict[int, list[Linked]] = {}
    for _, row in batch.rows(INITIALS):
        key = ("ssd_s47_enquiry", row.word("icpc_s47_enquiry_id"))
        enquiry = batch.pk_of(key, Section47Enquiry)
        if enquiry is not None and row.key in there:
            named.setdefault(enquiry, []).append((row, there[row.key]))
    in_file = {each.pk for each in there.values()}
    changed = []
    for enquiry in Section47Enquiry.objects.filter(pk__in=named).select_related("led_to"):
        linked = named[enquiry.pk]
        led_to = _led_to(enquiry, linked, in_file)
        _list_others(batch, enquiry, led_to, [each for each in linked if each[0].key in attending])
        if enquiry.led_to != led_to:
            enquiry.led_to = led_to
            changed.append(enquiry)
    bulk_update_with_history(
        changed, Section47Enquiry, ["led_to"], 1000, default_change_reason=REASON
    )


def _there_already(
    batch: Batch, attending: dict[Key, ConferenceChild]
) -> dict[Key, ConferenceChild]:
    """Children at initial conferences that were held here, of which the file tells too: the enquiry
    is the case system's, so that it counts once."""
    pks = {
        row.key: pk
        for _, row in batch.rows(INITIALS)
        if row.key not in attending and (pk := batch.pk_of(row.key, ConferenceChild))
    }
    initial = ConferenceChild.objects.filter(conference__kind=ConferenceKind.INITIAL)
    found = initial.in_bulk(set(pks.values()))
    return {key: found[pk] for key, pk in pks.items() if pk in found}


def _led_to(
    enquiry: Section47Enquiry, named: list[Linked], in_file: set[int]
) -> ConferenceChild | None:
    """The first conference of its own child that names it; one that an earlier delivery linked
    stays. Another child's clock never runs from it."""
    known: ConferenceChild | None = enquiry.led_to
    own = [(row, each) for row, each in named if each.child_id == enquiry.child_id]
    own.sort(key=lambda linked: linked[0].word("icpc_icpc_date"))
    if known is None or known.child_id != enquiry.child_id or known.pk in in_file:
        known = own[0][1] if own else None
    return known


def _list_others(
    batch: Batch, enquiry: Section47Enquiry, led_to: ConferenceChild | None, brought: list[Linked]
) -> None:
    """Conferences that were brought in and whose clock cannot run from it. One that was held here
    has a clock of its own."""
    for row, each in brought:
        if each != led_to:
            message = ANOTHER_LINKED if each.child_id == enquiry.child_id else ENQUIRY_OF_ANOTHER
            value = row.word("icpc_s47_enquiry_id")
            batch.note(Severity.GAP, row, message, "icpc_s47_enquiry_id", value)
        elif enquiry.started_on and enquiry.started_on.isoformat() > row.word("icpc_icpc_date"):
            message = "Held before its enquiry started: counted, but not as in time or late."
            batch.note(Severity.GAP, row, message, "icpc_icpc_date", row["icpc_icpc_date"])


def _keep_visits(batch: Batch) -> None:
    rows = list(batch.rows(VISITS))
    plans = Plan.objects.in_bulk(
        {pk for _, row in rows if (pk := batch.pk_of((PLANS, row.word("cppv_cp_plan_id")), Plan))}
    )
    names = [row.source_id for _, row in rows if not row.target]
    taken = Visit.objects.filter(source=VisitSource.IMPORTED, source_id__in=names)
    known = dict(taken.values_list("source_id", "pk"))
    wanted = []
    for _, row in rows:
        name = row.word("cppv_cp_plan_id")
        plan = plans.get(batch.pk_of((PLANS, name), Plan) or 0)
        if plan is None:
            message = "Its plan was not brought in: left out, as it is not counted."
            batch.note(Severity.GAP, row, message, "cppv_cp_plan_id", name)
        elif _is_under(batch, row, plan):
            wanted.append(_visit(row, plan, known.get(row.source_id)))
    keep(batch, Visit, wanted)


def _is_under(batch: Batch, row: Row, plan: Plan) -> bool:
    day = row.day("cppv_cp_visit_date")
    assert day is not None, "it is needed"
    under = plan.started_on <= day and (plan.ended_on is None or day <= plan.ended_on)
    if not under:
        message = "Not between the start and the end of its plan: left out, as it is not counted."
        batch.note(Severity.GAP, row, message, "cppv_cp_visit_date", day)
    return under


def _visit(row: Row, plan: Plan, known: int | None) -> Wanted:
    seen = row["cppv_cp_visit_seen"]
    answers = {None: SeenAnswer.UNKNOWN, True: SeenAnswer.YES, False: SeenAnswer.NO}
    fields = {
        "plan_id": plan.pk,
        "visited_on": row.day("cppv_cp_visit_date"),
        "was_seen": seen,
        "seen_alone": answers[row["cppv_cp_visit_seen_alone"]] if seen else SeenAnswer.NO,
        "bedroom_seen": answers[row["cppv_cp_visit_bedroom"]],
    }
    at_first = {"source": VisitSource.IMPORTED, "source_id": row.source_id}
    return Wanted(row.key, row, fields, at_first, OF_VISIT, known)
