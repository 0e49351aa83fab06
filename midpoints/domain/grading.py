"""Grade a chair's footprint; grade it a second time; agree on one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from accounts.errors import DomainError, WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from midpoints import rules
from midpoints.enums import CASE_STEPS, CaseState, Grade, Round
from midpoints.models import DipCase, HeadingGrade, Judgement
from people.domain.permission import require

STATE_AFTER = {
    Round.FIRST: CaseState.GRADED,
    Round.SECOND: CaseState.MODERATING,
    Round.AGREED: CaseState.AGREED,
}
MAY_NOT_GRADE = "Heads of service and duty principal officers grade, never their own cases."


@dataclass(frozen=True, kw_only=True)
class Graded:
    """One person's grades: each heading of the sample, the whole, and why."""

    overall: str
    headings: Mapping[str, str]
    strengths: str = ""
    improvements: str = ""


def next_round(case: DipCase) -> Round | None:
    """What may be graded now: first, second, agreed; None when it is agreed."""
    for one, state in STATE_AFTER.items():
        if state in CASE_STEPS[case.state]:
            return one
    return None


@transaction.atomic
def grade_case(*, case: DipCase, graded: Graded, round: Round, by: User) -> Judgement:
    """Keep one round of grades.

    Raises `NotAllowed` for the chair's own case; `WrongState` out of turn, for a closed sample, or
    for a second grade by whoever gave the first; `DomainError` for a heading left out.
    """
    fresh: DipCase = DipCase.objects.select_for_update().get(pk=case.pk)
    require(
        rules.may_grade_case(by, fresh),
        "midpoints.grade_case",
        by=by,
        subjects=[fresh],
        children=[fresh.child_id],
        message=MAY_NOT_GRADE,
    )
    _check_turn(fresh, round, by)
    _check_whole(fresh, graded)
    judgement: Judgement = Judgement.objects.create(
        case=fresh,
        round=round,
        overall=graded.overall,
        strengths=graded.strengths.strip(),
        improvements=graded.improvements.strip(),
        by=by,
    )
    HeadingGrade.objects.bulk_create(
        HeadingGrade(judgement=judgement, heading=code, grade=graded.headings[code])
        for code in fresh.sample.headings
    )
    fresh.state = STATE_AFTER[round]
    fresh.save()
    record(
        Action.CREATED,
        "midpoints.grade_case",
        by=by,
        subjects=[judgement],
        children=[fresh.child_id],
        detail={"round": round.value, "overall": graded.overall},
    )
    return judgement


def _check_turn(case: DipCase, round: Round, by: User) -> None:
    if case.sample.closed_at is not None:
        raise WrongState("This sample is closed.", rule="over")
    if STATE_AFTER[round] not in CASE_STEPS[case.state]:
        raise WrongState(
            f"This case is “{CaseState(case.state).label.lower()}”.", rule="no_such_step"
        )
    first = case.judgements.filter(round=Round.FIRST).first()
    if round == Round.SECOND and first is not None and first.by_id == by.pk:
        raise WrongState("Somebody else gives the second grade.", rule="second_grader_needed")


def _check_whole(case: DipCase, graded: Graded) -> None:
    for code in case.sample.headings:
        if graded.headings.get(code) not in Grade.values:
            raise DomainError("Grade every heading.", field=f"heading_{code}", rule="needed")
    if graded.overall not in Grade.values:
        raise DomainError("Choose the grade for the whole.", field="overall", rule="needed")
    if not graded.improvements.strip() and not graded.strengths.strip():
        raise DomainError(
            "Say what is strong, or what should be better.", field="strengths", rule="needed"
        )


def standing_judgement(case: DipCase) -> Judgement | None:
    """The grade that counts: the agreed one, else the first. A second alone never does."""
    by_round = {one.round: one for one in case.judgements.all()}
    return by_round.get(Round.AGREED) or by_round.get(Round.FIRST)
