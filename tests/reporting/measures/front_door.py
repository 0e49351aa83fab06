"""Requests, what the duty officer advised, and who came back."""

from __future__ import annotations

from conferences.enums import ConferenceKind, RequestState, ScreeningOutcome
from conferences.models import (
    ConferenceChild,
    ConferenceRequest,
    RequestedChild,
    Screening,
    StrategyDiscussion,
)
from people.models import Child, Family
from tests.factories.accounts import make_user
from tests.factories.people import make_child, make_family
from tests.factories.reporting import held
from tests.reporting.measures.history import History, Key, at, day

PROCEEDING, WITHDRAWN = RequestState.PROCEEDING, RequestState.WITHDRAWN


def build() -> None:
    # A pair asked for twice: withdrawn, and asked for again out of the same discussion. One of
    # them had a conference.
    pair = [make_child(family=family) for family in [make_family()] * 2]
    family = pair[0].family
    discussion = StrategyDiscussion.objects.create(
        family=family, held_on=day("2025-10-02"), recorded_by=make_user()
    )
    _asked("2025-10-02", WITHDRAWN, *pair, discussion=discussion)
    request = _asked("2025-10-03", PROCEEDING, *pair, discussion=discussion)
    _advised("2025-10-03", family, ScreeningOutcome.PROCEED, request)
    held(day("2025-10-20"), pair[0], clocks=(day("2025-10-02"),))
    ConferenceChild.objects.filter(child=pair[0]).update(initiating_discussion=discussion)
    # Diverted: it stands. Its own request came before the advice: nobody came back.
    diverted = make_child()
    request = _asked("2025-10-06", RequestState.DIVERTED, diverted)
    _advised("2025-10-07", diverted.family, ScreeningOutcome.EARLY_HELP, request)
    # Advised before any request to try another way; a fortnight later a conference is asked for.
    back = make_child()
    _advised("2025-10-01", back.family, ScreeningOutcome.CHILD_IN_NEED)
    _asked("2025-10-15", PROCEEDING, back)
    # A diversion that waits for its manager is none yet; advice to go on is none.
    waits = make_child()
    request = _asked("2025-10-08", RequestState.DIVERTING, waits)
    _advised("2025-10-09", waits.family, ScreeningOutcome.LEGAL_PLANNING, request)
    _advised("2025-10-09", make_family(), ScreeningOutcome.PROCEED)
    # A year before: one came back on the last day of the 12 months, one request was withdrawn.
    year_later, took_back = make_child(), make_child()
    _advised("2024-10-01", year_later.family, ScreeningOutcome.FAMILY_GROUP_CONFERENCE)
    _asked("2025-10-01", PROCEEDING, year_later)
    _advised("2024-10-02", took_back.family, ScreeningOutcome.FAMILY_GROUP_CONFERENCE)
    _asked("2024-11-03", WITHDRAWN, took_back)
    _asked(None, RequestState.DRAFT, make_child())  # never sent


def _asked(
    on: str | None, state: str, *children: Child, discussion: StrategyDiscussion | None = None
) -> ConferenceRequest:
    request: ConferenceRequest = ConferenceRequest.objects.create(
        family=children[0].family,
        kind=ConferenceKind.INITIAL,
        requested_by=make_user(),
        state=state,
        submitted_at=at(on) if on else None,
    )
    for child in children:
        RequestedChild.objects.create(
            request=request, child=child, initiating_discussion=discussion
        )
    return request


def _advised(
    on: str, family: Family, outcome: str, request: ConferenceRequest | None = None
) -> None:
    row = Screening.objects.create(
        family=family, request=request, outcome=outcome, reason="", by=make_user()
    )
    Screening.objects.filter(pk=row.pk).update(at=at(on))


EXPECTED: dict[Key, str] = {
    # The pair twice, and four single children; the draft was not sent.
    ("requests", "2025-10"): "8",
    ("requests", "2025-10", "state"): (
        "Diversion waits for the team manager 1, A conference will be held 4, Diverted 1, "
        "Withdrawn 2, Not recorded 0"
    ),
    # Two before any request, three of requests.
    ("consultations", "2025-10"): "5",
    ("consultations", "2025-10", "advice"): (
        "Proceed to a conference 2, Divert: child in need plan 1, Divert: early help 1, "
        "Divert: legal planning meeting 1, Not recorded 0"
    ),
    ("diversions", "2025-10"): "2",
    ("diversions", "2025-10", "advice"): (
        "Divert: child in need plan 1, Divert: early help 1, Not recorded 0"
    ),
    ("diversions_came_back", "2025-10"): "50.0% (1 of 2)",
    ("diversions_came_back", "2025-10", "advice"): (
        "Divert: child in need plan 1/1, Divert: early help 0/1"
    ),
    ("diversions_came_back", "2024-10"): "50.0% (1 of 2)",
    # Asked for twice is one enquiry for each child; the others name no discussion.
    ("section_47", "2025-10"): "2",
    ("section_47_to_icpc", "2025-10"): "50.0% (1 of 2)",
}
HISTORY = History("front door", build, EXPECTED)
