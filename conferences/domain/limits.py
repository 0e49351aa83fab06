"""The last day for one child's conference, whichever clock it runs by."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from accounts.errors import DomainError
from accounts.models import User
from conferences.domain.strategy import icpc_clock, icpc_due
from conferences.domain.transfer import transfer_clock, transfer_due, transfer_of
from conferences.enums import TO_BE_HELD, WAITING_REQUESTS, ConferenceKind
from conferences.models import Conference, ConferenceChild, ConferenceRequest, RequestedChild
from people.models import Child
from timescales.closed_days import closed_words
from timescales.domain import current_clock, explain, today_in_london, withdraw_deadline
from timescales.due import DueDate
from timescales.how_counted import in_brief
from timescales.models import Deadline

REVIEW_RULES = ("first_review", "later_review")


def limit_of_request(row: RequestedChild) -> DueDate | None:
    """What is asked for: an initial conference, a transfer in, or a review."""
    if row.initiating_discussion is not None:
        return icpc_due(row.initiating_discussion)
    transfer = transfer_of(row.request)
    if transfer is not None:
        return transfer_due(transfer)
    return review_limit_of(row.child)


def limit_on_request(request: ConferenceRequest) -> DueDate | None:
    """The earliest limit among the children's own, and why."""
    rows = request.children.select_related("initiating_discussion", "request__transfer")
    limits = [limit for row in rows if (limit := limit_of_request(row))]
    return min(limits, key=lambda limit: limit.due_on, default=None)


def limit_now(conference: Conference) -> date | None:
    """The earliest of the children's limits as their clocks stand at this moment. The day kept on
    the conference follows at the next sweep, and no slot is taken by one that has moved since."""
    rows = conference.children.select_related(
        "conference__request", "initiating_discussion", "child"
    )
    days = (_limit_of(row) for row in rows)
    return min((day for day in days if day), default=conference.due_on)


def _limit_of(row: ConferenceChild) -> date | None:
    clock = clock_of(row)
    return clock.due_on if clock is not None and clock.is_open else row.due_on


def due_in_words(conference: Conference) -> str:
    """The day it is due by and how that was counted, for a message; the day alone where the
    children's clocks give another one by now. Empty without a limit."""
    if conference.due_on is None:
        return ""
    clocks = [clock for row in conference.children.all() if (clock := clock_of(row))]
    counted = next((c for c in map(explain, clocks) if c.due_on == conference.due_on), None)
    return day_in_words(conference.due_on, counted)


def day_in_words(day: date, counted: DueDate | None) -> str:
    """“21 February 2026 (first review conference: 3 calendar months after 21 November 2025)”."""
    return f"{day:%-d %B %Y} ({in_brief(counted)})" if counted else f"{day:%-d %B %Y}"


def check_wanted_by(request: ConferenceRequest, day: date) -> None:
    """The day by which an early review is needed: to come, before its limit, and one on which it
    can be held. Raises `DomainError`."""
    limit = limit_on_request(request)
    closed = closed_words(day, current_clock().calendar.following_closures(), before=True)
    if day < today_in_london():
        message, rule = "The day must be today or in the future.", "in_the_past"
    elif limit and day > limit.due_on:
        due = day_in_words(limit.due_on, limit)
        message = f"The review is due by {due} in any case. Enter an earlier day."
        rule = "past_the_limit"
    elif closed:
        message, rule = f"A review cannot be held that day: {closed}", "day_closed"
    else:
        return
    raise DomainError(message, field="wanted_by", rule=rule)


def review_limit_of(child: Child) -> DueDate | None:
    """When the child's next review is due, and why."""
    clock = review_clock(child)
    return explain(clock) if clock else None


def clock_of(row: ConferenceChild) -> Deadline | None:
    """The clock this conference will meet for the child, if one was started."""
    if row.initiating_discussion is not None:
        return icpc_clock(row.child, row.initiating_discussion)
    request: ConferenceRequest | None = row.conference.request
    if row.conference.kind == ConferenceKind.TRANSFER_IN and request is not None:
        return transfer_clock(row.child, request)
    return review_clock(row.child)


def review_clock(child: Child) -> Deadline | None:
    """The running clock of the child's next review, if a plan has set one."""
    running = Deadline.objects.open().filter(child=child, rule__in=REVIEW_RULES)
    found: Deadline | None = running.order_by("due_on").first()
    return found


def withdraw_limits(*, request: ConferenceRequest, reason: str, by: User) -> None:
    """No conference is needed after all. A review's clock runs on: it belongs to the plan."""
    for row in request.children.select_related("child", "initiating_discussion"):
        discussion = row.initiating_discussion
        clock = icpc_clock(row.child, discussion) if discussion else None
        clock = clock or transfer_clock(row.child, request)
        if clock is not None and clock.is_open and not _another_runs_on_it(row):
            withdraw_deadline(deadline=clock, reason=reason, by=by)


def _another_runs_on_it(row: RequestedChild) -> bool:
    """Asked for twice because of one strategy discussion, they share its clock: while the other
    waits to be held or settled, it runs."""
    if row.initiating_discussion_id is None:  # a transfer in has a clock of its own
        return False
    same = Q(child=row.child_id, initiating_discussion=row.initiating_discussion_id)
    meetings = ConferenceChild.objects.filter(same, conference__state__in=TO_BE_HELD)
    waiting = RequestedChild.objects.filter(same, request__state__in=WAITING_REQUESTS)
    return (
        meetings.exclude(conference__request=row.request_id).exists()
        or waiting.exclude(request=row.request_id).exists()
    )
