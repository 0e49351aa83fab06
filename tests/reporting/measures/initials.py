"""Initial and transfer-in conferences of one year, and the enquiries before them.

Working days of autumn 2024 and 2025: no bank holiday; 1, 8, 15, 22 and 29 October 2025 are
Wednesdays.
"""

from __future__ import annotations

from conferences.enums import (
    ChildOutcome,
    ConferenceKind,
    ConferenceState,
    LateReason,
    Participation,
    RequestState,
)
from conferences.models import ConferenceChild, ConferenceRequest, Decision
from people.models import Child
from reporting.models import Section47Enquiry
from tests.factories.accounts import make_user
from tests.factories.people import make_child, make_family, make_professional
from tests.factories.reporting import held
from tests.factories.timescales import make_deadline
from tests.reporting.measures.history import History, Key, day

IN_NEED = ChildOutcome.CHILD_IN_NEED


def build() -> None:
    chair, other = make_professional(), make_professional()
    family = make_family()
    first, second = (make_child(family=family) for _ in range(2))
    # Brother and sister at one meeting, with clocks of their own: Wednesday 1 October is 15 working
    # days before Wednesday 22 October, 24 September is 20. Only the first is in time.
    joint = held(
        day("2025-10-22"),
        first,
        second,
        clocks=(day("2025-10-01"), day("2025-09-24")),
        late_reason=LateReason.REQUEST_LATE,
        was_quorate=True,
        chair=chair,
    )
    # Two transfers in, both told on Thursday 2 October: the limit is Thursday 23 October.
    _transfer_in("2025-10-23", make_child(), chair=chair)
    _transfer_in("2025-10-24", make_child(), outcome=IN_NEED, late_reason=LateReason.NO_ROOM)
    # Adjourned is not held: in no figure but the enquiry's.
    waiting = make_child()
    held(day("2025-10-24"), waiting, clocks=(day("2025-10-20"),), state=ConferenceState.ADJOURNED)
    held(day("2025-11-10"), make_child())  # nobody knows when the enquiry began
    held(day("2025-11-10"), make_child(), clocks=(day("2025-11-12"),))  # before the enquiry
    # A pair on the day of the discussion itself: 0 working days. No plan, and no quorum.
    pair = make_family()
    tuesday = day("2025-11-11")
    held(
        tuesday,
        make_child(family=pair),
        make_child(family=pair),
        clocks=(tuesday, tuesday),
        outcome=IN_NEED,
        was_quorate=False,
        chair=other,
    )
    # From Tuesday 21 October to Wednesday 12 November: 3 + 5 + 5 + 3 = 16 working days.
    held(
        day("2025-11-12"),
        make_child(),
        clocks=(day("2025-10-21"),),
        late_reason=LateReason.NO_CHAIR,
        safety_plan_reviewed="Gran stays the night until then.",
    )
    # Held, and its outcome was never written down: neither with nor without a plan.
    unknown = held(day("2025-11-13"), make_child(), outcome=IN_NEED)
    Decision.objects.filter(child__conference=unknown).delete()
    # From Wednesday 2 October 2024 to Wednesday 16, Thursday 17, Wednesday 30 and Thursday 31: 10,
    # 11, 20 and 21 working days.
    for on in ("2024-10-16", "2024-10-17", "2024-10-30", "2024-10-31"):
        held(day(on), make_child(), clocks=(day("2024-10-02"),), outcome=IN_NEED)
    _enquiries(joint.children.get(child=first), second, waiting)
    # The first spoke; the second is under 4. Not one review was ever held here.
    joint.children.filter(child=first).update(participation=Participation.PN1)
    joint.children.filter(child=second).update(participation=Participation.PN0)


def _transfer_in(on: str, child: Child, **fields: object) -> None:
    request = ConferenceRequest.objects.create(
        family=child.family,
        kind=ConferenceKind.TRANSFER_IN,
        requested_by=make_user(),
        state=RequestState.PROCEEDING,
    )
    make_deadline(
        "transfer_in", child=child, start=day("2025-10-02"), about=f"transfer:{request.pk}"
    )
    held(day(on), child, kind=ConferenceKind.TRANSFER_IN, request=request, **fields)


def _enquiries(led_to: ConferenceChild, second: Child, waiting: Child) -> None:
    """Of the case system: two led to a conference, one waits, one child had two that did not, and
    of one nobody knows when it started."""
    another = make_child()
    for number, (child, started_on, more) in enumerate(
        (
            (led_to.child, day("2025-10-01"), {"led_to": led_to}),
            (second, day("2025-09-24"), {}),  # the day of the discussion ties it
            (waiting, day("2025-10-20"), {}),
            (another, day("2025-11-03"), {"conference_not_required": True}),
            (another, day("2025-12-01"), {"conference_not_required": True}),
            (make_child(), None, {}),
        )
    ):
        Section47Enquiry.objects.create(
            child=child, source_id=str(number), started_on=started_on, **more
        )


EXPECTED: dict[Key, str] = {
    # Meetings: 22, 23, 24 October, two on 10 November, 11, 12, 13 November. The adjourned one not.
    ("conferences_held", "2025/26"): "8",
    ("conferences_held", "2025-10", "type"): (
        "Initial child protection conference 1, Transfer-in conference 2, Not recorded 0"
    ),
    # Children: 2 + 1 + 1 + 2 + 1 + 1, without the two who moved here.
    ("icpc_children", "2025/26"): "8",
    ("icpc_children", "2025/26", "outcome"): (
        "Child protection plan 5, Child in need plan 2, Not recorded 1"
    ),
    ("transfers_in", "2025/26"): "2",
    ("transfer_in_in_time", "2025/26"): "50.0% (1 of 2)",
    ("transfer_in_late", "2025/26"): "1",
    ("transfer_in_late", "2025/26", "late_reason"): "No room was free 1, Not recorded 0",
    # Known clocks: the two of October, the pair, and the one of 16 days.
    ("icpc_in_time", "2025-10"): "50.0% (1 of 2)",
    ("icpc_in_time", "2025-11"): "66.7% (2 of 3)",
    # Pooled: the mean of the two months would be 58.3%.
    ("icpc_in_time", "2025/26"): "60.0% (3 of 5)",
    # 15 and 20; and of 0, 0, 15, 16, 20 the one in the middle.
    ("icpc_days", "2025-10"): "17.5 (2)",
    ("icpc_days", "2025/26"): "15 (5)",
    ("icpc_days", "2025/26", "band"): "0 to 10 2, 11 to 15 1, 16 to 20 2, Not recorded 0",
    ("icpc_days", "2024/25", "band"): (
        "0 to 10 1, 11 to 15 1, 16 to 20 1, 21 or more 1, Not recorded 0"
    ),
    # No discussion (10 and 13 November), and one after the conference.
    ("icpc_clock_unknown", "2025/26"): "37.5% (3 of 8)",
    ("icpc_late", "2025/26"): "2",
    ("icpc_late", "2025/26", "late_reason"): (
        "The request came late 1, No chair was free 1, Not recorded 0"
    ),
    ("icpc_safety_reviewed", "2025/26"): "50.0% (1 of 2)",
    # The pair, of the seven whose outcome is known. 5 plans of 8 children would say 37.5%.
    ("icpc_no_plan", "2025/26"): "28.6% (2 of 7)",
    # 5 at initial conferences and 1 at a transfer in: starts are not initial conferences' plans.
    ("plans_started", "2025/26"): "6",
    # 1 and 20 October; in the year also 24 September and the two of one child.
    ("section_47", "2025-10"): "2",
    ("section_47", "2025/26"): "5",
    ("section_47_to_icpc", "2025/26"): "40.0% (2 of 5)",
    # Meetings, not children: 22 October with one, 11 November without, the others did not say.
    ("quorate", "2025/26"): "50.0% (1 of 2)",
    # 22 and 23 October by one chair, 11 November by another; five meetings name none.
    ("conferences_chaired", "2025/26"): "1.5 (3 of 2)",
    # One of the two is coded as under 4 and left out. It does not take a review to be counted.
    ("participation", "2025/26"): "100.0% (1 of 1)",
}
HISTORY = History("initial conferences", build, EXPECTED)
