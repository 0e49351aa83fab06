"""What a sample shows: grades by heading, chair and area; how far two graders agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from accounts.models import User
from midpoints.domain.grading import standing_judgement
from midpoints.domain.headings import all_headings
from midpoints.enums import MEETS_GOOD, CaseState, Grade, Round
from midpoints.models import DipCase, DipSample, Judgement


@dataclass
class Line:
    """Cases by grade under one heading, chair or area."""

    name: str
    grades: Counter[str] = field(default_factory=Counter)

    @property
    def counts(self) -> list[int]:
        """How many of each grade, best first."""
        return [self.grades[grade] for grade in Grade.values]

    @property
    def total(self) -> int:
        return self.grades.total()

    @property
    def good(self) -> int:
        return sum(self.grades[grade] for grade in MEETS_GOOD)


@dataclass(frozen=True)
class Results:
    """Over the grades that count. `twice`: cases graded by two; `same`: with the same grade."""

    by_heading: list[Line]
    by_chair: list[Line]
    by_area: list[Line]
    overall: Line
    twice: int
    same: int


def cases_of(sample: DipSample, *, reader: User) -> list[DipCase]:
    """The cases of the families `reader` sees, by chair and area."""
    rows = DipCase.objects.visible_to(reader).filter(sample=sample)
    rows = rows.select_related("child__person", "child__family", "chair__person", "area", "sample")
    rows = rows.prefetch_related("judgements__grades", "judgements__by")
    return list(rows.order_by("area__name", "chair__person__family_name", "pk"))


def own_cases(chair: User) -> list[DipCase]:
    """Those graded of this chair's own, the latest sample first, of the families they still see."""
    rows = DipCase.objects.visible_to(chair).filter(chair__user=chair)
    rows = rows.exclude(state=CaseState.TO_GRADE).select_related("child__person", "chair", "sample")
    return list(rows.prefetch_related("judgements").order_by("-sample__drawn_on", "-pk"))


def results_of(cases: Iterable[DipCase]) -> Results:
    graded = [(case, found) for case in cases if (found := standing_judgement(case))]
    overall = Line("Whole")
    by_chair: dict[str, Line] = {}
    by_area: dict[str, Line] = {}
    by_heading = {code: Line(heading.label) for code, heading in all_headings().items()}
    for case, judgement in graded:
        for line in (
            overall,
            by_chair.setdefault(case.chair.person.name, Line(case.chair.person.name)),
            by_area.setdefault(case.area.name, Line(case.area.name)),
        ):
            line.grades[judgement.overall] += 1
        for one in judgement.grades.all():
            by_heading[one.heading].grades[one.grade] += 1
    pairs = [_pair(case) for case, _ in graded if case.state != CaseState.GRADED]
    return Results(
        by_heading=[line for line in by_heading.values() if line.total],
        by_chair=list(by_chair.values()),
        by_area=list(by_area.values()),
        overall=overall,
        twice=len(pairs),
        same=sum(first.overall == second.overall for first, second in pairs),
    )


def _pair(case: DipCase) -> tuple[Judgement, Judgement]:
    by_round = {one.round: one for one in case.judgements.all()}
    return by_round[Round.FIRST], by_round[Round.SECOND]
