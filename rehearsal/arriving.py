"""Children on another authority's plan come to live here, and a conference is asked for."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from conferences.domain import requesting
from conferences.domain.transfer import TransferDetails
from conferences.enums import ConferenceKind, TransferPaper
from conferences.models import ConferenceRequest
from people.models import Child
from plans.domain.elsewhere import TheirPlan, end_their_plan, keep_their_plan
from plans.enums import Category, EndReason
from plans.models import Plan
from rehearsal.stories import Story
from timescales.domain import current_clock
from timescales.working_days import add_working_days

if TYPE_CHECKING:
    from rehearsal.life import Life

AUTHORITY = "Fictional Moorshire"
ASKED_THERE = "Duty desk, 01632 960 123"
THEIR_PLAN_RAN_FOR = 60  # working days
THEY_STAY = dt.timedelta(days=70)


def ask_to_take_over(story: Story) -> ConferenceRequest:
    """Without a section 47 enquiry; sent to the duty officer."""
    by = story.social_worker
    request = requesting.start_request(family=story.family, kind=ConferenceKind.TRANSFER_IN, by=by)
    told = TransferDetails(
        authority=AUTHORITY,
        contact=ASKED_THERE,
        moved_on=_before(story.today, 6),
        notified_on=_before(story.today, 4),
        referred_on=_before(story.today, 4),
        accepted_on=_before(story.today, 3),
    )
    requesting.tell_of_transfer(request=request, details=told, by=by)
    requesting.keep_papers(request=request, papers=[TransferPaper.PLAN.value], by=by)
    requesting.choose_children(
        request=request,
        included={child: _their_plan(child, story.today) for child in story.children},
        left_out=story.left_out,
        by=by,
    )
    story.answer_the_rest(request)
    requesting.submit_request(request=request, by=by)
    return request


def stay_for_now(life: Life) -> None:
    """The children stay here for a while. The other authority keeps its plan; nothing is ours."""
    for child in life.children:
        plan = keep_their_plan(
            child=child,
            authority=AUTHORITY,
            their_plan=_their_plan(child, life.today),
            about=f"family:{life.family.pk}",
            by=life.social_worker,
        )
        life.diary.put(life.after(life.today + THEY_STAY, 1), partial(_they_go_on, life, plan))


def _they_go_on(life: Life, plan: Plan, day: dt.date) -> None:
    end_their_plan(plan=plan, on=day, reason=EndReason.LEFT_AREA, by=life.social_worker)


def _their_plan(child: Child, today: dt.date) -> TheirPlan:
    """Of a baby, since it was born."""
    began = _before(today, THEIR_PLAN_RAN_FOR)
    return TheirPlan(Category.NEGLECT, max(began, child.person.date_of_birth or began))


def _before(day: dt.date, working_days: int) -> dt.date:
    found: dt.date = add_working_days(day, -working_days, current_clock().calendar)
    return found
