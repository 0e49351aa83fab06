"""What stands in the annual report, in the order of the two services' own reports.

Measures and breakdowns are named by code; how they are counted is in `reporting/measures/`. Nothing
is broken down by chair: those figures are for that chair and their managers.
"""

from __future__ import annotations

from dataclasses import dataclass

MONTHS = "months"  # in place of the code of a breakdown, for the chart


@dataclass(frozen=True)
class Asked:
    """One measure of a section: its months, its breakdowns by code, and which of them is drawn."""

    code: str
    months: bool = False
    splits: tuple[str, ...] = ()
    chart: str = ""


@dataclass(frozen=True)
class SectionPlan:
    code: str
    title: str
    asked: tuple[Asked, ...] = ()


def whole(*codes: str) -> tuple[Asked, ...]:
    return tuple(Asked(code) for code in codes)


# Two boxes that carry promises from one year to the next.
DID, NEXT = "did", "next"

SECTIONS: tuple[SectionPlan, ...] = (
    SectionPlan("foreword", "Foreword"),
    SectionPlan(
        "headlines",
        "The year in brief",
        whole(
            "plans_open",
            "plans_rate",
            "plans_started",
            "plans_ended",
            "icpc_children",
            "icpc_in_time",
            "icpc_no_plan",
            "reviews_in_time",
            "conferences_held",
            "plans_repeat",
            "caseload",
            "resolution_forms",
        ),
    ),
    SectionPlan(
        "demand",
        "Enquiries, requests and consultations",
        (
            Asked("section_47"),
            Asked("section_47_to_icpc"),
            Asked("requests", splits=("state",)),
            Asked("consultations", splits=("advice",)),
            Asked("diversions", months=True, chart=MONTHS),
            Asked("diversions_came_back"),
        ),
    ),
    SectionPlan(
        "plans",
        "Children on a plan",
        (
            Asked("plans_open", months=True, splits=("area",), chart=MONTHS),
            Asked("plans_started", months=True, splits=("area",), chart=MONTHS),
            Asked("plans_ended", months=True, splits=("end_reason",), chart=MONTHS),
        ),
    ),
    SectionPlan(
        "icpc",
        "Initial conferences on time",
        (
            Asked("icpc_in_time", months=True, splits=("area",), chart=MONTHS),
            Asked("icpc_days", splits=("band",), chart="band"),
            Asked("icpc_clock_unknown"),
            Asked("icpc_late", splits=("late_reason",), chart="late_reason"),
            Asked("icpc_safety_reviewed"),
            Asked("icpc_no_plan", splits=("outcome",)),
        ),
    ),
    SectionPlan(
        "reviews",
        "Reviews on time",
        (
            Asked("reviews_in_time", months=True, splits=("which", "area"), chart=MONTHS),
            Asked("reviews_in_time_year_end"),
            Asked("reviews_late", splits=("late_reason",), chart="late_reason"),
            Asked("reviews_moved"),
        ),
    ),
    SectionPlan(
        "conferences",
        "Conferences by type",
        (
            Asked("conferences_held", months=True, splits=("type", "area"), chart=MONTHS),
            Asked("transfers_in"),
            Asked("transfer_in_in_time"),
            Asked("transfer_in_late", splits=("late_reason",)),
            Asked("quorate", splits=("type",)),
            Asked("agency_attendance", splits=("agency",), chart="agency"),
            Asked("agency_reports", splits=("agency",)),
        ),
    ),
    SectionPlan(
        "categories",
        "Categories of abuse and neglect",
        (
            Asked("plans_open", splits=("category",), chart="category"),
            Asked("plans_started", splits=("category_initial",)),
        ),
    ),
    SectionPlan(
        "profile",
        "Who the children are",
        (Asked("plans_open", splits=("age", "sex", "ethnicity", "disability"), chart="age"),),
    ),
    SectionPlan(
        "long",
        "Long plans",
        (
            *whole("plans_over_12", "plans_over_15", "plans_over_18", "plans_over_24"),
            Asked("plans_ended", splits=("duration",), chart="duration"),
            Asked("plans_ended_2_years"),
        ),
    ),
    SectionPlan("repeat", "Second and later plans", whole("plans_repeat", "plans_repeat_2_years")),
    SectionPlan(
        "participation",
        "Taking part, and advocacy",
        (
            Asked("participation", splits=("participation",), chart="participation"),
            Asked("family_attendance"),
            *whole("advocacy_offered", "advocacy_agreed", "advocacy_attended"),
        ),
    ),
    SectionPlan(
        "feedback",
        "What families and others told us",
        (
            Asked("feedback_answers", splits=("audience",)),
            Asked("feedback_good", splits=("question",), chart="question"),
        ),
    ),
    SectionPlan(
        "quality",
        "Quality assurance and escalations",
        (
            Asked("concerns", splits=("theme", "area"), chart="theme"),
            Asked("concerns_rate"),
            Asked("resolution_forms", splits=("theme", "area"), chart="theme"),
            Asked("resolution_forms_rate"),
            Asked("resolution_stages_in_time", splits=("stage",)),
            Asked("dip_good", splits=("grade",)),
        ),
    ),
    SectionPlan(
        "midpoints",
        "Midpoint checks",
        (Asked("midpoints_in_time", months=True, splits=("not_done", "area"), chart=MONTHS),),
    ),
    SectionPlan(
        "standards",
        "Core groups, visits, plans and records",
        whole(
            "first_core_group_in_time",
            "core_groups_in_time",
            "visits_in_standard",
            "visits_alone",
            "report_to_family_in_time",
            "report_to_chair_in_time",
            "plan_at_meeting",
            "plan_out_in_time",
            "decision_letter_in_time",
            "record_in_time",
        ),
    ),
    SectionPlan(
        "caseloads",
        "Caseloads",
        (
            Asked("caseload", months=True, splits=("area",), chart=MONTHS),
            Asked("conferences_chaired"),
            Asked("chair_continuity"),
        ),
    ),
    SectionPlan(
        "support",
        "Conference support",
        (
            Asked("minuted", months=True, splits=("area",), chart=MONTHS),
            *whole("sessions_used", "moves_per_100"),
        ),
    ),
    SectionPlan("practice", "The service, and how practice developed"),
    SectionPlan(DID, "What we said and what we did"),
    SectionPlan(NEXT, "What we will do next year"),
)
TITLES = {section.code: section.title for section in SECTIONS}
# Those with more than the figures of the year: months, parts, charts.
DETAILED = frozenset(
    section.code
    for section in SECTIONS
    if any(asked.months or asked.splits for asked in section.asked)
)
