"""Concerns and what became of them, as words and links."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from escalations.domain.clocks import clock_of
from escalations.domain.reasons import all_reasons
from escalations.enums import AnswerWay, ConcernState, FormState, StepKind, Theme
from escalations.models import Complaint, Concern, FormStage, ResolutionForm
from escalations.models.raised import Raised
from escalations.presenters.complaints import COMPLAINT_COLOURS
from escalations.reasons import Reason
from escalations.stages import stage_words
from people.presenters.person import long_date
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
    "plan_of": ("the plan", "plans:plan"),
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
    clock = clock_of(stage)
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


TABS = (
    ("due", "Due today"),
    ("forms", "Resolution Forms"),
    ("concerns", "Concerns"),
    ("complaints", "Complaints"),
    ("good_work", "Good work"),
    ("counts", "Counts"),
    ("reasons", "Reasons"),
)


def tabs() -> list[tuple[str, str]]:
    """The second row of links: (words, address)."""
    return [(words, reverse(f"escalations:{name}")) for name, words in TABS]


@dataclass(frozen=True)
class ReasonRow:
    """One reason of the list, with how it stands today."""

    reason: Reason
    theme: str
    stands: str
    colour: str
    has_ended: bool


def reason_rows(today: dt.date) -> list[ReasonRow]:
    return [_reason_row(reason, today) for reason in all_reasons().values()]


def _reason_row(reason: Reason, today: dt.date) -> ReasonRow:
    stands, colour = "In use", "green"
    if reason.to_on:
        stands, colour = f"Until {long_date(reason.to_on)}", "yellow"
    if reason.from_on and reason.from_on > today:
        stands, colour = f"From {long_date(reason.from_on)}", "blue"
    ended = reason.to_on is not None and reason.to_on < today
    if ended:
        stands, colour = f"Ended {long_date(reason.to_on)}", "grey"
    return ReasonRow(reason, str(Theme(reason.theme).label), stands, colour, ended)


AnythingRaised = Raised | Complaint


@dataclass(frozen=True)
class RaisedLine:
    """Something raised, in the list of a family or child."""

    words: str
    url: str
    raised_at: dt.datetime
    state: str = ""
    colour: str = ""


def raised_lines(rows: list[AnythingRaised]) -> list[RaisedLine]:
    return [_raised_line(row) for row in rows]


def _raised_line(row: AnythingRaised) -> RaisedLine:
    if isinstance(row, Complaint):
        state = (row.get_state_display(), COMPLAINT_COLOURS[row.state])
        return _line("Complaint", "complaint", row, *state)
    if isinstance(row, Concern):
        state = (row.get_state_display(), CONCERN_COLOURS[row.state])
        return _line("Concern", "concern", row, *state)
    if isinstance(row, ResolutionForm):
        state = (row.get_state_display(), FORM_COLOURS[row.state])
        return _line("Resolution Form", "form", row, *state)
    return _line("Good work", "praise", row)


def _line(words: str, page: str, row: AnythingRaised, *state: str) -> RaisedLine:
    return RaisedLine(words, reverse(f"escalations:{page}", args=[row.pk]), row.raised_at, *state)
