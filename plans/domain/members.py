"""Who belongs to the core group: the professionals and the family, from and to.

The lead social worker is whoever holds that role on the case, and is always part of it: after a
case was handed over, the next core group that is written up seats them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from accounts.errors import DomainError, NotAllowed, WrongState
from accounts.models import User
from audit.domain import record, refuse
from audit.enums import Action
from disclosure.domain.network import Network, capacity_of, network_of
from people.domain.permission import require
from people.enums import CaseRoleKind
from people.models import CaseRole, Family, Person, Professional
from plans import rules
from plans.domain.queries import open_plans_of
from plans.models import CoreGroupMember
from timescales.domain import today_in_london


class NotInTheNetwork(DomainError):
    """Somebody who is neither of the family nor a professional known here."""


@transaction.atomic
def add_member(*, family: Family, person: Person, by: User) -> CoreGroupMember:
    """Add somebody to the core group from today.

    Raises `NotAllowed` for somebody who must be told nothing about a child of the family,
    `NotInTheNetwork`, and `WrongState` for a member.
    """
    _require(by, family, "plans.add_member")
    if CoreGroupMember.objects.current().filter(family=family, person=person).exists():
        raise WrongState(
            f"{person.name} is in the core group already.", field="person", rule="already_done"
        )
    network = network_of(family.pk)
    if _is_barred(person, network):
        refuse("plans.add_member", by=by, subjects=[family], reason="must not be told")
        raise NotAllowed(f"{person.called} must not be told about a child of this family.")
    member = _seat(family, person, network, today_in_london())
    if member is None:
        raise NotInTheNetwork(
            f"{person.name} does not belong to this family’s network.", field="person"
        )
    _audit(Action.CREATED, "plans.add_member", [member], family, by)
    return member


@transaction.atomic
def end_member(*, member: CoreGroupMember, by: User) -> CoreGroupMember:
    """They leave the core group today; what they attended stays on record."""
    _require(by, member.family, "plans.end_member")
    if member.to_on is not None:
        raise WrongState("They have left the core group already.", rule="already_done")
    member.to_on = today_in_london()
    member.save()
    _audit(Action.CHANGED, "plans.end_member", [member], member.family, by)
    return member


@transaction.atomic
def seat_members(
    *, family: Family, people: Iterable[Person], on: dt.date, by: User
) -> list[CoreGroupMember]:
    """The conference named the core group. Whoever is in it already stays; nobody who must not be
    told gets in. Part of closing the conference, which permits it."""
    network = network_of(family.pk)
    known = set(
        CoreGroupMember.objects.current().filter(family=family).values_list("person_id", flat=True)
    )
    asked = {person.pk: person for person in people if person.pk not in known}
    wanted = [person for person in asked.values() if not _is_barred(person, network)]
    seated = [_seat(family, person, network, on) for person in wanted]
    made = [member for member in seated if member is not None]
    if made:
        _audit(Action.CREATED, "plans.seat_members", made, family, by)
    return made


@transaction.atomic
def leave_out(*, family: Family, people: Iterable[Person], on: dt.date, by: User) -> None:
    """The conference said that they do not come: whoever of them is in the core group leaves it.
    Part of closing the conference, which permits it."""
    rows = CoreGroupMember.objects.current().filter(family=family)
    gone = list(rows.filter(person__in=[person.pk for person in people]))
    for member in gone:
        member.to_on = max(on, member.from_on)
        member.save()
    if gone:
        _audit(Action.CHANGED, "plans.leave_out", gone, family, by)


@transaction.atomic
def stand_down(*, family: Family, on: dt.date, by: User) -> None:
    """Once no child is on a plan, nobody is in the core group from the day after `on`. Part of a
    larger step, which permits it. The lead worker stays, a role on the case."""
    if open_plans_of(family):
        return
    sitting = list(CoreGroupMember.objects.current().filter(family=family))
    for member in sitting:
        member.to_on, member.stood_down = max(on, member.from_on), True
        member.save()
    if sitting:
        _audit(Action.CHANGED, "plans.stand_down", sitting, family, by)


@transaction.atomic
def sit_again(*, family: Family, since: dt.date, by: User) -> None:
    """A child was on a plan all the time: who stood down on `since` or later never left. Who left
    before by themselves stays away, and whoever must be told nothing since. Part of a larger step.
    """
    rows = CoreGroupMember.objects.filter(family=family)
    sitting = set(rows.current().values_list("person_id", flat=True))
    network = network_of(family.pk)
    gone = {row.person_id: row for row in rows.stood_down_since(since).order_by("pk")}
    back = [
        row
        for row in gone.values()
        if row.person_id not in sitting and not _is_barred(row.person, network)
    ]
    for member in back:
        member.to_on, member.stood_down = None, False
        member.save()
    if back:
        _audit(Action.CHANGED, "plans.sit_again", back, family, by)


@transaction.atomic
def seat_lead_worker(*, family: Family, by: User) -> CoreGroupMember | None:
    """Whoever has taken the case over is in the core group from that day, and whoever led before
    leaves it the day before, unless they hold another role on the case. Part of a larger step,
    which permits it."""
    person = lead_to_seat(family)
    if person is None:
        return None
    roles = CaseRole.objects.current().filter(family=family)
    since = roles.get(kind=CaseRoleKind.LEAD_SOCIAL_WORKER).from_on
    seated = _seat(family, person, network_of(family.pk), since)
    assert seated is not None, "a professional belongs to every case"
    led = CaseRole.objects.filter(family=family, kind=CaseRoleKind.LEAD_SOCIAL_WORKER)
    left = CoreGroupMember.objects.current().filter(
        family=family, person__in=led.filter(to_on__lt=since).values("professional")
    )
    gone = list(left.exclude(person__in=roles.values("professional")))
    for member in gone:
        member.to_on = max(since - dt.timedelta(days=1), member.from_on)
        member.save()
    _audit(Action.CHANGED, "plans.seat_lead_worker", [seated, *gone], family, by)
    return seated


def lead_to_seat(family: Family) -> Person | None:
    """The lead worker of an open plan who is not in the core group yet."""
    lead = lead_worker_of(family)
    if lead is None or not open_plans_of(family):
        return None
    sitting = CoreGroupMember.objects.current().filter(family=family, person=lead.pk)
    if sitting.exists() or _is_barred(lead.person, network_of(family.pk)):
        return None
    return lead.person


def members_of(family: Family) -> list[CoreGroupMember]:
    """Everybody of the core group today; the lead worker first among the professionals."""
    rows = CoreGroupMember.objects.current().filter(family=family)
    return list(rows.select_related("person", "agency"))


def members_since(family: Family, day: dt.date) -> list[CoreGroupMember]:
    """The same, with those who stood down on this day or later because the last plan ended: they
    were at what is written up after it."""
    rows = CoreGroupMember.objects.filter(family=family).select_related("person", "agency")
    sitting = list(rows.current())
    known = {member.person_id for member in sitting}
    gone = {member.person_id: member for member in rows.stood_down_since(day).order_by("pk")}
    return [*sitting, *(member for pk, member in gone.items() if pk not in known)]


def lead_worker_of(family: Family) -> Professional | None:
    """Whoever is the family's lead social worker today."""
    role = CaseRole.objects.current().filter(family=family, kind=CaseRoleKind.LEAD_SOCIAL_WORKER)
    found = role.select_related("professional__person").first()
    return found.professional if found else None


def _seat(family: Family, person: Person, network: Network, on: dt.date) -> CoreGroupMember | None:
    capacity = capacity_of(person.pk, network)
    if capacity is None:
        return None
    professional = Professional.objects.filter(pk=person.pk).first()
    is_family = person.pk in network.members
    return CoreGroupMember.objects.create(
        family=family,
        person=person,
        agency_id=professional.agency_id if professional and not is_family else None,
        capacity=capacity,
        from_on=on,
    )


def _is_barred(person: Person, network: Network) -> bool:
    """From any child: the core group speaks of all of them."""
    return network.is_barred(person.pk, network.children)


def _require(by: User, family: Family, verb: str) -> None:
    require(
        rules.may_work_on_plan(by, family),
        verb,
        by=by,
        subjects=[family],
        children=family.children_concerned(),
        message="Only the family’s social worker and their team manager can change this.",
    )


def _audit(
    action: Action, verb: str, members: list[CoreGroupMember], family: Family, by: User
) -> None:
    record(action, verb, by=by, subjects=members, children=family.children_concerned())
