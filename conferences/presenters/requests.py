"""A request in words: its tasks, its clocks, its answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from conferences.domain import advocacy
from conferences.domain import request_steps as steps
from conferences.domain.limits import limit_of_request
from conferences.domain.parents import relatives_of
from conferences.domain.strategy import doubt_about, icpc_due
from conferences.domain.transfer import transfer_of
from conferences.enums import ConferenceKind, RequestState, TransferPaper
from conferences.models import ConferenceRequest, RequestedChild
from govuk.times import clock_moment
from timescales.domain import today_in_london
from timescales.presenters import WhyThisDate, why

STATE_COLOURS: dict[str, str] = {
    RequestState.DRAFT: "grey",
    RequestState.SUBMITTED: "blue",
    RequestState.MORE_WORK: "yellow",
    RequestState.DIVERTING: "purple",
    RequestState.DISPUTED: "orange",
    RequestState.PROCEEDING: "green",
    RequestState.DIVERTED: "grey",
    RequestState.WITHDRAWN: "grey",
}


@dataclass(frozen=True)
class Task:
    """One line of the task list."""

    title: str
    url: str
    status: str
    colour: str


@dataclass(frozen=True)
class Clock:
    """One child's limit, with its explanation."""

    child: str
    due_on: date | None
    why: WhyThisDate | None
    doubt: str

    @property
    def is_past(self) -> bool:
        return self.due_on is not None and self.due_on < today_in_london()


@dataclass(frozen=True)
class Answer:
    """One row of the answers to check."""

    step: str
    key: str
    words: str


def step_url(request: ConferenceRequest, step: str) -> str:
    return reverse("conferences:request_step", args=[request.pk, step])


def task_groups(request: ConferenceRequest) -> list[tuple[str, list[Task]]]:
    """The task list, group by group."""
    unfinished = set(request.unfinished.values_list("step", flat=True))
    groups: dict[str, list[Task]] = {}
    for step in steps.steps_for(request):
        groups.setdefault(step.group, []).append(_task(request, step, unfinished))
    return list(groups.items())


def _task(request: ConferenceRequest, step: steps.Step, unfinished: set[str]) -> Task:
    if step.name in unfinished:
        status, colour = "To mend", "red"
    elif step.name in request.steps_done:
        status, colour = "Completed", ""
    else:
        status, colour = "Not started", "blue"
    return Task(step.title, step_url(request, step.name), status, colour)


def clocks(request: ConferenceRequest) -> list[Clock]:
    """Each child's own limit. The earliest binds the meeting."""
    discussions = list(request.family.strategy_discussions.all())
    rows = request.children.select_related(
        "child__person", "initiating_discussion", "request__transfer"
    )
    found = []
    for row in rows:
        chosen, due = row.initiating_discussion, limit_of_request(row)
        found.append(
            Clock(
                child=str(row.child),
                due_on=due.due_on if due else None,
                why=why(due) if due else None,
                doubt=doubt_about(chosen, discussions),
            )
        )
    return found


def limits_of_step(request: ConferenceRequest, step: str) -> list[WhyThisDate]:
    """Those that the hints of this step name, or by which it was late."""
    if step == steps.CHILDREN and request.kind == ConferenceKind.INITIAL:
        return [why(icpc_due(each)) for each in request.family.strategy_discussions.all()]
    late = steps.request_due(request) if step == steps.LATE else None
    return [why(late)] if late else []


def earliest(found: list[Clock]) -> date | None:
    return min((clock.due_on for clock in found if clock.due_on), default=None)


def answers(request: ConferenceRequest) -> list[Answer]:
    """What was answered, step by step, for checking and for the duty officer."""
    applying = {step.name for step in steps.steps_for(request)}
    return [answer for answer in _answers(request) if answer.step in applying]


def _answers(request: ConferenceRequest) -> Iterator[Answer]:
    held = [f"{d.held_on:%-d %B %Y}" for d in request.family.strategy_discussions.all()]
    yield Answer(steps.STRATEGY, "Strategy discussions", "\n".join(held))
    yield Answer(steps.SECTION_47, "Section 47 enquiry", request.get_section_47_outcome_display())
    decided = f"{request.decided_on:%-d %B %Y}" if request.decided_on else ""
    yield Answer(steps.SECTION_47, "Conference decided on", decided)
    yield Answer(steps.EARLY, "Why the review is early", request.get_early_reason_display())
    wanted = f"{request.wanted_by:%-d %B %Y}" if request.wanted_by else ""
    yield Answer(steps.EARLY, "Needed by", wanted)
    yield from _transfer(request)
    yield Answer(steps.CHILDREN, "Children", _children(request))
    yield Answer(steps.PARENTS, "Parental responsibility", _parents(request))
    yield Answer(steps.REASON, "Why a conference is needed", request.reason)
    yield Answer(steps.SAFETY_PLAN, "Interim safety plan", request.interim_safety_plan)
    yield Answer(steps.INVITEES, "Who to invite", _invitees(request))
    yield Answer(steps.NEEDS, "What people need", _needs(request))
    yield Answer(steps.ADVOCACY, "Advocacy", _advocacy(request))
    yield Answer(steps.EXCLUSION, "Exclusion asked for", request.exclusion_asked or "No")
    late = f"{request.get_late_reason_display()}\n{request.late_note}".strip()
    yield Answer(steps.LATE, "Why the request is late", late)
    yield Answer(steps.AGREEMENT, "Team manager’s agreement", agreement(request))


def _transfer(request: ConferenceRequest) -> Iterator[Answer]:
    transfer = transfer_of(request)
    if transfer is None:
        return
    yield Answer(
        steps.TRANSFER, "The other authority", f"{transfer.authority}\n{transfer.contact}".strip()
    )
    days = (
        ("Moved here on", transfer.moved_on),
        ("Written notification on", transfer.notified_on),
        ("Referral received on", transfer.referred_on),
        ("Referral accepted on", transfer.accepted_on),
    )
    dated = [f"{what} {day:%-d %B %Y}" for what, day in days if day]
    yield Answer(steps.TRANSFER, "When", "\n".join(dated))
    papers = [TransferPaper(paper).label for paper in transfer.papers]
    yield Answer(steps.PAPERS, "Papers that have come", "\n".join(papers) or "None yet")


def _child(row: RequestedChild) -> str:
    if (added := getattr(row, "added", None)) is not None:
        return f"{row.child}: added on {timezone.localdate(added.at):%-d %B %Y}"
    if not row.their_category:
        return f"{row.child}"
    theirs = f"on their plan since {row.their_plan_started_on:%-d %B %Y}"
    return f"{row.child}: {theirs}, {row.get_their_category_display().lower()}"


def _children(request: ConferenceRequest) -> str:
    lines = [_child(row) for row in request.children.select_related("child__person", "added")]
    out = request.left_out.select_related("child__person")
    lines += [f"Not {row.child}: {row.reason}" for row in out]
    return "\n".join(lines)


def _parents(request: ConferenceRequest) -> str:
    lines = []
    for row in request.children.select_related("child__person"):
        holders = relatives_of(row.child).filter(parental_responsibility=True)
        names = ", ".join(holder.person.name for holder in holders)
        lines.append(f"{row.child}: {names or 'nobody is recorded'}")
    return "\n".join(lines)


def _invitees(request: ConferenceRequest) -> str:
    rows = request.people_to_invite.select_related("person", "agency")
    lines = [f"{r.person}, {r.agency}" if r.agency else f"{r.person}" for r in rows]
    return "\n".join([*lines, request.invitees]).strip()


def _needs(request: ConferenceRequest) -> str:
    wanted = [
        (request.interpreter, f"Interpreter: {request.interpreter}"),
        (request.access_needs, request.access_needs),
        (request.step_free_wanted, "A room without stairs"),
        (request.hearing_loop_wanted, "A hearing loop"),
        (request.separate_waiting, "Separate places to wait"),
        (request.remote_wanted, "Somebody joins remotely"),
        (request.police_wanted, "Police asked to come"),
    ]
    return "\n".join(words for needed, words in wanted if needed)


def _advocacy(request: ConferenceRequest) -> str:
    lines = []
    for child in steps.children_for_advocacy(request):
        row = advocacy.latest_for(child)
        if row is None:
            continue
        if row.parent_agreed_on:
            said = f"{row.parent_agreed_by} agreed on {row.parent_agreed_on:%-d %B %Y}"
        else:
            who = f" ({row.refused_by})" if row.refused_by else ""
            said = f"no agreement{who}: {row.refused_reason}"
        lines.append(f"{child}: {said}")
    return "\n".join(lines)


def agreement(request: ConferenceRequest) -> str:
    """Who agreed, when, and whether by their own sign-in or by word."""
    if request.agreed_at is None:
        return ""
    at = timezone.localtime(request.agreed_at)
    how = "signed in and agreed" if request.agreed_by_id else "agreed, as the requester recorded"
    return f"{request.agreed_by_name} {how}, {clock_moment(at)}"
