"""What befalls a family while its plan runs, and what the service does about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from accounts.models import User
from conferences.domain import transfer_out
from conferences.domain.ending_plans import end_by_exception
from conferences.models import Conference, TransferOut
from desk.domain.bereavement import record_loss, write_again
from midpoints.domain.checking import record_check, record_not_done
from midpoints.domain.queries import open_deadlines_of
from midpoints.enums import NotDoneReason, Progress
from people.domain.bereavement import look_over
from people.enums import CaseRoleKind, RelationshipKind, Role
from people.models import Bereavement, Child, Family, Person
from plans.domain.clocks import REPEAT_RULE
from plans.domain.ending import eighteenth_birthday
from plans.domain.long_plans import (
    Panel,
    PanelWords,
    record_long_plan_review,
    record_repeat_review,
)
from plans.domain.queries import open_plans_of
from plans.enums import EndReason, LongReason, PanelView, PeerView, RepeatReason
from plans.models import Plan
from rehearsal import words
from rehearsal.arriving import ASKED_THERE, AUTHORITY
from rehearsal.babies import one_twin_is_lost, there_was_one_baby
from rehearsal.challenge import found_at
from rehearsal.challenged import user_of
from rehearsal.challenging import asks_at_midpoint, partner_is_asked, worries
from rehearsal.courses import Turn
from rehearsal.second_thoughts import (
    another_day_is_wanted,
    core_group_was_anothers,
    decision_was_wrong,
    health_dissents,
    review_is_needed_sooner,
)
from timescales.models import Deadline

if TYPE_CHECKING:
    from rehearsal.life import Life

TOLD_BY = "Perpetua Made-Up, conference chair there"
SECOND_PLACE = 2  # of those `found_at` tells apart: the plan drifts


def put_turns(life: Life, day: dt.date) -> None:
    """`day` is the day of the first conference."""
    steps = {
        Turn.MOVES_AWAY: moves_away,
        Turn.PARENT_DIES: parent_dies,
        Turn.CHILD_DIES: child_dies,
        Turn.LEAVES_THE_COUNTRY: leaves_the_country,
        Turn.IS_LOOKED_AFTER: is_looked_after,
        Turn.IS_CHALLENGED: worries,
        Turn.PARTNER_IS_ASKED: partner_is_asked,
        Turn.ONE_TWIN_IS_LOST: one_twin_is_lost,
        Turn.THERE_WAS_ONE_BABY: there_was_one_baby,
        Turn.HEALTH_DISSENTS: health_dissents,
        Turn.DECISION_WAS_WRONG: decision_was_wrong,
        Turn.ANOTHER_DAY_IS_WANTED: another_day_is_wanted,
        Turn.REVIEW_IS_NEEDED_SOONER: review_is_needed_sooner,
        Turn.CORE_GROUP_WAS_ANOTHERS: core_group_was_anothers,
    }
    for turn, days in life.course.turns:
        later = day + dt.timedelta(days=days)
        life.diary.put(life.after(later, 1), partial(steps[turn], life))


def moves_away(life: Life, day: dt.date) -> None:
    """The other authority is asked; it gives a day; it holds its conference and our plans end."""
    for transfer in ask_elsewhere(life.family, day, by=life.social_worker):
        life.diary.put(life.after(day, 5), partial(_they_give_a_day, life, transfer))


def ask_elsewhere(family: Family, day: dt.date, *, by: User) -> list[TransferOut]:
    asked = transfer_out.Receiving(AUTHORITY, ASKED_THERE, asked_on=day)
    return transfer_out.ask_transfer(plans=open_plans_of(family), receiving=asked, by=by)


def _they_give_a_day(life: Life, transfer: TransferOut, day: dt.date) -> None:
    theirs = life.after(day, 10)
    transfer_out.note_their_conference(
        transfer=transfer, on=theirs, contact=ASKED_THERE, by=life.social_worker
    )
    life.diary.put(life.after(theirs, 3), partial(_they_have_met, life, transfer, theirs))


def _they_have_met(life: Life, transfer: TransferOut, theirs: dt.date, day: dt.date) -> None:
    transfer_out.confirm_transfer(
        transfer=transfer, held_on=theirs, confirmed_by=TOLD_BY, by=life.manager
    )


def parent_dies(life: Life, day: dt.date) -> None:
    """The father where one is known. The children's duties go on; a manager looks at them."""
    rows = record_loss(
        family=life.family,
        person=_parent(life),
        happened_on=day - dt.timedelta(days=1),
        authorised_by="",
        by=life.social_worker,
    )
    for row in rows:
        life.diary.put(life.after(day, 3), partial(_is_looked_over, life, row))
        life.diary.put(life.after(day, 35), partial(_may_be_written_to, life, row))


def _parent(life: Life) -> Person:
    by_kind = {row.kind: row.person for row in life.relatives.values()}
    return by_kind.get(RelationshipKind.FATHER) or by_kind[RelationshipKind.MOTHER]


def _is_looked_over(life: Life, row: Bereavement, day: dt.date) -> None:
    look_over(bereavement=row, note=words.GOES_ON, by=life.manager)


def _may_be_written_to(life: Life, row: Bereavement, day: dt.date) -> None:
    write_again(bereavement=row, note=words.CONTACT, by=life.social_worker)


def child_dies(life: Life, day: dt.date) -> None:
    """The youngest of those on the plan. The head of service agrees that it ends."""
    plans = open_plans_of(life.family)
    if not plans:
        return
    youngest = max(plans, key=lambda plan: plan.child.person.date_of_birth or dt.date.max)
    rows = record_loss(
        family=life.family,
        person=youngest.child.person,
        happened_on=day,
        authorised_by=str(life.service.user_with(Role.HEAD_OF_SERVICE)),
        by=life.social_worker,
    )
    for row in rows:
        life.diary.put(life.after(day, 40), partial(_may_be_written_to, life, row))


def leaves_the_country(life: Life, day: dt.date) -> None:
    """For good, which ends a plan without a review."""
    _end(life, open_plans_of(life.family), EndReason.LEFT_UK, day)


def is_looked_after(life: Life, day: dt.date) -> None:
    """Which ends a plan without a review where local practice says so."""
    _end(life, open_plans_of(life.family), EndReason.LOOKED_AFTER, day)


def put_birthdays(life: Life) -> None:
    """Nobody is on a plan who is eighteen."""
    for plan in open_plans_of(life.family):
        born = plan.child.person.date_of_birth
        if born is not None:
            life.diary.put(eighteenth_birthday(born), partial(_comes_of_age, life, plan.child))


def _comes_of_age(life: Life, child: Child, day: dt.date) -> None:
    own = [plan for plan in open_plans_of(life.family) if plan.child_id == child.pk]
    _end(life, own, EndReason.TURNED_18, day)


def _end(life: Life, plans: Iterable[Plan], reason: EndReason, day: dt.date) -> None:
    """The head of service authorises it, and the team manager does it."""
    head = str(life.service.user_with(Role.HEAD_OF_SERVICE))
    for plan in plans:
        end_by_exception(plan=plan, on=day, reason=reason, authorised_by=head, by=life.manager)


def check_midpoint(life: Life, conference: Conference, day: dt.date) -> None:
    """Half-way to the next review; every third one was not done."""
    if not open_deadlines_of(conference):
        return
    chair = user_of(life.family, CaseRoleKind.CHAIR)
    if life.reviews % 3 == SECOND_PLACE:
        record_not_done(conference=conference, reason=NotDoneReason.NO_TIME, by=chair)
    else:
        found = found_at(conference, life.reviews)
        check = record_check(conference=conference, found=found, by=chair)
        if life.course.asks_at_midpoint and check.progress != Progress.ON_TRACK:
            asks_at_midpoint(life, check)


def panel_sits(life: Life, day: dt.date) -> None:
    chair = user_of(life.family, CaseRoleKind.CHAIR)
    head = life.service.user_with(Role.HEAD_OF_SERVICE)
    panel = Panel(
        chair.professional.person, head.professional.person, life.manager.professional.person
    )
    found = PanelWords(LongReason.SERVICES_WAITED, PanelView.WORKING, words.PANEL_ASKS)
    for plan in open_plans_of(life.family):
        record_long_plan_review(plan=plan, held_on=day, panel=panel, words=found, by=chair)


def peer_looks(life: Life, day: dt.date) -> None:
    """Somebody who has never chaired for this family looks at the plan that repeats another."""
    chaired = life.family.case_roles.filter(kind=CaseRoleKind.CHAIR).values("professional")
    known = set(chaired.values_list("professional", flat=True))
    peer = next(each for each in life.service.chairs() if each.pk not in known)
    clocks = Deadline.objects.open().filter(rule=REPEAT_RULE, family=life.family)
    repeated = set(clocks.values_list("child", flat=True))  # a baby born since repeats nothing
    for plan in open_plans_of(life.family):
        if plan.child_id not in repeated:
            continue
        record_repeat_review(
            plan=plan,
            reviewed_on=day,
            peer=peer.person,
            reason=RepeatReason.HELP_STOPPED,
            view=PeerView.RIGHT,
            learning=words.LEARNT,
            by=user_of(life.family, CaseRoleKind.CHAIR),
        )
