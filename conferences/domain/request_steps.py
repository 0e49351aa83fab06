"""The steps of a request: which apply, which are done, what is still missing."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from conferences.enums import ConferenceKind
from conferences.models import ConferenceRequest
from people.models import Child
from timescales.domain import current_clock, today_in_london
from timescales.due import Dates, DueDate

STRATEGY, SECTION_47, CHILDREN = "strategy", "section-47", "children"
REASON, SAFETY_PLAN, PARENTS = "reason", "safety-plan", "parents"
TRANSFER, PAPERS, EARLY = "transfer", "papers", "early"
INVITEES, NEEDS, ADVOCACY = "invitees", "needs", "advocacy"
EXCLUSION, LATE, AGREEMENT = "exclusion", "late", "agreement"

ADVOCACY_FROM_AGE = 10  # Buckinghamshire since 2018, Walsall, East Riding


@dataclass(frozen=True)
class Step:
    """One page of a request."""

    name: str
    title: str
    group: str


STEPS: tuple[Step, ...] = (
    Step(STRATEGY, "Strategy discussions", "What has happened"),
    Step(SECTION_47, "Section 47 enquiry", "What has happened"),
    Step(EARLY, "Why the review is early", "What has happened"),
    Step(TRANSFER, "The other authority", "What has happened"),
    Step(PAPERS, "Papers from the other authority", "What has happened"),
    Step(CHILDREN, "Children", "Who it is about"),
    Step(PARENTS, "Parental responsibility", "Who it is about"),
    Step(REASON, "Why a conference is needed", "Why"),
    Step(SAFETY_PLAN, "Interim safety plan", "Why"),
    Step(INVITEES, "Who to invite", "The meeting"),
    Step(NEEDS, "Interpreter, access and waiting", "The meeting"),
    Step(ADVOCACY, "Advocacy for children aged 10 and over", "The meeting"),
    Step(EXCLUSION, "Anybody who should be excluded", "The meeting"),
    Step(LATE, "Why the request is late", "Before you send it"),
    Step(AGREEMENT, "Team manager’s agreement", "Before you send it"),
)
BY_NAME = {step.name: step for step in STEPS}
# The request's own fields that a step answers. What else a step asks for has rows of its own.
FIELDS: dict[str, tuple[str, ...]] = {
    SECTION_47: ("section_47_outcome", "decided_on"),
    EARLY: ("early_reason", "wanted_by"),
    REASON: ("reason",),
    SAFETY_PLAN: ("interim_safety_plan",),
    NEEDS: (
        "interpreter",
        "access_needs",
        "step_free_wanted",
        "hearing_loop_wanted",
        "separate_waiting",
        "remote_wanted",
        "police_wanted",
    ),
    EXCLUSION: ("exclusion_asked",),
    LATE: ("late_reason", "late_note"),
}
# Steps that belong to one kind of conference; every other step is for all of them.
ONLY_FOR: dict[str, ConferenceKind] = {
    STRATEGY: ConferenceKind.INITIAL,
    SECTION_47: ConferenceKind.INITIAL,
    LATE: ConferenceKind.INITIAL,
    EARLY: ConferenceKind.REVIEW,
    TRANSFER: ConferenceKind.TRANSFER_IN,
    PAPERS: ConferenceKind.TRANSFER_IN,
}


@dataclass(frozen=True)
class Missing:
    """What stops a request from being sent, and on which step to mend it."""

    step: str
    message: str


def steps_for(request: ConferenceRequest) -> list[Step]:
    """The steps that apply to this request, in order."""
    return [step for step in STEPS if _applies(step.name, request)]


def _applies(name: str, request: ConferenceRequest) -> bool:
    if ONLY_FOR.get(name, request.kind) != request.kind:
        return False
    if name == LATE:
        return is_late(request)
    if name == ADVOCACY:
        return bool(children_for_advocacy(request))
    return True


def step_after(request: ConferenceRequest, name: str) -> Step | None:
    """The next step after `name`, or None when it is time to check the answers."""
    names = [step.name for step in steps_for(request)]
    later = names[names.index(name) + 1 :] if name in names else names
    return BY_NAME[later[0]] if later else None


def request_due(request: ConferenceRequest) -> DueDate | None:
    """The day by which the conference should have been asked for: 1 working day (Bolton, Tees)."""
    if request.decided_on is None:
        return None
    return current_clock().due("request_to_book", Dates(start=request.decided_on))


def is_late(request: ConferenceRequest) -> bool:
    """Whether it is sent (or would be, today) after that day."""
    due = request_due(request)
    sent = timezone.localtime(request.submitted_at).date() if request.submitted_at else None
    return due is not None and (sent or today_in_london()) > due.due_on


def children_for_advocacy(request: ConferenceRequest) -> list[Child]:
    """Children of this request who are offered an advocate: aged 10 or more today."""
    rows = request.children.select_related("child__person")
    return [row.child for row in rows if may_have_advocate(row.child)]


def may_have_advocate(child: Child) -> bool:
    return age_of(child) >= ADVOCACY_FROM_AGE


def age_of(child: Child) -> int:
    """Whole years today; an unborn child is -1."""
    born = child.person.date_of_birth
    if born is None:
        return -1
    today = today_in_london()
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def missing(request: ConferenceRequest) -> list[Missing]:
    """Everything that stops the request from being sent, in the order of the steps."""
    unfinished = set(request.unfinished.values_list("step", flat=True))
    found = []
    for step in steps_for(request):
        if step.name in unfinished:
            words = f"Mend “{step.title}”: what was typed there has a mistake in it"
            found.append(Missing(step.name, words))
        elif step.name not in request.steps_done:
            found.append(Missing(step.name, f"Complete “{step.title}”"))
    return found
