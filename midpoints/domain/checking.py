"""Record a midpoint check, or why it was not done. Both settle the deadline of each child."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from accounts.errors import DomainError, WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from conferences.models import Conference
from midpoints import rules
from midpoints.domain.queries import open_deadlines_of
from midpoints.enums import CheckState, NotDoneReason, Progress, Recommendation
from midpoints.models import CheckedChild, MidpointCheck
from people.domain.permission import require
from people.domain.queries import holder_of
from people.enums import CaseRoleKind
from people.models import Family
from timescales.domain import meet_deadline, today_in_london, withdraw_deadline
from timescales.models import Deadline

MAY_NOT_CHECK = "Only the family’s chair, or somebody standing in for the chair, does this."
MAY_NOT_BE_SAVED = "Nothing is due: this check has been recorded, or the plan has ended."


@dataclass(frozen=True, kw_only=True)
class Found:
    """What the chair found. `lived_experience` is by child id."""

    progress: str
    worries: str
    impact: str
    recommendation: str
    recommendation_words: str = ""
    lived_experience: Mapping[int, str]
    visits_in_standard: bool
    core_groups_in_standard: bool
    on: dt.date | None = None


@transaction.atomic
def record_check(*, conference: Conference, found: Found, by: User) -> MidpointCheck:
    """The check was done, today unless said otherwise; each child's deadline is met.

    Raises `NotAllowed`; `WrongState` when nothing is due; `DomainError` for what is missing.
    """
    _require(conference, "midpoints.record_check", by=by)
    deadlines = _lock_due(conference)
    on = found.on or today_in_london()
    _check(conference, found, deadlines, on)
    check = _create(
        conference,
        deadlines,
        by=by,
        lived=found.lived_experience,
        state=CheckState.DONE,
        on=on,
        visits_in_standard=found.visits_in_standard,
        core_groups_in_standard=found.core_groups_in_standard,
        progress=found.progress,
        worries=found.worries.strip(),
        impact=found.impact.strip(),
        recommendation=found.recommendation,
        recommendation_words=found.recommendation_words.strip(),
    )
    for deadline in deadlines:
        meet_deadline(deadline=deadline, met_on=on, met_by=check.about, by=by)
    _audit("midpoints.record_check", check, by)
    return check


@transaction.atomic
def record_not_done(
    *, conference: Conference, reason: str, note: str = "", by: User
) -> MidpointCheck:
    """It was not done, and will not be. The deadline stays on record as not met."""
    _require(conference, "midpoints.record_not_done", by=by)
    if reason not in NotDoneReason.values:
        raise DomainError("Choose why it was not done.", field="reason", rule="needed")
    if reason == NotDoneReason.OTHER and not note.strip():
        raise DomainError("Say why it was not done.", field="note", rule="needed")
    deadlines = _lock_due(conference)
    check = _create(
        conference,
        deadlines,
        by=by,
        lived={},
        state=CheckState.NOT_DONE,
        on=today_in_london(),
        not_done_reason=reason,
        not_done_note=note.strip(),
    )
    for deadline in deadlines:
        label = NotDoneReason(reason).label
        withdraw_deadline(deadline=deadline, reason=f"Not done: {label}", by=by)
    _audit("midpoints.record_not_done", check, by)
    return check


def _require(conference: Conference, verb: str, *, by: User) -> None:
    require(
        rules.may_check(by, conference.family),
        verb,
        by=by,
        subjects=[conference],
        children=conference.children_concerned(),
        message=MAY_NOT_CHECK,
    )


def _lock_due(conference: Conference) -> list[Deadline]:
    """Two presses of one button make one check: the family's row is the lock."""
    Family.objects.select_for_update().get(pk=conference.family_id)
    deadlines = open_deadlines_of(conference)
    if not deadlines:
        raise WrongState(MAY_NOT_BE_SAVED, rule="nothing_due")
    return deadlines


def _check(conference: Conference, found: Found, deadlines: list[Deadline], on: dt.date) -> None:
    if not conference.day <= on <= today_in_london():
        raise DomainError(
            "The day must be between the conference and today.",
            field="on",
            rule="outside_the_time_between",
        )
    if found.progress not in Progress.values:
        raise DomainError("Choose how the plan is going.", field="progress", rule="needed")
    if found.recommendation not in Recommendation.values:
        raise DomainError("Choose what you recommend.", field="recommendation", rule="needed")
    if not found.impact.strip():
        raise DomainError("Say what difference the plan makes.", field="impact", rule="needed")
    if found.progress != Progress.ON_TRACK and not found.worries.strip():
        raise DomainError("Say what worries you.", field="worries", rule="needed")
    for deadline in deadlines:
        if not found.lived_experience.get(deadline.child_id or 0, "").strip():
            raise DomainError(
                f"Say what life is like for {deadline.child}.",
                field=f"lived_{deadline.child_id}",
                rule="needed",
            )


def _create(
    conference: Conference,
    deadlines: list[Deadline],
    *,
    by: User,
    lived: Mapping[int, str],
    **fields: object,
) -> MidpointCheck:
    family = conference.family
    check: MidpointCheck = MidpointCheck.objects.create(
        family=family,
        conference=conference,
        area_id=family.area_id,
        team_id=family.team_id,
        chair=holder_of(family, CaseRoleKind.CHAIR),
        by=by,
        **fields,
    )
    CheckedChild.objects.bulk_create(
        CheckedChild(
            check_of=check,
            child_id=deadline.child_id,
            due_on=deadline.due_on,
            lived_experience=lived.get(deadline.child_id or 0, "").strip(),
        )
        for deadline in deadlines
    )
    return check


def _audit(verb: str, check: MidpointCheck, by: User) -> None:
    children = check.children_concerned()
    record(Action.CREATED, verb, by=by, subjects=[check], children=children)
