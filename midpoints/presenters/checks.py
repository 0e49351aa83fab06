"""A midpoint check as a page shows it, and what it hands on to what is raised out of it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from accounts.models import User
from midpoints.domain.early_review import words_of
from midpoints.domain.evidence import Evidence
from midpoints.enums import Progress
from midpoints.models import MidpointCheck
from midpoints.rules import may_grade
from plans.enums import ItemKind
from plans.presenters.items import item_lines
from plans.presenters.progress import outcome_pictures
from plans.presenters.standing import child_lines
from timescales.domain import today_in_london

PROGRESS_COLOURS: dict[str, str] = {
    Progress.ON_TRACK: "green",
    Progress.DRIFTING: "yellow",
    Progress.STUCK: "red",
}
TABS = (
    ("due", "Due"),
    ("checks", "Checks"),
    ("counts", "Counts"),
)


def tabs(user: User) -> list[tuple[str, str]]:
    """The second row of links: (words, address)."""
    wanted = (*TABS, ("dips", "Dip samples")) if may_grade(user) else TABS
    return [(words, reverse(f"midpoints:{name}")) for name, words in wanted]


def evidence_context(evidence: Evidence) -> dict[str, Any]:
    """The plan's own lines and pictures, so that a plan looks the same everywhere."""
    plan, today = evidence.plan, today_in_london()
    lines = item_lines(
        plan.items,
        children=[one.child for one in plan.plans],
        updates=evidence.updates,
        today=today,
    )
    by_item = {line.item.pk: line for line in lines}
    actions = [by_item[item.pk] for item in plan.of_kind(ItemKind.ACTION)]
    return {
        "evidence": evidence,
        "child_lines": child_lines(plan.plans, evidence.clocks, evidence.visits, today),
        "actions": actions,
        "done_actions": sum(line.item.status == "done" for line in actions),
        "overdue_actions": sum(line.is_overdue for line in actions),
        "outcomes": outcome_pictures(plan.of_kind(ItemKind.SAFETY_GOAL), evidence.progress),
        "may_work": False,
        "today": today,
    }


def carried_over(check: MidpointCheck) -> dict[str, Any]:
    """What a concern or Resolution Form begins with: nothing of the check is typed again."""
    lived = [row.lived_experience for row in check.children.all() if row.lived_experience]
    return {
        "children": [str(row.child_id) for row in check.children.all()],
        "impact": "\n\n".join(part for part in (check.worries, *lived) if part),
        "asked": check.recommendation_words,
        "reasons": suggested_reasons(check),
        "reason": next(iter(suggested_reasons(check)), ""),
        "words": words_of(check),
    }


def suggested_reasons(check: MidpointCheck) -> list[str]:
    """Codes of the list of reasons that the findings point to; a person decides."""
    found = []
    if check.visits_in_standard is False or check.core_groups_in_standard is False:
        found.append("visits_core_groups")
    if check.progress in (Progress.DRIFTING, Progress.STUCK):
        found.append("drift")
    return found
