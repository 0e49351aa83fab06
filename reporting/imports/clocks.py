"""The clocks of imported children, as they would stand had everything happened here.

Worked out from what is here now, not from the file, so that a second import, a late correction and
a review held here since all come to the same. A clock that was met or withdrawn here is left alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection
from django.utils import timezone

from conferences.domain.limits import REVIEW_RULES
from conferences.enums import ConferenceKind
from conferences.models import Conference
from people.enums import CaseRoleKind
from people.models import Child
from plans.domain.clocks import CORE_GROUPS, LONG_PLAN_RULES, REPEAT_RULE, RUN_WITH_THE_PLAN, VISITS
from plans.models import Plan
from reporting.imports.copying import copy_in
from reporting.imports.household import Batch
from reporting.imports.lives import Lives, lives_of
from timescales.domain import Clock, current_clock, today_in_london
from timescales.due import CannotDate, Dates
from timescales.enums import ChangeKind
from timescales.models import Deadline, DeadlineChange
from timescales.models.deadline import stored

WORKERS = frozenset({CORE_GROUPS.first, CORE_GROUPS.again, VISITS.again})
MIDPOINT = "midpoint"
OVER = "Imported: the plan has ended"
NEXT = "Imported: the next review has been held"
TOGETHER = 2000
LIMITS = """
    UPDATE conferences_conferencechild at_it SET due_on = found.due_on
    FROM unnest(%s::bigint[], %s::date[]) AS found (id, due_on) WHERE at_it.id = found.id"""
Name = tuple[str, int, str]


@dataclass(frozen=True)
class Run:
    """One clock as it should be. `met_by` names what met it."""

    rule: str
    child: Child
    about: str
    dates: Dates
    met_on: dt.date | None = None
    met_by: str = ""

    @property
    def name(self) -> Name:
        return (self.rule, self.child.pk, self.about)


class Dating:
    """Due dates by the rules in force, each asked for once."""

    def __init__(self) -> None:
        self.clock: Clock = current_clock()
        self.today = today_in_london()
        self._known: dict[tuple[str, Dates], tuple[dt.date, bool] | None] = {}

    def due(self, rule: str, dates: Dates) -> tuple[dt.date, bool] | None:
        """The day and whether it is provisional; None for days the calendar does not know."""
        key = (rule, dates)
        if key not in self._known:
            if len(self._known) > 100_000:
                self._known.clear()
            try:
                found = self.clock.due(rule, dates)
                self._known[key] = (found.due_on, found.provisional)
            except CannotDate:
                self._known[key] = None
        return self._known[key]

    def is_to_come(self, rule: str, dates: Dates) -> bool:
        found = self.due(rule, dates)
        return found is not None and found[0] >= self.today


def keep_clocks(batch: Batch, dating: Dating) -> None:
    lives = lives_of(batch)
    runs = {run.name: run for pk in lives.children for run in _runs(lives, pk, dating)}
    _write(lives, runs, dating)
    _withdraw(lives)
    _limits(lives, runs, dating)


def _runs(lives: Lives, pk: int, dating: Dating) -> Iterator[Run]:
    child = lives.children[pk]
    yield from _initials(lives, child)
    for plan in lives.plans[pk]:
        yield from _of_plan(lives, child, plan, dating)


def _initials(lives: Lives, child: Child) -> Iterator[Run]:
    """From the linked enquiry only: without its start nothing says whether it was in time. What a
    transfer-in conference is counted from is not in the file."""
    for row in lives.held[child.pk]:
        start, held = lives.enquiries.get(row.pk), row.conference.held_on
        is_initial = row.conference.kind == ConferenceKind.INITIAL
        if is_initial and row.conference_id in lives.imported and start and held and start <= held:
            about = row.conference.about
            yield Run("icpc", child, about, Dates(start=start), held, about)


@dataclass(frozen=True)
class Held:
    """A conference of the plan. `ours`: an import brought it in, and so sets its clocks."""

    about: str
    on: dt.date
    ours: bool


def _chain(lives: Lives, plan: Plan) -> list[Held]:
    """What opened the plan, then each review of it. No review is counted from a conference that the
    source has on a later day."""
    reviews = [
        row.conference
        for row in lives.held[plan.child_id]
        if row.plan_id == plan.pk
        and row.conference.kind == ConferenceKind.REVIEW
        and row.conference.about != plan.opened_by
    ]
    held = [_held(lives, each) for each in reviews]
    opening = _opening(lives, plan)
    if held and opening.on >= held[0].on:
        opening = replace(opening, on=plan.started_on)
    return [opening, *held]


def _opening(lives: Lives, plan: Plan) -> Held:
    """The conference that opened it, on its own day: the first review is due 3 calendar months
    after it (Working Together), also where the source has another day for the plan. Without one,
    the start of the plan."""
    for row in lives.held[plan.child_id]:
        if row.conference.about == plan.opened_by:
            return _held(lives, row.conference)
    return Held(plan.opened_by, plan.started_on, plan.opened_by.startswith("imported:"))


def _held(lives: Lives, conference: Conference) -> Held:
    assert conference.held_on is not None, "asked for"
    return Held(conference.about, conference.held_on, conference.pk in lives.imported)


def _of_plan(lives: Lives, child: Child, plan: Plan, dating: Dating) -> Iterator[Run]:
    chain = _chain(lives, plan)
    if not chain[0].ours:
        return
    yield from _reviews(child, plan, chain)
    yield from _visits(lives, child, plan, dating)
    if plan.ended_on is None and all(each.ours for each in chain):
        yield from _running(lives, child, plan, chain, dating)


def _reviews(child: Child, plan: Plan, chain: list[Held]) -> Iterator[Run]:
    """The last one runs on while the plan is open."""
    for number, each in enumerate(chain):
        following = chain[number + 1] if number + 1 < len(chain) else None
        if each.ours and (following or plan.ended_on is None):
            yield Run(
                REVIEW_RULES[min(number, 1)],
                child,
                each.about,
                _dates(child, each.on, is_first=number == 0),
                following.on if following else None,
                following.about if following else "",
            )


def _dates(child: Child, held_on: dt.date, *, is_first: bool) -> Dates:
    """A birth since the initial conference binds the first review as well."""
    born = child.person.date_of_birth if is_first else None
    return Dates(start=held_on, birth=born if born and born >= held_on else None)


def _visits(lives: Lives, child: Child, plan: Plan, dating: Dating) -> Iterator[Run]:
    """Each visit at which the child was seen starts the next clock."""
    times = [(_visits_since(lives, child, plan, dating), plan.opened_by)]
    times += [(day, f"visit:{pk}") for day, pk in lives.visits[plan.pk]]
    limit = plan.visit_limit
    for number, (day, about) in enumerate(times):
        following = times[number + 1] if number + 1 < len(times) else (None, "")
        if following[0] or plan.ended_on is None:
            dates = Dates(start=day, own_limit=limit)
            yield Run(VISITS.again, child, about, dates, *following)


def _visits_since(lives: Lives, child: Child, plan: Plan, dating: Dating) -> dt.date:
    """The plan's start. Where no visits were told, those before this import may have been made:
    then what is still to come is started, from today unless an import started it before."""
    start = plan.started_on
    if lives.visits_told or dating.is_to_come(
        VISITS.again, Dates(start=start, own_limit=plan.visit_limit)
    ):
        return start
    return lives.first_visits.get((child.pk, plan.opened_by), dating.today)


def _running(
    lives: Lives, child: Child, plan: Plan, chain: list[Held], dating: Dating
) -> Iterator[Run]:
    """What else is due while the plan is open. Core groups, midpoint checks and panels that were
    held are not in the file: only what is still to come is started, so that nothing before it
    counts as missed."""
    yield from _midpoint(child, chain, dating)
    yield from _core_group(lives, child, plan, chain, dating)
    start = Dates(start=plan.started_on)
    yield Run(_next_long(start, dating), child, plan.opened_by, start)
    if plan.pk in lives.repeats and dating.is_to_come(REPEAT_RULE, start):
        yield Run(REPEAT_RULE, child, plan.opened_by, start)


def _midpoint(child: Child, chain: list[Held], dating: Dating) -> Iterator[Run]:
    last = chain[-1]
    rule = REVIEW_RULES[0 if len(chain) == 1 else 1]
    limit = dating.due(rule, _dates(child, last.on, is_first=len(chain) == 1))
    if limit and limit[0] > last.on:
        half_way = Dates(start=last.on, to=limit[0])
        if dating.is_to_come(MIDPOINT, half_way):
            yield Run(MIDPOINT, child, last.about, half_way)


def _core_group(
    lives: Lives, child: Child, plan: Plan, chain: list[Held], dating: Dating
) -> Iterator[Run]:
    """One that was started stays, for those held since are known here; the first only follows the
    day of what opened the plan."""
    known = lives.core_groups.get((child.pk, plan.opened_by))
    if known == CORE_GROUPS.first:
        yield Run(known, child, plan.opened_by, Dates(start=chain[0].on))
    if known:
        return
    rule = CORE_GROUPS.first if len(chain) == 1 else CORE_GROUPS.again
    dates = Dates(start=chain[-1].on)
    if not dating.is_to_come(rule, dates):
        rule, dates = CORE_GROUPS.again, Dates(start=dating.today)
    yield Run(rule, child, plan.opened_by, dates)


def _next_long(start: Dates, dating: Dating) -> str:
    """Of a plan open for longer than all of them the last is late, until a panel is known here."""
    to_come = (rule for rule in LONG_PLAN_RULES if dating.is_to_come(rule, start))
    return next(to_come, LONG_PLAN_RULES[-1])


def _write(lives: Lives, runs: dict[Name, Run], dating: Dating) -> None:
    rules = {run.rule for run in runs.values()}
    known = Deadline.objects.filter(child__in=lives.children, rule__in=rules)
    standing = {(each.rule, each.child_id, each.about): each for each in known}
    new, changed = [], []
    for name, run in runs.items():
        due = dating.due(run.rule, run.dates)
        if due is None:
            continue
        deadline = standing.get(name)
        if deadline is None:
            new.append(_new(run, due))
        elif deadline.is_open:
            changed += _brought_in_step(deadline, run, due)
    copy_in(Deadline, new)
    started = [_change(each, ChangeKind.STARTED, None) for each in new if each.is_open]
    DeadlineChange.objects.bulk_create(started, batch_size=TOGETHER)
    _save(changed)


def _new(run: Run, due: tuple[dt.date, bool]) -> Deadline:
    return Deadline(
        rule=run.rule,
        child=run.child,
        family_id=run.child.family_id,
        about=run.about,
        owner_role=_owner(run.rule),
        started_on=run.dates.start,
        dates=stored(run.dates),
        due_on=due[0],
        provisional=due[1],
        met_on=run.met_on,
        met_by=run.met_by,
        settled_at=timezone.now() if run.met_on else None,
    )


def _owner(rule: str) -> CaseRoleKind:
    of_worker = rule in WORKERS or rule == "icpc"
    return CaseRoleKind.LEAD_SOCIAL_WORKER if of_worker else CaseRoleKind.CHAIR


def _brought_in_step(
    deadline: Deadline, run: Run, due: tuple[dt.date, bool]
) -> list[tuple[Deadline, DeadlineChange]]:
    before, kind = deadline.due_on, None
    if deadline.clock_dates() != run.dates and deadline.rule != MIDPOINT:
        deadline.started_on, deadline.dates = run.dates.start, stored(run.dates)
        deadline.due_on, deadline.provisional = due
        kind = ChangeKind.RESTARTED
    if run.met_on is not None:
        deadline.met_on, deadline.met_by = run.met_on, run.met_by
        deadline.settled_at = timezone.now()
        kind = ChangeKind.MET
    return [(deadline, _change(deadline, kind, before))] if kind else []


def _withdraw(lives: Lives) -> None:
    """Nothing of a plan that ended is due any more, nor a midpoint once its review was held."""
    open_plans = {pk for pk, plans in lives.plans.items() if any(p.ended_on is None for p in plans)}
    ended = [pk for pk in lives.children if lives.plans[pk] and pk not in open_plans]
    over = Deadline.objects.open().filter(child__in=ended, rule__in=RUN_WITH_THE_PLAN)
    gone = [(each, OVER) for each in over]
    passed = {
        (pk, held.about)
        for pk in open_plans
        for plan in lives.plans[pk]
        for held in _chain(lives, plan)[:-1]
    }
    halfway = Deadline.objects.open().filter(child__in=open_plans, rule=MIDPOINT)
    gone += [(each, NEXT) for each in halfway if (each.child_id, each.about) in passed]
    changes = []
    for deadline, reason in gone:
        deadline.withdrawn_at = deadline.settled_at = timezone.now()
        deadline.withdrawn_reason = reason
        change = _change(deadline, ChangeKind.WITHDRAWN, deadline.due_on, reason)
        changes.append((deadline, change))
    _save(changes)


def _change(
    deadline: Deadline, kind: ChangeKind, before: dt.date | None, reason: str = "Imported"
) -> DeadlineChange:
    return DeadlineChange(
        deadline=deadline,
        kind=kind,
        due_before=before,
        due_after=deadline.due_on,
        reason=reason,
        at=timezone.now(),
    )


def _save(changed: Iterable[tuple[Deadline, DeadlineChange]]) -> None:
    listed = list(changed)
    names = ["started_on", "dates", "due_on", "provisional", "met_on", "met_by", "settled_at"]
    names += ["withdrawn_at", "withdrawn_reason"]
    Deadline.objects.bulk_update([each for each, _ in listed], names, batch_size=TOGETHER)
    DeadlineChange.objects.bulk_create([change for _, change in listed], batch_size=TOGETHER)


def _limits(lives: Lives, runs: dict[Name, Run], dating: Dating) -> None:
    """Each child's own limit, shown on the conference that met it."""
    met: dict[tuple[int, str], Any] = {
        (run.child.pk, run.met_by): dating.due(run.rule, run.dates)
        for run in runs.values()
        if run.met_by.startswith("conference:")
    }
    limits = {
        row.pk: due[0]
        for pk, rows in lives.held.items()
        for row in rows
        if (due := met.get((pk, row.conference.about)))
        and row.conference_id in lives.imported
        and row.due_on is None
    }
    with connection.cursor() as cursor:
        cursor.execute(LIMITS, [list(limits), list(limits.values())])
