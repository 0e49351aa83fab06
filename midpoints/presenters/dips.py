"""A dip sample as rows: who is graded, by whom, and what each round said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import User
from midpoints.domain.grading import standing_judgement
from midpoints.domain.headings import all_headings
from midpoints.enums import CaseState, Grade, Round
from midpoints.models import DipCase, Judgement

CASE_COLOURS: dict[str, str] = {
    CaseState.TO_GRADE: "yellow",
    CaseState.GRADED: "blue",
    CaseState.MODERATING: "purple",
    CaseState.AGREED: "green",
}
GRADE_COLOURS: dict[str, str] = {
    Grade.OUTSTANDING: "green",
    Grade.GOOD: "green",
    Grade.REQUIRES_IMPROVEMENT: "yellow",
    Grade.INADEQUATE: "red",
}


@dataclass(frozen=True)
class CaseLine:
    """One case in the list of its sample."""

    case: DipCase
    state_colour: str
    judgement: Judgement | None
    is_own: bool

    @property
    def grade_colour(self) -> str:
        return GRADE_COLOURS[self.judgement.overall] if self.judgement else ""


def case_lines(cases: Iterable[DipCase], reader: User) -> list[CaseLine]:
    return [
        CaseLine(
            case,
            CASE_COLOURS[case.state],
            standing_judgement(case),
            case.chair.user_id == reader.pk,
        )
        for case in cases
    ]


@dataclass(frozen=True)
class GradeRows:
    """The rounds this reader may see, side by side. `rows` are (heading, grade of each round)."""

    rounds: list[Judgement]
    rows: list[tuple[str, list[str]]]
    is_own_turn_over: bool


def grade_rows(case: DipCase, *, reader: User) -> GradeRows:
    """Whoever may still give the second grade does not see the first: two views, not one."""
    judgements = list(case.judgements.all())
    given = {one.by_id for one in judgements}
    blind = case.state == CaseState.GRADED and reader.pk not in given
    is_chair = case.chair.user_id == reader.pk
    rounds = [] if blind and not is_chair else judgements
    known = all_headings()
    rows = [
        (known[code].label, [_grade_under(code, one) for one in rounds])
        for code in case.sample.headings
    ]
    first = next((one for one in judgements if one.round == Round.FIRST), None)
    over = case.state == CaseState.GRADED and first is not None and first.by_id == reader.pk
    return GradeRows(rounds, rows, over)


def _grade_under(code: str, judgement: Judgement) -> str:
    found = {one.heading: one.get_grade_display() for one in judgement.grades.all()}
    return found.get(code, "")
