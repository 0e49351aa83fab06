"""Second thoughts about a meeting: an agency dissents late, a decision is put right, a review is
wanted on another day. Each is asked by one person and answered by another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from django.utils import timezone

from bookings.enums import MoveReason
from conferences.domain import request_steps, requesting
from conferences.domain.correcting import (
    answer_correction,
    decision_values,
    propose_correction,
)
from conferences.domain.date_changes import AnotherDay, answer_date_change, ask_for_another_day
from conferences.domain.late_dissent import (
    dissent_limit,
    raise_dissent,
    review_dissent,
)
from conferences.enums import (
    Capacity,
    ChildOutcome,
    ConferenceKind,
    ConferenceState,
    DissentOutcome,
    EarlyReason,
)
from conferences.models import Conference, DateChange, LateDissent
from disclosure.domain.releasing import recall
from people.domain.queries import holder_of
from people.enums import AgencyKind, CaseRoleKind, Role
from plans.domain.queries import open_plans_of
from plans.domain.recording import take_back_core_group
from plans.enums import Category, CoreGroupState
from plans.models import CoreGroup
from rehearsal import words
from rehearsal.given_out import give_out
from rehearsal.stories import user_of

if TYPE_CHECKING:
    from rehearsal.life import Life


def _last_held(life: Life) -> Conference:
    held = Conference.objects.filter(family=life.family, state=ConferenceState.CLOSED)
    return held.latest("held_on")


def health_dissents(life: Life, day: dt.date) -> None:
    """Within the 72 hours, unless nobody works in them. A senior chair who was not there finds that
    the decision stands."""
    conference = _last_held(life)
    until = dissent_limit(conference).due_at
    if until is None or timezone.now() > until:
        return
    child = conference.children.select_related("conference").first()
    visitor = conference.participants.filter(
        capacity=Capacity.AGENCY, agency__kind=AgencyKind.HEALTH_VISITING
    ).first()
    if child is None or visitor is None:
        return
    dissent = raise_dissent(
        child=child,
        participant=visitor,
        reason=words.DISSENT,
        raised_at=timezone.now(),
        by=user_of(conference.chair),
    )
    life.diary.put(life.after(day, 3), partial(_is_reviewed, life, dissent))


def _is_reviewed(life: Life, dissent: LateDissent, day: dt.date) -> None:
    stands = DissentOutcome.STANDS
    review_dissent(dissent=dissent, outcome=stands, answer=words.DISSENT_STANDS, by=life.duty)


def decision_was_wrong(life: Life, day: dt.date) -> None:
    """The wrong category was ticked for a child. A head agrees; the papers are called back and
    given out anew."""
    conference = _last_held(life)
    chair = user_of(conference.chair)
    on_plans = conference.children.filter(decision__outcome=ChildOutcome.CHILD_PROTECTION)
    each = on_plans.select_related("decision", "conference").order_by("pk").last()
    if each is None:
        return
    proposed = propose_correction(
        each=each,
        after={**decision_values(each.decision), "category": Category.PHYSICAL.value},
        reason=words.WRONG_CATEGORY,
        by=chair,
    )
    head = life.service.user_with(Role.HEAD_OF_SERVICE)
    _, papers = answer_correction(correction=proposed, agreed=True, by=head)
    for pack in papers:
        recall(pack, by=chair, reason=words.WRONG_CATEGORY)
    give_out(conference, hands=life.hands(conference))


def core_group_was_anothers(life: Life, day: dt.date) -> None:
    """The last core group on record was another family's. The team manager takes it back."""
    held = CoreGroup.objects.filter(family=life.family, state=CoreGroupState.HELD)
    last = held.order_by("held_on").last()
    if last is not None:
        take_back_core_group(core_group=last, reason=words.ANOTHER_FAMILY, by=life.manager)


def another_day_is_wanted(life: Life, day: dt.date) -> None:
    """The social worker asks for the review a week sooner; its chair agrees."""
    waiting = Conference.objects.filter(
        family=life.family, kind=ConferenceKind.REVIEW, state=ConferenceState.TO_BOOK
    )
    review = waiting.first()
    if review is None or review.planned_on is None:
        return
    wanted = AnotherDay(
        wanted_on=life.after(review.planned_on, -5),
        reason=MoveReason.SOONER,
        note="",
        core_group_asked_on=day,
        core_group_said=words.SOONER,
    )
    change = ask_for_another_day(conference=review, wanted=wanted, by=life.social_worker)
    life.diary.put(life.after(day, 2), partial(_is_agreed, life, change))


def _is_agreed(life: Life, change: DateChange, day: dt.date) -> None:
    chair = holder_of(life.family, CaseRoleKind.CHAIR)
    answer_date_change(change=change, agreed=True, answer="", by=user_of(chair))


def review_is_needed_sooner(life: Life, day: dt.date) -> None:
    """The plan does not work: an early review takes the place of the one that was to come."""
    by = life.social_worker
    request = requesting.start_request(family=life.family, kind=ConferenceKind.REVIEW, by=by)
    keep: Callable[..., None] = requesting.keep_answers
    keep(
        request=request,
        step=request_steps.EARLY,
        early_reason=EarlyReason.NOT_WORKING,
        wanted_by=life.after(day, 15),
        by=by,
    )
    on_plans = [plan.child for plan in open_plans_of(life.family)]
    others = [child for child in life.family.children.all() if child not in on_plans]
    requesting.choose_children(
        request=request,
        included=dict.fromkeys(on_plans),
        left_out=dict.fromkeys(others, words.NOT_ON_A_PLAN),
        by=by,
    )
    life.answer_the_rest(request)
    requesting.submit_request(request=request, by=by)
    life.diary.put(life.after(day, 1), partial(life.proceed, request))
