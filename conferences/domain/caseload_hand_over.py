"""Hand a chair's whole caseload over: seen before it happens, done in one step, and taken back.

Case roles change; nothing that is booked is moved. A conference still booked with the chair who
leaves is listed, so that somebody gives it another chair in the diary.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.errors import DomainError, WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from bookings.models import Chair, LocalPractice
from conferences import notices, rules
from conferences.domain.caseloads import children_for_each_chair
from conferences.enums import WITHOUT_OUTCOME, ConferenceState
from conferences.models import CaseloadHandOver, Conference, HandedFamily
from people.domain.case_roles import hand_over, why_not_chair
from people.domain.permission import require
from people.domain.reading import list_all
from people.enums import CaseRoleKind
from people.models import CaseRole, Family, Professional
from plans.models import Plan
from timescales.domain import today_in_london

NOT_TO_HAND_OVER = "Only a head of service or a duty principal officer hands a caseload over."


@dataclass(frozen=True)
class Line:
    """One family as it would be handed over. `why_not` is empty when it can be."""

    family: Family
    children: int
    to: Professional | None
    why_not: str
    booked: Conference | None


@dataclass(frozen=True)
class Preview:
    """`hidden`: families of this chair that the reader may not open; they stay."""

    lines: list[Line]
    hidden: int
    loads: dict[Professional, int]
    agreed: int

    @property
    def can_go(self) -> list[Line]:
        return [line for line in self.lines if line.to is not None and not line.why_not]


def caseload_of(chair: Professional, *, reader: User) -> list[Family]:
    """The families this person chairs today and that `reader` may see, audited."""
    roles = (
        CaseRole.objects.visible_to(reader)
        .current()
        .filter(kind=CaseRoleKind.CHAIR, professional=chair)
    )
    rows = Family.objects.visible_to(reader).filter(pk__in=roles.order_by().values("family"))
    families = list(rows.order_by("name", "pk"))
    children = [child for family in families for child in family.children_concerned()]
    shown: list[Family] = list_all(
        families, by=reader, verb="conferences.caseload", children=children
    )
    return shown


def preview(*, leaving: Professional, to: Mapping[int, Professional | None], by: User) -> Preview:
    """What would happen: `to` is the new chair of each family, by the family's id."""
    may_hand_over(by)
    families = caseload_of(leaving, reader=by)
    on_plans = Counter(
        Plan.objects.open()
        .child_protection()
        .filter(child__family__in=families)
        .values_list("child__family_id", flat=True)
    )
    lines = [_line(family, leaving, to.get(family.pk), on_plans[family.pk]) for family in families]
    every = CaseRole.objects.current().filter(kind=CaseRoleKind.CHAIR, professional=leaving)
    return Preview(
        lines=lines,
        hidden=every.count() - len(families),
        loads=_loads(lines),
        agreed=LocalPractice.current().agreed_caseload,
    )


def _line(family: Family, leaving: Professional, to: Professional | None, children: int) -> Line:
    booked = Conference.objects.filter(
        family=family,
        chair=leaving,
        state__in=[ConferenceState.PENCILLED, ConferenceState.BOOKED],
    ).select_related("booking")
    why_not = why_not_chair(family, to) if to else ""
    return Line(family, children, to, why_not, booked.first())


def _loads(lines: list[Line]) -> dict[Professional, int]:
    """Children each new chair would have."""
    now = children_for_each_chair()
    coming: Counter[Professional] = Counter()
    for line in lines:
        if line.to is not None and not line.why_not:
            coming[line.to] += line.children
    return {chair: now.get(chair.pk, 0) + more for chair, more in coming.items()}


@transaction.atomic
def hand_over_caseload(
    *,
    leaving: Professional,
    to: Mapping[int, Professional | None],
    from_on: dt.date,
    reason: str,
    by: User,
) -> CaseloadHandOver:
    """Every family with a new chair goes to that chair from this day; all of them, or none.

    Families without one stay. Raises `NotAllowed`, and `DomainError` with the field: a day that
    has passed, no reason, nobody to hand over to, or a chair who may not have a family.
    """
    may_hand_over(by)
    seen = preview(leaving=leaving, to=to, by=by)
    _check(seen, from_on, reason)
    made = CaseloadHandOver.objects.create(
        leaving=leaving, from_on=from_on, reason=reason.strip(), by=by
    )
    for line in seen.can_go:
        assert line.to is not None, "only those with a new chair can go"
        role = hand_over(
            family=line.family, kind=CaseRoleKind.CHAIR, to=line.to, from_on=from_on, by=by
        )
        HandedFamily.objects.create(hand_over=made, family=line.family, to=line.to, role=role)
    _record("conferences.hand_over_caseload", made, by, reason)
    for chair in seen.loads:
        notices.caseload_received(made, chair)
    return made


def _check(seen: Preview, from_on: dt.date, reason: str) -> None:
    if from_on < today_in_london():
        raise DomainError(
            "The day must be today or in the future.", field="from_on", rule="in_the_past"
        )
    if not reason.strip():
        raise DomainError("Say why, such as who leaves and when.", field="reason", rule="needed")
    refused = [line for line in seen.lines if line.why_not]
    if refused:
        words = "; ".join(f"{line.family}: {line.why_not}" for line in refused)
        raise DomainError(f"Choose another chair. {words}", rule="not_a_chair")
    if not seen.can_go:
        raise DomainError("Choose a new chair for at least one family.", rule="needed")


@transaction.atomic
def take_back(*, made: CaseloadHandOver, reason: str, by: User) -> CaseloadHandOver:
    """It was a mistake: each family goes back to the chair it came from, from today.

    A family that somebody else has been given since stays with them. Raises `NotAllowed`,
    `WrongState` when it was taken back before, `DomainError` without a reason.
    """
    may_hand_over(by)
    made = CaseloadHandOver.objects.select_for_update().get(pk=made.pk)
    if made.undone_at is not None:
        raise WrongState("This hand-over has been taken back already.", rule="already_done")
    if not reason.strip():
        raise DomainError("Say why it is taken back.", field="reason", rule="needed")
    for row in made.families.select_related("family", "role"):
        if _still_theirs(row):
            _give_back(row, made, by)
    made.undone_by, made.undone_at = by, timezone.now()
    made.save()
    _record("conferences.take_back_caseload", made, by, reason)
    return made


def _still_theirs(row: HandedFamily) -> bool:
    newest = CaseRole.objects.filter(
        family=row.family, kind=CaseRoleKind.CHAIR, to_on__isnull=True
    ).first()
    return newest is not None and newest.pk == row.role_id


def _give_back(row: HandedFamily, made: CaseloadHandOver, by: User) -> None:
    day = max(today_in_london(), row.role.from_on)
    hand_over(family=row.family, kind=CaseRoleKind.CHAIR, to=made.leaving, from_on=day, by=by)
    row.taken_back = True
    row.save()


def still_booked(made: CaseloadHandOver, *, reader: User) -> list[Conference]:
    """Conferences of these families that are still booked with the chair who leaves, audited."""
    families = made.families.order_by().values("family")
    rows = Conference.objects.visible_to(reader).filter(
        family__in=families, chair=made.leaving, state__in=WITHOUT_OUTCOME
    )
    booked = rows.exclude(booking=None).select_related("family", "booking")
    found = list(booked.order_by("booking__starts_at"))
    children = [child for conference in found for child in conference.children_concerned()]
    shown: list[Conference] = list_all(
        found, by=reader, verb="conferences.still_booked", children=children
    )
    return shown


def chairs_to_give_to(leaving: Professional | None = None) -> list[Professional]:
    """Those who chair now, by name."""
    rows = Chair.objects.filter(in_use=True).select_related("professional__person")
    found = [row.professional for row in rows if leaving is None or row.pk != leaving.pk]
    return sorted(found, key=lambda chair: chair.person.name)


def may_hand_over(by: User) -> None:
    """Raises `Refused`, audited."""
    verb = "conferences.hand_over_caseload"
    require(rules.may_hand_over_caseload(by), verb, by=by, message=NOT_TO_HAND_OVER)


def _record(verb: str, made: CaseloadHandOver, by: User, reason: str) -> None:
    rows = made.families.select_related("family")
    children = [child for row in rows for child in row.family.children_concerned()]
    detail = {"families": len(rows), "from_on": made.from_on.isoformat()}
    record(
        Action.CHANGED,
        verb,
        by=by,
        subjects=[made],
        children=children,
        reason=reason,
        detail=detail,
    )
