"""Whose caseload, what was raised about it, and how it was graded."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from accounts.models import User
from bookings.models import Chair
from conferences.enums import ConferenceKind
from escalations.enums import ConcernState, Route
from escalations.models import Concern, ResolutionForm
from midpoints.enums import CaseState, Grade, Round
from midpoints.models import DipCase, DipSample, Judgement
from people.enums import CaseRoleKind
from people.models import Child, Family
from tests.factories.accounts import make_user
from tests.factories.bookings import make_chair
from tests.factories.people import (
    make_area,
    make_case_role,
    make_child,
    make_family,
    make_team,
    social_care,
)
from tests.factories.plans import make_plan
from tests.factories.reporting import held
from tests.reporting.measures.history import History, Key, at, day

GOOD, POOR = Grade.GOOD, Grade.REQUIRES_IMPROVEMENT


def build() -> None:
    full, half = make_chair("Aisha Fulltime"), make_chair("Bram Halftime", fte=Decimal("0.5"))
    _works_full_time_from_15_november(half)
    team = make_team("Eastfield 1", area=make_area("Eastfield"))
    pair, one, none = make_family(team=team), make_family(), make_family()
    for family, chair in ((pair, full), (one, half)):
        make_case_role(family, chair.professional, kind=CaseRoleKind.CHAIR)
    children = [make_child(family=family) for family in (pair, pair, one, none)]
    for child in children[:3]:
        make_plan(child, started_on=day("2025-09-01"))
    make_plan(
        children[3],
        started_on=day("2025-09-01"),
        ended_on=day("2025-12-31"),
        end_reason="review_decision",
    )
    held(day("2025-10-20"), children[2], kind=ConferenceKind.REVIEW, chair=half.professional)
    _raised(pair, children, by=full.professional.user)
    _graded(full, children)


def _works_full_time_from_15_november(chair: Chair) -> None:
    chair.fte = Decimal(1)
    chair.save()
    before, since = chair.history.order_by("history_id")
    chair.history.filter(pk=before.pk).update(history_date=at("2025-01-06"))
    chair.history.filter(pk=since.pk).update(history_date=at("2025-11-15"))


def _raised(family: Family, children: list[Child], *, by: User) -> None:
    """In October two concerns, one about two children and raised by their chair, and a form of the
    chair's that grew from it. The other is somebody's who chairs nothing."""
    of_all: dict[str, Any] = {
        "family": family,
        "area": family.area,
        "team": family.team,
        "agency": social_care(),
        "raised_by": by,
        "impact": "Nobody has seen the children for weeks.",
    }
    first = Concern.objects.create(
        **of_all,
        reason="visits_core_groups",
        raised_at=at("2025-10-10"),
        state=ConcernState.PROMOTED,
        settled_at=at("2025-10-13"),
    )
    first.children.set(children[:2])
    another = {**of_all, "raised_by": make_user()}
    Concern.objects.create(**another, reason="records_poor", raised_at=at("2025-10-31", 23))
    ResolutionForm.objects.create(
        **of_all,
        concern=first,
        reasons=["visits_core_groups", "records_poor"],
        asked="Visit this week.",
        route=Route.SERVICE,
        raised_at=at("2025-10-13"),
    )


def _graded(chair: Chair, children: list[Child]) -> None:
    """Agreed beats first, which beats second; the last is not graded yet."""
    by = make_user()
    sample = DipSample.objects.create(
        label="October", size=4, seed=1, drawn_on=day("2025-10-10"), drawn_by=by
    )
    for child, grades in zip(
        children,
        (
            {Round.FIRST: GOOD, Round.SECOND: POOR, Round.AGREED: POOR},
            {Round.FIRST: Grade.OUTSTANDING, Round.SECOND: POOR},
            {Round.FIRST: GOOD},
            {},
        ),
        strict=True,
    ):
        case = DipCase.objects.create(
            sample=sample,
            child=child,
            chair=chair.professional,
            area=child.family.area,
            state=CaseState.GRADED,
        )
        for each, grade in grades.items():
            Judgement.objects.create(case=case, round=each, overall=grade, by=by)


EXPECTED: dict[Key, str] = {
    # Two children of a full-time chair and one of a half-time chair: three for 1.5. The fourth
    # child's family has no chair. The one child of the half-time chair weighs as two.
    ("caseload", "2025-10"): "2.0 (3 of 1.5)",
    ("caseload", "2025-10", "chair"): "Aisha Fulltime 2/1, Bram Halftime 1/0.5",
    # One, of a half-time chair, counts as two.
    ("conferences_chaired", "2025-10"): "2.0 (1 of 0.5)",
    # Full time since 15 November.
    ("caseload", "2025-11"): "1.5 (3 of 2)",
    # Two, though one is about two children and one became a form; late in the evening of the 31st
    # is still October.
    ("concerns", "2025-10"): "2",
    ("concerns", "2025-10", "theme"): "Visits and core groups 1, Records 1, Not recorded 0",
    # Once, under the theme of its first reason.
    ("resolution_forms", "2025-10"): "1",
    ("resolution_forms", "2025-10", "theme"): "Visits and core groups 1, Not recorded 0",
    # Four children on a plan at the end of October.
    ("concerns_rate", "2025-10"): "50.0 (2 of 4)",
    ("resolution_forms_rate", "2025-10"): "25.0 (1 of 4)",
    # Of the two children of the family, whoever raised it.
    ("concerns_rate", "2025-10", "for area Eastfield"): "100.0 (2 of 2)",
    ("concerns_rate", "2025-10", "for team Eastfield 1"): "100.0 (2 of 2)",
    ("resolution_forms_rate", "2025-10", "for area Eastfield"): "50.0 (1 of 2)",
    ("resolution_forms_rate", "2025-10", "for team Eastfield 1"): "50.0 (1 of 2)",
    # By a chair: what that chair raised, out of the two children of theirs.
    ("concerns_rate", "2025-10", "for chair Aisha Fulltime"): "50.0 (1 of 2)",
    ("resolution_forms_rate", "2025-10", "for chair Aisha Fulltime"): "50.0 (1 of 2)",
    ("concerns_rate", "2025-10", "for chair Bram Halftime"): "0.0 (0 of 1)",
    ("resolution_forms_rate", "2025-10", "for chair Bram Halftime"): "0.0 (0 of 1)",
    # 4 + 4 + 3: the plan that ends on 31 December is not open on it.
    ("concerns_rate", "2025-q3"): "18.2 (2 of 11)",
    # A theme is no theme of some of the children: each part is out of all 11.
    ("concerns_rate", "2025-q3", "theme"): (
        "Visits and core groups 1/11, Records 1/11, Not recorded 0/11"
    ),
    # Agreed "requires improvement"; outstanding; good.
    ("dip_good", "2025-10"): "66.7% (2 of 3)",
    ("dip_good", "2025-10", "grade"): "Outstanding 1/1, Good 1/1, Requires improvement 0/1",
    # The pair's family has a team, the two others have none.
    ("plans_open", "2025-10", "team"): "Eastfield 1 2, Not recorded 2",
}
HISTORY = History("caseloads", build, EXPECTED)
