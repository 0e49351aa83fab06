"""One thing that needs somebody, and how many things become a short list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from people.start_page import Task


@dataclass(frozen=True)
class Need:
    """`fact` names it: two rules that see one fact give one line. `why` says why it is there.

    `due_on` None is due today: somebody waits. `reason` is the coded reason of a concern about
    it, and `deadline_id` leads to its "why this date?". `meanwhile`: what must be done at once,
    because it is late. `holds`: what it is made of, where that is more than this fact with this
    day.
    """

    fact: str
    text: str
    url: str
    due_on: dt.date | None = None
    family_id: int | None = None
    family: str = ""
    children: tuple[str, ...] = ()
    child_ids: frozenset[int] = frozenset()
    why: str = ""
    meanwhile: str = ""
    deadline_id: int | None = None
    reason: str = ""
    about: str = ""
    owner: str = ""
    danger: bool = False
    holds: frozenset[str] = frozenset()

    @property
    def occasion(self) -> str:
        """This fact with this day. With another day it is something new to look at."""
        return occasion_of(self.fact, self.due_on)

    @property
    def parts(self) -> frozenset[str]:
        """What is accepted with this line: each clock and each action by itself, with its day."""
        return self.holds or frozenset({self.occasion})

    def with_same(self, other: Need) -> Need:
        """The words of this one; the earlier day, and what explains that day."""
        children = tuple(dict.fromkeys((*self.children, *other.children)))
        both = replace(
            self,
            children=children,
            child_ids=self.child_ids | other.child_ids,
            meanwhile=self.meanwhile or other.meanwhile,
            reason=self.reason or other.reason,
            about=self.about or other.about,
            owner=self.owner or other.owner,
            holds=self.parts | other.parts,
        )
        if other.due_on and (self.due_on is None or other.due_on < self.due_on):
            earlier = other.deadline_id or self.deadline_id
            return replace(both, due_on=other.due_on, why=other.why, deadline_id=earlier)
        return replace(both, deadline_id=self.deadline_id or other.deadline_id)


def occasion_of(fact: str, due_on: dt.date | None) -> str:
    return f"{fact}@{due_on or ''}"


# What a concern about a line is about, where the line comes from a room below.
REASONS = {"actions": "actions_not_done", "core_group": "visits_core_groups"}


@dataclass(frozen=True)
class FamilyNeeds:
    """Everything about one family, the most urgent first."""

    family_id: int | None
    family: str
    needs: tuple[Need, ...]


def from_task(task: Task) -> Need:
    return Need(
        fact=task.fact or f"{task.label}:{task.url}",
        text=task.text,
        url=task.url,
        due_on=task.due_on,
        family_id=task.family_id,
        family=task.about,
        why=task.why,
        reason=REASONS.get(task.fact.partition(":")[0], ""),
        danger=task.danger,
    )


def each_once(needs: Iterable[Need]) -> list[Need]:
    """What was seen first keeps its words."""
    known: dict[str, Need] = {}
    for need in needs:
        before = known.get(need.fact)
        known[need.fact] = before.with_same(need) if before else need
    return list(known.values())


def by_family(needs: Iterable[Need], *, today: dt.date) -> list[FamilyNeeds]:
    """The family with the most urgent need first; what is about no family last, unless it tells
    of danger."""
    grouped: dict[int | None, list[Need]] = {}
    for need in sorted(needs, key=lambda need: (not need.danger, need.due_on or today, need.text)):
        grouped.setdefault(need.family_id, []).append(need)
    of_none = grouped.pop(None, [])
    groups = [FamilyNeeds(pk, rows[0].family, tuple(rows)) for pk, rows in grouped.items()]
    if of_none:
        place = 0 if of_none[0].danger else len(groups)
        groups.insert(place, FamilyNeeds(None, "", tuple(of_none)))
    return groups
