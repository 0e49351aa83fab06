"""What the deadlines say: those a person owns, those late where they chair, those of a team."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from desk.domain.radar.held import meetings_of
from desk.domain.radar.needs import Need
from desk.domain.radar.places import place_of
from desk.domain.radar.watched import BY_CHAIR, shown_from, watch_of
from people.enums import CaseRoleKind
from people.models import CaseRole
from timescales.domain import current_clock, explain_briefly, today_in_london
from timescales.domain.clock import Clock
from timescales.models import Deadline
from timescales.models.deadline import DeadlineQuerySet
from timescales.rules import rule_named

MOST = 500  # a caseload of 90 has some forty; more than this is not a list but a report


def clocks_of(user: User) -> list[Deadline]:
    """Open deadlines whose role this person holds, once they are near; and what is late of the
    work of others where they chair."""
    today = today_in_london()
    roles = CaseRole.objects.current().filter(family=OuterRef("family"), professional__user=user)
    own = Exists(roles.filter(kind=OuterRef("owner_role")))
    near = Q()
    for last, rules in shown_from(today):
        near |= Q(rule__in=rules, due_on__lte=last)
    chairs = Exists(roles.filter(kind=CaseRoleKind.CHAIR))
    late = Q(rule__in=BY_CHAIR, due_on__lt=today)
    rows = Deadline.objects.visible_to(user).open().filter((own & near) | (chairs & late))
    return _read(rows)


def late_clocks(rows: DeadlineQuerySet) -> list[Deadline]:
    """What is overdue among these deadlines, whoever owns it."""
    return _read(rows.overdue(today=today_in_london()))


def late_beyond(rows: DeadlineQuerySet) -> int:
    """How many more are overdue than the list holds, whose places go to what is late longest."""
    return max(0, rows.overdue(today=today_in_london()).count() - MOST)


def _read(rows: DeadlineQuerySet) -> list[Deadline]:
    return list(rows.select_related("child__person", "family").order_by("due_on", "pk")[:MOST])


def needs_from(deadlines: Iterable[Deadline], *, reader: User) -> list[Need]:
    """Each with its reason and its owner by name; four queries however many there are."""
    known = list(deadlines)
    clock, owners = current_clock(), _owners(known)
    meetings = meetings_of(known, reader=reader)
    return [_need(each, clock, owners, reader, meetings.get(each.pk, "")) for each in known]


Owners = dict[tuple[int | None, str], str]


def _need(deadline: Deadline, clock: Clock, owners: Owners, reader: User, meeting: str) -> Need:
    watch = watch_of(deadline.rule)
    child, family = deadline.child, deadline.family
    rule = rule_named(deadline.rule, on=deadline.started_on)
    fact = watch.fact.format(
        rule=deadline.rule,
        child=deadline.child_id or deadline.family_id,
        family=deadline.family_id,
        about=deadline.about,
        meeting=meeting,
    )
    return Need(
        fact=fact,
        text=rule.label,
        url=place_of(deadline, reader),
        due_on=deadline.due_on,
        family_id=deadline.family_id,
        family=str(family or ""),
        children=(child.person.called,) if child else (),
        child_ids=frozenset([child.pk] if child else ()),
        why=explain_briefly(deadline, clock=clock),
        meanwhile=watch.meanwhile if deadline.due_on < today_in_london() else "",
        deadline_id=deadline.pk,
        reason=watch.reason,
        about=deadline.about,
        owner=owners.get((deadline.family_id, deadline.owner_role), watch.owner),
        holds=frozenset({part_of(deadline)}),
    )


def part_of(deadline: Deadline) -> str:
    """What is accepted with it: this clock, until it is given another day. `desk.domain.morning`
    reads the same."""
    return f"clock:{deadline.pk}@{deadline.due_on}"


def _owners(deadlines: list[Deadline]) -> Owners:
    """Who holds the role that owns each, by family and role."""
    families = {deadline.family_id for deadline in deadlines}
    roles = CaseRole.objects.current().filter(family__in=families)
    found = roles.select_related("professional__person").order_by("pk")
    return {(role.family_id, role.kind): role.professional.person.name for role in found}
