"""There are more babies than were thought, or fewer: plans, clocks and meetings follow."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from conferences.domain.bereavement import OPEN_REQUESTS, STILL_TO_COME, leave_out
from conferences.models import ConferenceChild, RequestedChild
from people.domain.unborn import fewer_unborn, split_unborn
from people.models import Child
from plans.domain.life import void_plan
from plans.domain.sharing import share_clocks, share_plan
from plans.models import Plan
from timescales.domain import withdraw_deadline
from timescales.models import Deadline


@transaction.atomic
def record_more_babies(*, child: Child, number: int, by: User) -> list[Child]:
    """`number` babies where this one was expected. Raises what `split_unborn` raises."""
    made = split_unborn(child=child, number=number, by=by)
    plans = list(Plan.objects.open().filter(child=child))
    for baby in made:
        shared = {plan.pk: share_plan(plan=plan, child=baby, by=by) for plan in plans}
        share_clocks(of=child, child=baby, by=by)
        _ask_for_the_same_meetings(child, baby)
        _ask_to_the_same_meetings(child, baby, shared)
    return made


@transaction.atomic
def record_fewer_babies(*, child: Child, reason: str, by: User) -> Child:
    """This baby was counted by mistake. Raises what `fewer_unborn` raises. Returns the twin."""
    twin = fewer_unborn(child=child, reason=reason, by=by)
    why = "Counted by mistake: there is one baby fewer"
    for plan in Plan.objects.open().filter(child=child):
        void_plan(plan=plan, reason=why, by=by)
    for deadline in Deadline.objects.open().filter(child=child):
        withdraw_deadline(deadline=deadline, reason=why, by=by)
    leave_out(child=child, reason=why, by=by)
    return twin


def _ask_for_the_same_meetings(child: Child, baby: Child) -> None:
    """What is still being asked for is asked for both, for the same reason."""
    for row in RequestedChild.objects.filter(child=child, request__state__in=OPEN_REQUESTS):
        row.pk, row.child = None, baby
        row._state.adding = True
        row.save()


def _ask_to_the_same_meetings(child: Child, baby: Child, shared: dict[int, Plan]) -> None:
    rows = ConferenceChild.objects.filter(child=child, conference__state__in=STILL_TO_COME)
    for row in rows:
        ConferenceChild.objects.create(
            conference=row.conference,
            child=baby,
            initiating_discussion=row.initiating_discussion,
            due_on=row.due_on,
            plan=shared.get(row.plan_id) if row.plan_id else None,
        )
