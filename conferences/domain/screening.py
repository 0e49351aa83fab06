"""Screen a request: proceed, send back for more work, or divert. Every outcome is counted.

The ICPC clock runs on meanwhile. A diversion needs the team manager's agreement; a disagreement
goes to a named head of service, with a clock of its own (Bolton records and escalates it).
"""

from __future__ import annotations

from django.db import transaction

from accounts.errors import DomainError, NotAllowed, WrongState
from accounts.models import User
from audit.domain import record, refuse
from audit.enums import Action
from conferences import notices
from conferences.domain.limits import withdraw_limits
from conferences.domain.next_review import bring_forward
from conferences.domain.opening import open_conference
from conferences.domain.requesting import locked, move
from conferences.domain.slots import release_pencil
from conferences.enums import DIVERSIONS, ConferenceKind, RequestState, ScreeningOutcome
from conferences.models import ConferenceRequest, DiversionAnswer, Screening
from conferences.rules import may_answer_diversion, may_screen, may_settle_diversion
from people.rules import roles_of
from timescales.domain import meet_deadline, start_deadline, today_in_london
from timescales.due import Dates
from timescales.models import Deadline

DISAGREEMENT = "diversion_disagreement"


@transaction.atomic
def screen_request(
    *, request: ConferenceRequest, outcome: ScreeningOutcome, reason: str, by: User
) -> Screening:
    """The duty officer's advice on a request. Raises `NotAllowed`, `WrongState`, `DomainError`."""
    _require(may_screen(by), "conferences.screen", request, by, "Only a duty officer may screen.")
    request = locked(request)
    _require(
        by.pk != request.requested_by_id,
        "conferences.screen",
        request,
        by,
        "The person who asked for a conference cannot screen the request.",
    )
    if outcome != ScreeningOutcome.PROCEED and not reason.strip():
        raise DomainError("Say why, in words the team can act on.", field="reason", rule="needed")
    screening = Screening.objects.create(
        family=request.family, request=request, outcome=outcome, reason=reason, by=by
    )
    _decided("conferences.screen", screening, by)
    if outcome == ScreeningOutcome.PROCEED:
        _proceed(request, by=by)
    elif outcome in DIVERSIONS:
        _step(request, RequestState.DIVERTING)
        notices.diversion_to_answer(screening)
    else:
        _step(request, RequestState.MORE_WORK)
        notices.more_work_needed(screening)
    return screening


@transaction.atomic
def answer_diversion(
    *,
    screening: Screening,
    agreed: bool,
    reason: str = "",
    referred_to: User | None = None,
    by: User,
) -> DiversionAnswer:
    """The team manager agrees, or disagrees and names the head of service who will settle it.

    Raises `NotAllowed`, `WrongState`, `DomainError`.
    """
    request = locked(_request_of(screening))
    _require(
        may_answer_diversion(by),
        "conferences.answer_diversion",
        request,
        by,
        "Only a team manager may agree to a diversion.",
    )
    _check_waits(request, RequestState.DIVERTING)
    if not agreed:
        _check_disagreement(reason, referred_to)
    answer = DiversionAnswer.objects.create(
        screening=screening, agreed=agreed, reason=reason, referred_to=referred_to, by=by
    )
    _decided("conferences.answer_diversion", screening, by, detail={"agreed": agreed})
    if agreed:
        _divert(request, screening, by=by)
    else:
        _dispute(request, answer, by=by)
    return answer


def _check_waits(request: ConferenceRequest, for_state: RequestState) -> None:
    """Both answers may divert, so the steps of a request do not tell whose turn it is."""
    if request.state != for_state:
        was = RequestState(request.state).label.lower()
        raise WrongState(
            f"This request is “{was}”, so your answer was not recorded.", rule="no_such_step"
        )


def _check_disagreement(reason: str, referred_to: User | None) -> None:
    if not reason.strip():
        raise DomainError("Say why you disagree.", field="reason", rule="needed")
    if referred_to is None or not may_settle_diversion(referred_to):
        raise DomainError(
            "Choose the head of service who will settle it.", field="referred_to", rule="needed"
        )


def _dispute(request: ConferenceRequest, answer: DiversionAnswer, *, by: User) -> None:
    _step(request, RequestState.DISPUTED)
    # No role on the case owns it: the head named does (`conferences.domain.disagreements`).
    start_deadline(
        rule=DISAGREEMENT,
        dates=Dates(start=today_in_london()),
        family=request.family,
        about=request.about,
        by=by,
    )
    notices.disagreement_to_settle(answer)


@transaction.atomic
def settle_diversion(
    *, screening: Screening, divert: bool, reason: str, by: User
) -> DiversionAnswer:
    """The head of service settles the disagreement; the clock of the disagreement is met.

    Raises `NotAllowed`, `WrongState`, `DomainError`.
    """
    request = locked(_request_of(screening))
    _require(
        may_settle_diversion(by),
        "conferences.settle_diversion",
        request,
        by,
        "Only a head of service may settle a disagreement.",
    )
    _check_waits(request, RequestState.DISPUTED)
    if not reason.strip():
        raise DomainError("Give your reason.", field="reason", rule="needed")
    answer = DiversionAnswer.objects.create(
        screening=screening, agreed=divert, settles=True, reason=reason, by=by
    )
    _decided("conferences.settle_diversion", screening, by, detail={"divert": divert})
    clock = disagreement_clock(request)
    if clock is not None:
        meet_deadline(deadline=clock, met_on=today_in_london(), met_by=request.about, by=by)
    if divert:
        _divert(request, screening, by=by)
    else:
        _proceed(request, by=by)
    notices.disagreement_settled(answer)
    return answer


def disagreement_clock(request: ConferenceRequest) -> Deadline | None:
    """The clock of a disagreement about this request, if one is running."""
    clocks = Deadline.objects.open().filter(rule=DISAGREEMENT, about=request.about)
    found: Deadline | None = clocks.first()
    return found


def heads_of_service() -> list[User]:
    """Everybody who may settle a disagreement today."""
    people = User.objects.filter(is_active=True, is_service=False, postings__isnull=False)
    users = people.distinct()
    return [user for user in users if roles_of(user) and may_settle_diversion(user)]


def _proceed(request: ConferenceRequest, *, by: User) -> None:
    _step(request, RequestState.PROCEEDING)
    conference = open_conference(request=request, by=by)
    if conference.kind == ConferenceKind.REVIEW:
        bring_forward(early=conference, by=by)
    notices.conference_to_book(conference)


def _divert(request: ConferenceRequest, screening: Screening, *, by: User) -> None:
    _step(request, RequestState.DIVERTED)
    reason = f"Diverted: {screening.get_outcome_display()}"
    withdraw_limits(request=request, reason=reason, by=by)
    release_pencil(request=request, by=by)
    notices.request_diverted(screening)


def _step(request: ConferenceRequest, to: RequestState) -> None:
    move(request, to)
    request.save()


def _request_of(screening: Screening) -> ConferenceRequest:
    if screening.request is None:
        raise DomainError(
            "This was a consultation; there is no request to decide.", rule="only_a_consultation"
        )
    request: ConferenceRequest = screening.request
    return request


def _decided(
    verb: str, screening: Screening, by: User, *, detail: dict[str, object] | None = None
) -> None:
    record(
        Action.DECIDED,
        verb,
        by=by,
        subjects=[screening],
        children=screening.children_concerned(),
        reason=screening.reason,
        detail={"outcome": screening.outcome, **(detail or {})},
    )


def _require(allowed: bool, verb: str, request: ConferenceRequest, by: User, message: str) -> None:
    if allowed:
        return
    refuse(verb, by=by, subjects=[request], children=request.children_concerned(), reason=message)
    raise NotAllowed(message)
