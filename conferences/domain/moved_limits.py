"""Which limits kept on conferences are no longer what the children's clocks give: one question to
the database, because every child on a plan has a review that waits."""

from __future__ import annotations

from django.db.models import Case, CharField, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Concat

from conferences.domain.limits import REVIEW_RULES
from conferences.domain.strategy import ICPC
from conferences.domain.strategy import KEY as DISCUSSION
from conferences.domain.transfer import KEY as TRANSFER
from conferences.domain.transfer import TRANSFER_IN
from conferences.enums import WITHOUT_OUTCOME, ConferenceKind
from conferences.models import ConferenceChild
from timescales.models import Deadline

RUNNING = Deadline.objects.open().filter(child=OuterRef("child")).order_by("due_on")


def moved_limits() -> QuerySet[ConferenceChild]:
    """The rows whose clock (`limits.clock_of`) runs and gives another day than they have."""
    waiting = ConferenceChild.objects.filter(conference__state__in=WITHOUT_OUTCOME)
    moved: QuerySet[ConferenceChild] = (
        waiting.annotate(
            by_its_clock=Case(
                When(initiating_discussion__isnull=False, then=_icpc()),
                When(
                    conference__kind=ConferenceKind.TRANSFER_IN,
                    conference__request__isnull=False,
                    then=_transfer(),
                ),
                default=_day(RUNNING.filter(rule__in=REVIEW_RULES)),
            )
        )
        .filter(by_its_clock__isnull=False)
        .exclude(Q(due_on__isnull=False) & Q(due_on=F("by_its_clock")))
    )
    return moved.select_related("conference")


def _icpc() -> Subquery:
    about = _about(DISCUSSION, "initiating_discussion")
    return _day(RUNNING.filter(rule=ICPC, about=about))


def _transfer() -> Subquery:
    about = _about(TRANSFER, "conference__request")
    return _day(RUNNING.filter(rule=TRANSFER_IN, about=about))


def _about(key: str, path: str) -> Concat:
    return Concat(Value(key), Cast(OuterRef(path), CharField()))


def _day(clocks: QuerySet[Deadline]) -> Subquery:
    return Subquery(clocks.values("due_on")[:1])
