"""Concerns, Resolution Forms, complaints, midpoint checks and a dip sample, played day by day.

Each step is the domain function a person would use, as that person, on the day it happened.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from conferences.models import Conference
from midpoints.domain.checking import Found, record_check, record_not_done
from midpoints.domain.drawing import draw_sample
from midpoints.domain.grading import Graded, grade_case
from midpoints.domain.queries import RULE
from midpoints.enums import Grade, NotDoneReason, Progress, Recommendation, Round
from people.enums import CaseRoleKind, Role
from people.models import Family
from plans.models import Plan
from rehearsal import challenge_words as words
from rehearsal import complaining
from rehearsal.build_staff import Service
from rehearsal.challenged import Challenged, user_of
from rehearsal.past import as_if
from timescales.domain import today_in_london
from timescales.models import Deadline

SEED = 2026
SAMPLED = 6
TWICE = (Grade.OUTSTANDING, Grade.REQUIRES_IMPROVEMENT)
FURTHEST_BACK = dt.timedelta(days=150)  # longer ago than any step is played
MOST = 24  # families; more would only take longer


def challenge(service: Service, families: Iterable[Family]) -> None:
    """Every state of a concern, form and complaint arises; the families with midpoints past get
    their checks; one dip sample is half graded."""
    with_plans = [family for family in families if _can_be_challenged(family)]
    if not with_plans:
        return
    home = service.user_with(Role.TEAM_MANAGER).professional.team_id  # who signs in has some too
    with_plans = sorted(with_plans, key=lambda family: family.team_id != home)[:MOST]
    chapters = [*Challenged.chapters(), *complaining.chapters()]
    for place in range(max(len(chapters), len(with_plans))):
        family = with_plans[place % len(with_plans)]
        chapters[place % len(chapters)](Challenged(service, family, place))
    check_midpoints(with_plans)
    sample_footprints(service)


def _can_be_challenged(family: Family) -> bool:
    """On a plan, with a chair who was there then. A restricted family is left alone: heads of
    service may not open it."""
    since = today_in_london() - FURTHEST_BACK
    chairs = family.case_roles.current().filter(kind=CaseRoleKind.CHAIR, from_on__lte=since)
    plans = Plan.objects.open().child_protection().filter(child__family=family)
    return chairs.exists() and plans.filter(child__family__is_restricted=False).exists()


def check_midpoints(families: Iterable[Family]) -> None:
    """Of what fell due, in turn: done in time, not done, done late, done, and left outstanding."""
    past = [(family, *row) for family in families for row in _midpoints_past(family)]
    for place, (family, about, due_on) in enumerate(past):
        conference = Conference.objects.get(pk=int(about.partition(":")[2]))
        chair = user_of(family, CaseRoleKind.CHAIR)
        if place % 5 == 1:
            with as_if(due_on):
                reason = NotDoneReason.NO_TIME
                record_not_done(conference=conference, reason=reason, by=chair)
        elif place % 5 != 4:
            late = dt.timedelta(days=6 if place % 5 == 2 else 0)
            with as_if(min(due_on + late, today_in_london())):
                found = found_at(conference, place)
                record_check(conference=conference, found=found, by=chair)


def _midpoints_past(family: Family) -> Iterator[tuple[str, dt.date]]:
    rows = Deadline.objects.open().filter(
        rule=RULE, family=family, due_on__lt=today_in_london(), about__startswith="conference:"
    )
    yield from dict(rows.values_list("about", "due_on")).items()


def found_at(conference: Conference, place: int) -> Found:
    progress, recommendation, said = words.FOUND_AT_MIDPOINT[place % 3]
    return Found(
        progress=Progress(progress),
        worries=said,
        impact=words.PLAN_HELPS,
        recommendation=Recommendation(recommendation),
        recommendation_words=words.RECOMMENDED,
        lived_experience={
            row.child_id: words.LIVED.format(child=row.child.person.called)
            for row in conference.children.select_related("child__person")
        },
        visits_in_standard=place % 3 == 0,
        core_groups_in_standard=place % 2 == 0,
    )


def sample_footprints(service: Service) -> None:
    """One sample; some of its children are graded, two twice, and of one it is agreed."""
    head = service.user_with(Role.HEAD_OF_SERVICE)
    duty = service.user_with(Role.DUTY_PRINCIPAL_OFFICER)
    if not Plan.objects.open().child_protection().exists():
        return
    sample = draw_sample(label=words.SAMPLE, size=SAMPLED, seed=SEED, by=head)
    grades = (Grade.GOOD, Grade.OUTSTANDING, Grade.REQUIRES_IMPROVEMENT, Grade.GOOD)
    for case, grade in zip(sample.cases.order_by("pk"), grades, strict=False):
        graded = Graded(
            overall=grade,
            headings=dict.fromkeys(sample.headings, grade),
            strengths=words.STRENGTHS,
            improvements=words.IMPROVEMENTS,
        )
        grade_case(case=case, graded=graded, round=Round.FIRST, by=head)
        if grade in TWICE:
            grade_case(case=case, graded=graded, round=Round.SECOND, by=duty)
        if grade == Grade.REQUIRES_IMPROVEMENT:
            grade_case(case=case, graded=graded, round=Round.AGREED, by=head)
