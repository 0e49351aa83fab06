"""Which charts stand on which page, for whom."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from accounts.models import User
from people.models import Area, Professional, Team
from reporting.measures import BY_CODE
from reporting.measures.measure import Measure
from reporting.rules import compares_chairs

# By the code of the measure, in the order of the page: what is asked for first comes first.
CHARTS: dict[str, tuple[str, ...]] = {
    "service": (
        "icpc_in_time",
        "reviews_in_time",
        "plans_open",
        "plans_started",
        "first_core_group_in_time",
        "plan_out_in_time",
    ),
    "area": (
        "icpc_in_time",
        "reviews_in_time",
        "plans_open",
        "plans_started",
        "core_groups_in_time",
        "report_to_family_in_time",
    ),
    "team": (
        "report_to_family_in_time",
        "core_groups_in_time",
        "visits_in_standard",
        "plans_open",
    ),
    "chair": ("caseload", "reviews_in_time", "midpoints_in_time", "plan_out_in_time"),
    "support": (
        "sessions_used",
        "minuted",
        "plan_out_in_time",
        "decision_letter_in_time",
        "record_in_time",
        "reviews_moved",
    ),
}
# Further lines of the table, without a picture.
MORE: dict[str, tuple[str, ...]] = {
    "service": (
        "icpc_late",
        "transfer_in_late",
        "plans_ended",
        "plans_over_15",
        "plans_repeat",
        "icpc_no_plan",
        "caseload",
        "quorate",
        "agency_reports",
        "feedback_good",
        "resolution_forms_rate",
    ),
    "area": ("plans_ended", "plans_over_15", "plans_repeat", "resolution_forms_rate"),
    "team": ("plans_over_15", "visits_alone", "agency_reports", "resolution_forms_rate"),
    "chair": ("conferences_chaired", "chair_continuity", "quorate", "record_in_time"),
    "support": ("conferences_held", "moves_per_100", "quorate", "agency_reports"),
}

# Beside each other on a funnel, each with what it is out of in the words of the axis.
COMPARED = {
    "resolution_forms_rate": "child-months on a plan",
    "concerns_rate": "child-months on a plan",
    "icpc_in_time": "children with a conference",
    "reviews_in_time": "children reviewed",
    "first_core_group_in_time": "first core groups",
}


def charted_on(board: str) -> list[Measure]:
    return [BY_CODE[code] for code in CHARTS[board]]


def also_on(board: str) -> list[Measure]:
    return [BY_CODE[code] for code in MORE[board]]


def tabs(user: User) -> list[tuple[str, str]]:
    """The second row of links: (words, address)."""
    return [
        ("All measures", reverse("reporting:measures")),
        ("The service", reverse("reporting:service")),
        *((area.name, reverse("reporting:area", args=[area.pk])) for area in _areas()),
        *_own(user),
        ("Business support", reverse("reporting:support")),
        ("Fair comparison", reverse("reporting:compare", args=["area"])),
    ]


def comparisons(user: User) -> list[tuple[str, str]]:
    """What may be compared, as links."""
    found = [("Areas", "area"), ("Teams", "team")]
    if compares_chairs(user) or own_chair(user):
        found.append(("Chairs", "chair"))
    return [(words, reverse("reporting:compare", args=[by])) for words, by in found]


def within(user: User) -> list[tuple[str, list[tuple[str, str]]]]:
    """Heading and links of the smaller pages, below those of the service."""
    teams = [(team.name, reverse("reporting:team", args=[team.pk])) for team in _teams()]
    chairs = list(_chairs()) if compares_chairs(user) else []
    found = [("Teams", teams), ("Chairs", chairs)]
    return [(heading, links) for heading, links in found if links]


def _areas() -> list[Area]:
    return list(Area.objects.filter(in_use=True))


def _teams() -> list[Team]:
    return list(Team.objects.filter(in_use=True))


def own_chair(user: User) -> Professional | None:
    """Themselves, for somebody who has ever had a case to chair."""
    return Professional.objects.filter(user=user, case_roles__kind="chair").first()


def _own(user: User) -> Iterator[tuple[str, str]]:
    own = own_chair(user)
    if own is not None:
        yield "My caseload", reverse("reporting:chair", args=[own.pk])


def _chairs() -> Iterator[tuple[str, str]]:
    rows = Professional.objects.filter(case_roles__kind="chair", case_roles__to_on=None)
    for row in rows.select_related("person").distinct():
        yield row.person.name, reverse("reporting:chair", args=[row.pk])
