"""What is due, for whom; and why this date."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from accounts.models import User
from people.models import CaseRole, Family
from timescales.domain.clock import Clock, clock_known_at, current_clock
from timescales.due import DueDate
from timescales.models import Deadline
from timescales.models.deadline import DeadlineQuerySet
from timescales.rules import rule_named


def open_for_family(family: Family, *, to: User) -> DeadlineQuerySet:
    """Open deadlines of this family and its children that `to` may see, soonest first."""
    rows: DeadlineQuerySet = Deadline.objects.visible_to(to).open().filter(family=family)
    return rows


def open_for_owner(owner: User) -> DeadlineQuerySet:
    """Open deadlines whose role on the case `owner` holds today, soonest first.

    The role is resolved here, when read: a new chair has the old chair's deadlines at once.
    """
    roles = CaseRole.objects.current().filter(
        family=OuterRef("family"), kind=OuterRef("owner_role"), professional__user=owner
    )
    rows: DeadlineQuerySet = Deadline.objects.visible_to(owner).open().filter(Exists(roles))
    return rows


def explain(deadline: Deadline, *, clock: Clock | None = None) -> DueDate:
    """Why this date. A settled deadline is explained by the calendar as it was known then."""
    if deadline.settled_at:
        clock = clock_known_at(deadline.settled_at)
    return (clock or current_clock()).due(deadline.rule, deadline.clock_dates())


def explain_briefly(deadline: Deadline, *, clock: Clock | None = None) -> str:
    """The limit in force, what started the clock and when, and on whose word."""
    dates = deadline.clock_dates()
    rule = rule_named(deadline.rule, on=deadline.started_on)
    values = (clock or current_clock()).values
    terms = values.terms(rule, dates.start).with_own(dates.own_limit)
    limit = f"{terms.amount} {'from' if rule.is_between else rule.direction}"
    started = f"{terms.starts}, {dates.start:%-d %B %Y}"
    return f"{limit[0].upper()}{limit[1:]}: {started}. Source: {rule.source}."
