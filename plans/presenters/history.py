"""What has happened on a plan, in one line of days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from plans.enums import CAME, CoreGroupState
from plans.models import CoreGroup, ItemUpdate, Plan, Visit

MOST = 40


@dataclass(frozen=True)
class Happened:
    on: dt.date
    title: str
    words: str = ""
    by: str = ""
    url: str = ""


def happened(
    plans: Iterable[Plan],
    core_groups: Iterable[CoreGroup],
    visits: Iterable[Visit],
    updates: Iterable[ItemUpdate],
) -> list[Happened]:
    """The latest first."""
    lines = [*_plans(plans), *_core_groups(core_groups), *_visits(visits), *_updates(updates)]
    return sorted(lines, key=lambda line: line.on, reverse=True)[:MOST]


def _plans(plans: Iterable[Plan]) -> Iterator[Happened]:
    for plan in plans:
        name = plan.child.person.called
        yield Happened(
            plan.started_on, f"Plan for {name} began", plan.get_category_initial_display()
        )
        if plan.ended_on:
            reason = plan.get_end_reason_display()
            yield Happened(plan.ended_on, f"Plan for {name} ended", reason, plan.end_authorised_by)


def _core_groups(core_groups: Iterable[CoreGroup]) -> Iterator[Happened]:
    for group in core_groups:
        if group.day is None or group.state == CoreGroupState.PLANNED:
            continue
        url = reverse("plans:core_group", args=[group.pk])
        if group.state == CoreGroupState.HELD:
            yield Happened(group.day, "Core group held", came_words(group), url=url)
        else:
            reason = group.get_not_held_reason_display()
            yield Happened(group.day, "Core group not held", reason, url=url)


def came_words(group: CoreGroup) -> str:
    """“4 came of 6”."""
    rows = list(group.attendances.all())
    came = sum(row.came_as in CAME for row in rows)
    return f"{came} came of {len(rows)}"


def _visits(visits: Iterable[Visit]) -> Iterator[Happened]:
    for visit in visits:
        name = visit.plan.child.person.called
        title = f"{name} seen" if visit.was_seen else f"Visit: {name} not seen"
        words = "" if visit.was_seen else visit.get_not_seen_reason_display()
        yield Happened(visit.visited_on, title, words, visitor(visit))


def visitor(visit: Visit) -> str:
    return visit.visited_by.name if visit.visited_by else visit.visited_by_name


def _updates(updates: Iterable[ItemUpdate]) -> Iterator[Happened]:
    for update in updates:
        yield Happened(
            update.on,
            update.get_status_display(),
            update.item.passage.text,
            update.by.name,
        )
