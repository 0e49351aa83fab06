"""A death, or a pregnancy that ended: everything that must stop at once stops in one step.

Deadlines of a child end, and with the last child those of the family. The plan ends. Meetings are
no longer about the child. Unsent letters, invitations and requests to the family are withdrawn, the
codes by which it may say how a conference went among them, and nothing more is written to them
until somebody has agreed how to be in touch. After a parent's death the children's duties go on and
a manager looks at them (docs/adr/a-death-in-the-family.md); reports owed to the family are held.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from accounts.errors import DomainError
from accounts.models import User
from conferences.domain.bereavement import STILL_TO_COME, leave_out, left_out_of
from conferences.models import Conference
from desk import notices
from desk.domain.after_a_death import who_looks
from feedback.domain.asking import withdraw_slips
from notifications.domain import withdraw_to_family
from notifications.domain.letters import to_post_for
from people.domain.bereavement import (
    agree_contact,
    record_bereavement,
    take_back_bereavement,
    why_not_to_write,
)
from people.domain.queries import child_record, standing_children
from people.enums import BereavementKind
from people.models import Bereavement, Child, Family, Person
from plans.domain.life import end_plan, undo_end
from plans.enums import EndReason
from plans.models import Plan
from timescales.domain import reopen_deadline, withdraw_deadline
from timescales.models import Deadline
from timescales.models.deadline import DeadlineQuerySet

STOPPED = {
    BereavementKind.DIED: "A death was recorded",
    BereavementKind.PREGNANCY_ENDED: "The end of the pregnancy was recorded",
}
# Nobody can share a report with a family that nobody may write to.
TO_THE_FAMILY = ("report_to_family_icpc", "report_to_family_review")
WITHDRAWN = "There has been a loss in the family"


@transaction.atomic
def record_loss(
    *, family: Family, person: Person, happened_on: dt.date, authorised_by: str, by: User
) -> list[Bereavement]:
    """`authorised_by` says who agreed that the child's plan ends, where there is one.

    Raises `NotAllowed`, and `DomainError` with the field that is wrong.
    """
    child = child_record(person)
    _check_authority(child, authorised_by)
    rows = record_bereavement(family=family, person=person, happened_on=happened_on, by=by)
    if child is not None:
        _stop_for(child, rows, authorised_by, by)
    for row in rows:
        _stop_clocks(_owed_to(row.family), stopped_because(row), by)
        for run in to_post_for(row.family_id):
            notices.tell_who_printed(run, row)
        withdraw_to_family(row.family_id, words=WITHDRAWN)
        withdraw_slips(family=row.family, by=by)
        if row.family.is_restricted:
            notices.tell_those_named(row)
        if row.is_to_look_over and not who_looks(row.family):
            notices.tell_of_family_shut_to_managers(row)
    return rows


@transaction.atomic
def write_again(*, bereavement: Bereavement, note: str, by: User) -> Bereavement:
    """Somebody has agreed how to be in touch: letters may go, and reports to the family are owed
    again for meetings still to come. Raises what `agree_contact` raises."""
    agreed = agree_contact(bereavement=bereavement, note=note, by=by)
    if why_not_to_write(agreed.family_id):
        return agreed
    to_come = Conference.objects.filter(family=agreed.family, state__in=STILL_TO_COME)
    abouts = [conference.about for conference in to_come]
    rows = Bereavement.objects.standing().filter(family=agreed.family)
    reasons = [stopped_because(row) for row in rows]
    held = Deadline.objects.filter(
        family=agreed.family, rule__in=TO_THE_FAMILY, about__in=abouts, withdrawn_reason__in=reasons
    )
    for deadline in held:
        reopen_deadline(deadline=deadline, reason="Contact with the family is agreed", by=by)
    return agreed


def _owed_to(family: Family) -> DeadlineQuerySet:
    return Deadline.objects.open().filter(family=family, rule__in=TO_THE_FAMILY)


def open_plans_of(child: Child) -> list[Plan]:
    return list(Plan.objects.open().filter(child=child))


def stopped_because(row: Bereavement) -> str:
    """Why a clock stopped; also how taking it back finds the clocks to run again."""
    return f"{STOPPED[BereavementKind(row.kind)]} ({row.about})"


@transaction.atomic
def take_back_loss(*, bereavement: Bereavement, reason: str, by: User) -> list[str]:
    """It was recorded by mistake: clocks run again and the plan never ended.

    Returns the meetings somebody must look at, because the child was left out of them. Letters
    that were withdrawn are not sent by themselves.
    """
    rows = list(Bereavement.objects.standing().filter(person=bereavement.person_id))
    person = take_back_bereavement(bereavement=bereavement, reason=reason, by=by)
    for row in rows:
        for deadline in Deadline.objects.filter(withdrawn_reason=stopped_because(row)):
            reopen_deadline(deadline=deadline, reason=reason, by=by)
    child = child_record(person)
    if child is None:
        return []
    ended = Plan.objects.filter(
        child=child, end_reason=EndReason.DIED, ended_on__gte=bereavement.happened_on
    )
    for plan in ended:
        undo_end(plan=plan, reason=reason, by=by)
    return left_out_of(child, since=bereavement.recorded_at)


def _check_authority(child: Child | None, authorised_by: str) -> None:
    if child is not None and open_plans_of(child) and not authorised_by.strip():
        raise DomainError("Say who agreed that the plan ends.", field="authorised_by")


def _stop_for(child: Child, rows: Iterable[Bereavement], authorised_by: str, by: User) -> None:
    row = next(row for row in rows if row.family_id == child.family_id)
    reason = stopped_because(row)
    for plan in open_plans_of(child):
        end_plan(
            plan=plan,
            on=max(row.happened_on, plan.started_on),
            reason=EndReason.DIED,
            authorised_by=authorised_by.strip(),
            by=by,
        )
    _stop_clocks(Deadline.objects.open().filter(child=child), reason, by)
    # First, so that what is owed for a meeting that is off does not run again when taken back.
    leave_out(child=child, reason=STOPPED[BereavementKind(row.kind)], by=by)
    if not _anybody_left(child):
        owed = Deadline.objects.open().filter(family=child.family_id, child__isnull=True)
        _stop_clocks(owed, reason, by)


def _stop_clocks(deadlines: Iterable[Deadline], reason: str, by: User) -> None:
    for deadline in deadlines:
        withdraw_deadline(deadline=deadline, reason=reason, by=by)


def _anybody_left(child: Child) -> bool:
    others = standing_children(child.family)
    return any(other.person.died_on is None for other in others if other.pk != child.pk)
