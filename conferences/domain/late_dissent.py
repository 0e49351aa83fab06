"""Dissent after the meeting: within 72 hours (Sussex), reviewed by a senior chair (Sutton).

The decision stands meanwhile; a review does not change it. Where the senior chair finds it wrong,
the chair is asked to correct it, or an early review is asked for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from django.db import transaction
from django.utils import timezone

from accounts.errors import DomainError, WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from conferences import notices, rules
from conferences.domain.steps import locked, require
from conferences.enums import Capacity, ConferenceState, DissentOutcome
from conferences.models import Conference, ConferenceChild, LateDissent, Participant
from conferences.models.who_ran import who_ran
from govuk.times import clock_moment
from people.start_page import Owed
from timescales.domain import current_clock, meet_deadline, start_deadline, today_in_london
from timescales.due import Dates, DueDate
from timescales.how_counted import in_brief
from timescales.models import Deadline

LIMIT, REVIEW = "late_dissent", "dissent_review"
NOT_TO_RECORD = "Only the chair, business support and duty officers record a dissent."
NOT_TO_REVIEW = "A senior chair who neither chaired nor decided this conference reviews a dissent."


def dissent_limit(conference: Conference) -> DueDate:
    """Until when a dissent may be raised, and why: hours from the end of the meeting."""
    ended = conference.closed_at
    assert ended is not None, "only a closed conference has ended"
    day = timezone.localdate(ended)
    return current_clock().due(LIMIT, Dates(start=day, start_at=ended))


@transaction.atomic
def raise_dissent(
    *,
    child: ConferenceChild,
    participant: Participant,
    reason: str,
    raised_at: dt.datetime,
    by: User,
) -> LateDissent:
    """An agency that took part disagrees with the decision for one child, after the meeting.

    `raised_at` is when it said so, which decides whether it is in time. Raises `NotAllowed`,
    `WrongState` before the close or when it has dissented already, `DomainError` with the field.
    """
    conference = locked(child.conference)
    require(
        rules.may_record(by, conference),
        "conferences.raise_dissent",
        by=by,
        about=conference,
        message=NOT_TO_RECORD,
    )
    if conference.state != ConferenceState.CLOSED:
        raise WrongState(
            "Record the dissent in the live room: the conference is not closed.", rule="not_yet"
        )
    _check(conference, child, participant, reason, raised_at)
    dissent = LateDissent.objects.create(
        child=child, participant=participant, reason=reason, raised_at=raised_at, recorded_by=by
    )
    # No role on the case owns it: its chair may not review it. Senior chairs do, by posting.
    start_deadline(
        rule=REVIEW,
        dates=Dates(start=timezone.localdate(raised_at)),
        child=child.child,
        about=dissent.about,
        by=by,
    )
    _record(Action.CREATED, "conferences.raise_dissent", dissent, by, reason)
    notices.dissent_to_review(dissent, [senior for _, senior in _reviewers([dissent])])
    return dissent


def _check(
    conference: Conference,
    child: ConferenceChild,
    participant: Participant,
    reason: str,
    raised_at: dt.datetime,
) -> None:
    if participant.conference_id != conference.pk or participant.capacity != Capacity.AGENCY:
        raise DomainError(
            "Only an agency with a view in this conference dissents.",
            field="participant",
            rule="no_view_in_it",
        )
    if child.late_dissents.filter(participant=participant).exists():
        raise WrongState(
            "This agency’s dissent is recorded already.", field="participant", rule="already_done"
        )
    if not reason.strip():
        raise DomainError("Say why this agency disagrees.", field="reason", rule="needed")
    if raised_at > timezone.now():
        raise DomainError(
            "The time cannot be in the future.", field="raised_on", rule="in_the_future"
        )
    if conference.closed_at and raised_at < conference.closed_at:
        raise DomainError(
            "That is before the end of the conference.", field="raised_on", rule="before_the_end"
        )
    _check_in_time(conference, raised_at)


def _check_in_time(conference: Conference, raised_at: dt.datetime) -> None:
    limit = dissent_limit(conference)
    until = limit.due_at
    late = raised_at > until if until else timezone.localdate(raised_at) > limit.due_on
    if late:
        last = clock_moment(until) if until else f"{limit.due_on:%-d %B %Y}"
        raise DomainError(
            f"A dissent could be raised until {last} ({in_brief(limit)}). Raise a concern or a "
            "Resolution Form instead.",
            field="raised_on",
            rule="past_the_limit",
        )


@transaction.atomic
def review_dissent(
    *, dissent: LateDissent, outcome: DissentOutcome, answer: str, by: User
) -> LateDissent:
    """A senior chair who neither chaired nor decided it answers, with reasons.

    Raises `NotAllowed`, `WrongState` when it is answered, `DomainError` with the field.
    """
    conference = dissent.child.conference
    require(
        rules.may_review_dissent(by, conference),
        "conferences.review_dissent",
        by=by,
        about=conference,
        message=NOT_TO_REVIEW,
    )
    dissent = LateDissent.objects.select_for_update().get(pk=dissent.pk)
    if dissent.reviewed_at is not None:
        raise WrongState("This dissent has been answered already.", rule="already_done")
    if not answer.strip():
        raise DomainError("Say what you found, and why.", field="answer", rule="needed")
    dissent.outcome, dissent.answer = outcome, answer
    dissent.reviewed_by, dissent.reviewed_at = by, timezone.now()
    dissent.save()
    for clock in Deadline.objects.open().filter(rule=REVIEW, about=dissent.about):
        meet_deadline(deadline=clock, met_on=today_in_london(), met_by=dissent.about, by=by)
    _record(Action.DECIDED, "conferences.review_dissent", dissent, by, answer)
    notices.dissent_answered(dissent)
    return dissent


def dissents_to_review(user: User) -> list[LateDissent]:
    """Which wait for this person as a senior chair, oldest first. The caller audits."""
    if not rules.is_senior_chair(user):
        return []
    waiting = LateDissent.objects.visible_to(user).filter(reviewed_at=None)
    rows = list(waiting.select_related("child__conference__family", "child__child__person"))
    ran = who_ran(row.child.conference for row in rows)
    return [row for row in rows if (row.child.conference_id, user.pk) not in ran]


def review_due(rows: Iterable[LateDissent]) -> dict[str, dt.date]:
    """By when each of these, which the reader already sees, must be reviewed; by `about`."""
    clocks = Deadline.objects.open().filter(about__in=[row.about for row in rows])
    return dict(clocks.values_list("about", "due_on"))


def owed() -> Iterator[Owed]:
    """Whom each dissent waits for, for the morning email."""
    waiting = LateDissent.objects.filter(reviewed_at=None).select_related("child__conference")
    for row, senior in _reviewers(list(waiting)):
        yield Owed(senior.pk, row.about, row.child.conference.family_id, row.about)


def _reviewers(rows: list[LateDissent]) -> Iterator[tuple[LateDissent, User]]:
    """Each dissent with every senior chair who may answer it."""
    seniors = notices.senior_chairs() if rows else []
    ran = who_ran(row.child.conference for row in rows)
    for row in rows:
        for senior in seniors:
            if (row.child.conference_id, senior.pk) not in ran:
                yield row, senior


def dissents_of(conference: Conference) -> list[LateDissent]:
    rows = LateDissent.objects.filter(child__conference=conference)
    return list(
        rows.select_related(
            "child__child__person", "participant__person", "participant__agency", "reviewed_by"
        )
    )


def _record(action: Action, verb: str, dissent: LateDissent, by: User, reason: str) -> None:
    children = dissent.children_concerned()
    record(action, verb, by=by, subjects=[dissent], children=children, reason=reason)
