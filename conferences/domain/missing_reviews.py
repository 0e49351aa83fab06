"""Nobody on a plan without a review to come; no review for a child who is on no plan.

Closing a conference opens the next review, so there is usually nothing to do. Plans that were
imported, ended without a review, or lost theirs with a cancelled early review are found here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from audit.domain import record
from audit.enums import Action
from conferences import notices
from conferences.domain.called_off import stop_owing
from conferences.domain.limits import REVIEW_RULES
from conferences.domain.opening import add_to_review, keep_earliest, open_review
from conferences.enums import TO_BE_HELD, WITHOUT_OUTCOME, ConferenceKind, ConferenceState
from conferences.models import Conference, ConferenceChild, ConferenceStep
from people.models import Child, Family
from plans.models import Plan
from timescales.models import Deadline

# Nothing moves a booking by itself: a review with a slot is cancelled by a person.
NO_PLAN = "No child of it is on a plan any more"
WITHOUT_A_SLOT = (
    ConferenceState.TO_BOOK,
    ConferenceState.VACATED,
    ConferenceState.ADJOURNED,
)
# Begun, also once before: whether the child is on a plan is being decided.
UNDECIDED = (ConferenceState.IN_SESSION, ConferenceState.ADJOURNED)


def put_reviews_right() -> int:
    """The nightly sweep: says how many reviews it opened or withdrew. A second run does nothing."""
    families = {child.family_id: child.family for child in _waiting_for_none()}
    opened = sum(len(open_missing_reviews(family=each, by=None)) for each in families.values())
    return opened + _withdraw_pointless()


@transaction.atomic
def open_missing_reviews(*, family: Family, by: User | None) -> list[Conference]:
    """A review for each child of this family on a plan who waits for none, siblings together."""
    Family.objects.select_for_update().get(pk=family.pk)
    groups: dict[Conference | None, list[Child]] = defaultdict(list)
    for child in _waiting_for_none(family):
        groups[_last_held(child)].append(child)
    return [_open(family, follows, children, by) for follows, children in groups.items()]


def _waiting_for_none(family: Family | None = None) -> list[Child]:
    """Children on a plan whose review clock runs, and who are on no review to come."""
    reviews = ConferenceChild.objects.filter(
        child=OuterRef("pk"),
        conference__kind=ConferenceKind.REVIEW,
        conference__state__in=TO_BE_HELD,
    )
    plans = Plan.objects.open().child_protection().filter(child=OuterRef("pk"))
    clocks = Deadline.objects.open().filter(child=OuterRef("pk"), rule__in=REVIEW_RULES)
    rows = Child.objects.standing().filter(~Exists(reviews), Exists(plans), Exists(clocks))
    if family is not None:
        rows = rows.filter(family=family)
    return list(rows.select_related("family", "person"))


def _last_held(child: Child) -> Conference | None:
    rows = Conference.objects.filter(children__child=child, held_on__isnull=False)
    found: Conference | None = rows.order_by("-held_on", "-pk").first()
    return found


def _open(
    family: Family, follows: Conference | None, children: Iterable[Child], by: User | None
) -> Conference:
    reviews = Conference.objects.filter(follows=follows, state__in=WITHOUT_OUTCOME)
    waiting = reviews.select_for_update().first() if follows else None
    if waiting is None:
        return open_review(family=family, children=children, follows=follows, by=by)
    for child in children:
        add_to_review(waiting, child)
    keep_earliest(waiting)
    found: Conference = waiting
    return found


def _withdraw_pointless() -> int:
    return sum(_drop(row) for row in _pointless())


def _pointless() -> QuerySet[ConferenceChild]:
    """Children of a review who are on no plan. Not where a conference that may have made one is
    open again: the plan is void only until that conference is closed."""
    plans = Plan.objects.open().child_protection().filter(child=OuterRef("child"))
    undecided = ConferenceChild.objects.filter(
        child=OuterRef("child"), conference__state__in=UNDECIDED
    ).exclude(conference=OuterRef("conference"))
    return ConferenceChild.objects.filter(
        ~Exists(plans),
        ~Exists(undecided),
        conference__kind=ConferenceKind.REVIEW,
        conference__state__in=WITHOUT_A_SLOT,
    )


@transaction.atomic
def _drop(row: ConferenceChild) -> bool:
    review = Conference.objects.select_for_update().get(pk=row.conference_id)
    if not _pointless().filter(pk=row.pk).exists():  # booked, or on a plan again, by now
        return False
    row.delete()
    if review.children.exists():
        keep_earliest(review)
        return False
    ConferenceStep.objects.create(
        conference=review,
        from_state=review.state,
        to_state=ConferenceState.CANCELLED,
        reason=NO_PLAN,
    )
    review.state = ConferenceState.CANCELLED
    review.save()
    stop_owing(conference=review, reason=NO_PLAN, by=None)
    if review.request is not None:
        notices.conference_cancelled(review)
    children = review.family.children_concerned()
    verb = "conferences.withdraw_review"
    record(Action.CHANGED, verb, by=None, subjects=[review], children=children)
    return True
