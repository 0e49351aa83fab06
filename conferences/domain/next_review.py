"""The review that follows a conference: opened as it closes, in step with what was decided.

First review within 3 months, later ones at most 6 months from the review actually held (Working
Together). It waits on the list to book from the moment the plan is made, so that it cannot be
forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from audit.domain import record
from audit.enums import Action
from bookings import domain as bookings
from bookings.enums import OPEN, ReleaseReason
from conferences.domain.called_off import stop_owing
from conferences.domain.decided_since import decided_since
from conferences.domain.inviting import cancel_invitations
from conferences.domain.limits import review_limit_of
from conferences.domain.opening import add_to_review, keep_earliest, open_review
from conferences.domain.ready_to_close import is_protected
from conferences.domain.steps import advance, locked
from conferences.enums import WITHOUT_OUTCOME, ConferenceKind, ConferenceState, Instead
from conferences.models import Conference, ConferenceChild
from people.models import Child
from plans.domain.queries import open_plan_for

REPLACED = "Another review takes its place"
REOPENED = "The conference that set it is open again"


@transaction.atomic
def keep_next_review(
    *, conference: Conference, by: User, only: ConferenceChild | None = None
) -> Conference | None:
    """The review after `conference` is about exactly the children it keeps on plans.

    Part of closing, correcting and reopening, which permit it; a correction is about one child
    `only`. Done again with the same decisions it changes nothing. Children of another review that
    waits (a regular one, when an early review was held) come over to this one; but who was given
    an early review since the conference closed waits for that.
    """
    rows = [only] if only else list(_rows_of(conference))
    review = review_after(conference)
    staying = _staying(conference, rows)
    joining = [each for each in staying if not _has_early_since(each, conference, review)]
    for child in joining:
        take_from_reviews(child=child, keep=review, reason=REPLACED, by=by)
    if review is None:
        if not joining:
            return None
        review = open_review(family=conference.family, children=joining, follows=conference, by=by)
    elif not _waits_for_the_close(conference, review):
        _make_it_about(review, joining, among=rows)
    if not review.children.exists():
        withdraw_review(review=review, reason=_why_nobody_stays(conference), by=by)
        return None
    keep_earliest(review)
    return review


@transaction.atomic
def bring_forward(*, early: Conference, by: User) -> None:
    """An early review takes the place of the review its children waited for.

    Part of letting the request for it go on. Brothers and sisters it is not about keep theirs.
    """
    follows = None
    for row in early.children.select_related("child"):
        before = standing_review_of(row.child, besides=early)
        if before is not None:
            take_from_reviews(child=row.child, keep=early, reason=REPLACED, by=by)
            before.refresh_from_db()
            is_over = before.state == ConferenceState.CANCELLED
            follows = before.follows if is_over else follows
    early.follows = follows
    early.save()


def _rows_of(conference: Conference) -> QuerySet[ConferenceChild]:
    return conference.children.select_related("child__person", "decision")


def _staying(conference: Conference, rows: Iterable[ConferenceChild]) -> list[Child]:
    if conference.state != ConferenceState.CLOSED:
        return []
    return [
        row.child
        for row in rows
        if is_protected(row) and open_plan_for(row.child)
        if not _met_again(row) and not decided_since(row, on=conference.day)
    ]


def _has_early_since(child: Child, conference: Conference, review: Conference | None) -> bool:
    """Whether an early review, of something that has happened since, was given to the child."""
    waiting = (row.conference for row in _standing_rows(child, review))
    return any(_is_early_since(each, conference) for each in waiting)


def _is_early_since(review: Conference, conference: Conference) -> bool:
    """Closed again, a conference is still older than what was asked for after its first close."""
    if review.request_id is None:
        return False
    closed = conference.steps.filter(to_state=ConferenceState.CLOSED).order_by("at").first()
    return closed is None or review.created_at > closed.at


def _waits_for_the_close(conference: Conference, review: Conference) -> bool:
    """An early review outlives the reopening; the close says who stays on it."""
    reopened = conference.state != ConferenceState.CLOSED
    return reopened and _is_early_since(review, conference)


def _why_nobody_stays(conference: Conference) -> str:
    closed = conference.state == ConferenceState.CLOSED
    return "No child stays on a plan" if closed else REOPENED


def _met_again(row: ConferenceChild) -> bool:
    """Whether the child's review has begun since: a correction then opens no other."""
    later = ConferenceChild.objects.filter(
        child=row.child_id,
        conference__kind=ConferenceKind.REVIEW,
        conference__state__in=[ConferenceState.IN_SESSION, ConferenceState.CLOSED],
        conference__created_at__gt=row.conference.created_at,
    )
    return bool(later.exists())


def review_after(conference: Conference) -> Conference | None:
    """The review this conference opened, while it has not begun."""
    found: Conference | None = conference.reviews.filter(state__in=WITHOUT_OUTCOME).first()
    return found


def standing_review_of(child: Child, *, besides: Conference | None = None) -> Conference | None:
    """The review the child waits for, if there is one."""
    row = _standing_rows(child, besides).first()
    return row.conference if row else None


def _standing_rows(child: Child, besides: Conference | None) -> QuerySet[ConferenceChild]:
    rows = ConferenceChild.objects.filter(
        child=child,
        conference__kind=ConferenceKind.REVIEW,
        conference__state__in=WITHOUT_OUTCOME,
    )
    rows = rows.exclude(conference=besides) if besides else rows
    return rows.select_related("conference__follows")


def take_from_reviews(*, child: Child, keep: Conference | None, reason: str, by: User) -> None:
    """The child waits for no review but `keep`. A review about nobody else is withdrawn."""
    for row in _standing_rows(child, keep):
        review = row.conference
        row.delete()
        if review.children.exists():
            keep_earliest(review)
        else:
            withdraw_review(review=review, reason=reason, by=by)


def _make_it_about(
    review: Conference, staying: Iterable[Child], *, among: Iterable[ConferenceChild]
) -> None:
    """Children of another conference, whom an early review brings together with these, stay."""
    wanted = {child.pk: child for child in staying}
    leaving = {row.child_id for row in among} - wanted.keys()
    review.children.filter(child__in=leaving).delete()
    known = {row.child_id: row for row in review.children.all()}
    for pk, child in wanted.items():
        limit = review_limit_of(child)
        if pk not in known:
            add_to_review(review, child)
        elif limit and known[pk].due_on != limit.due_on:
            known[pk].due_on = limit.due_on
            known[pk].save(update_fields=["due_on"])


@transaction.atomic
def withdraw_review(*, review: Conference, reason: str, by: User) -> Conference:
    """It will not be held. Its slot is free for others, and whoever was invited is told."""
    review = locked(review)
    advance(review, ConferenceState.CANCELLED, by=by, reason=reason)
    if review.booking is not None and review.booking.state in OPEN:
        why = ReleaseReason.REPLACED if reason == REPLACED else ReleaseReason.NO_PLAN
        bookings.release(booking=review.booking, reason=why, by=by)
    stop_owing(conference=review, reason=reason, by=by)
    instead = Instead.ANOTHER if reason in (REPLACED, REOPENED) else Instead.NOTHING
    cancel_invitations(conference=review, instead=instead, by=by)
    record(
        Action.CHANGED,
        "conferences.withdraw_review",
        by=by,
        subjects=[review],
        children=review.family.children_concerned(),
        reason=reason,
    )
    return review
