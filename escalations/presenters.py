"""Concerns and what became of them, as words and links."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from escalations.domain.clocks import clock_of
from escalations.domain.reasons import all_reasons
from escalations.enums import AnswerWay, ConcernState, FormState, StepKind
from escalations.models import FormStage, ResolutionForm
from escalations.stages import stage_words
from timescales.domain import explain, today_in_london
from timescales.models import Deadline
from timescales.presenters import WhyThisDate, why

CONCERN_COLOURS: dict[str, str] = {
    ConcernState.OPEN: "blue",
    ConcernState.RESOLVED: "green",
    ConcernState.PROMOTED: "purple",
}
FORM_COLOURS: dict[str, str] = {
    FormState.WAITING: "yellow",
    FormState.ANSWERED: "blue",
    FormState.RESOLVED: "green",
    FormState.WITHDRAWN: "grey",
}
# Where something may have been noticed. A page of a room above this one is found by its name.
PLACES = {
    "conference": ("the conference", "conferences:conference"),
    "midpoint": ("the midpoint check", "midpoints:check"),
    "plan": ("the plan", "plans:plan"),
}


def noticed_at(raised_from: str) -> tuple[str, str] | None:
    """(words, address) of where it was noticed; None where it was at no place that has a page."""
    kind, _, number = raised_from.partition(":")
    if kind not in PLACES:
        return None
    words, name = PLACES[kind]
    try:
        return words, reverse(name, args=[int(number)])
    except (NoReverseMatch, ValueError):
        return None


@dataclass(frozen=True)
class StageLine:
    """One stage as the page shows it: who was asked, by when, and what they said."""

    stage: FormStage
    title: str
    clock: Deadline | None
    why: WhyThisDate | None
    is_late: bool

    @property
    def way(self) -> str:
        return AnswerWay(self.stage.answer_way).label.lower() if self.stage.answer_way else ""


def stage_lines(form: ResolutionForm) -> list[StageLine]:
    """Every stage it has been at, the latest first."""
    rows = form.stages.select_related("recipient__person", "recipient__agency", "sent_by")
    return [stage_line(form, stage) for stage in rows.order_by("-number")]


def stage_line(form: ResolutionForm, stage: FormStage) -> StageLine:
    clock = clock_of(stage.about)
    return StageLine(
        stage=stage,
        title=stage_words(stage.number, form.route),
        clock=clock,
        why=why(explain(clock), stored_due_on=clock.due_on) if clock else None,
        is_late=bool(clock and clock.is_open and clock.due_on < today_in_london()),
    )


def reason_labels(codes: list[str]) -> list[str]:
    known = all_reasons()
    return [known[code].label for code in codes]


def timeline(form: ResolutionForm) -> list[tuple[str, object]]:
    """(title, step), the latest first."""
    return [
        (_step_title(StepKind(step.kind), step.stage, form.route), step)
        for step in form.steps.order_by("-at", "-pk")
    ]


def _step_title(kind: StepKind, stage: int, route: str) -> str:
    if kind in (StepKind.RAISED, StepKind.STEPPED_UP, StepKind.ANSWERED):
        return f"{kind.label}: {stage_words(stage, route).lower()}"
    return str(kind.label)
