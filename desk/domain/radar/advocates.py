"""Children of ten and over who wait for a conference, and for an advocate: not offered one since
the last, or not referred though a parent has agreed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db.models import Case, Exists, Max, OuterRef, Q, QuerySet, When
from django.db.models.functions import Coalesce, TruncDate
from django.urls import reverse

from accounts.models import User
from conferences.domain.request_steps import ADVOCACY_FROM_AGE, may_have_advocate
from conferences.enums import WITHOUT_OUTCOME, ConferenceKind, ConferenceState
from conferences.models import Advocacy, ConferenceChild
from desk.domain.radar.needs import Need
from people.enums import CaseRoleKind
from people.models import CaseRole
from plans.models import Plan
from timescales.domain import today_in_london

# As a review itself comes on the list; and a chair sees what is not in for a meeting.
OFFER_AHEAD = dt.timedelta(weeks=4)
CHAIR_AHEAD = dt.timedelta(days=10)


def advocates_for(user: User) -> list[Need]:
    """For the lead social worker, and for the chair of the case once the meeting is near. Three
    queries however many there are."""
    rows = [row for row in _waiting_with(user) if may_have_advocate(row.child)]
    children = {row.child_id for row in rows}
    if not rows:
        return []
    offers, held = _latest_offers(children, user), _last_held(children, user)
    found = (_need(row, offers.get(row.child_id), held.get(row.child_id)) for row in rows)
    return [need for need in found if need]


def _waiting_with(user: User) -> QuerySet[ConferenceChild, Any]:
    """Each child of these families with the conference that is still to be held, and `next_on`:
    the day that is booked, or is set, or is the limit."""
    roles = CaseRole.objects.current().filter(
        family=OuterRef("conference__family"), professional__user=user
    )
    leads = Exists(roles.filter(kind=CaseRoleKind.LEAD_SOCIAL_WORKER))
    chairs = Exists(roles.filter(kind=CaseRoleKind.CHAIR))
    booked = When(
        conference__state=ConferenceState.BOOKED, then=TruncDate("conference__booking__starts_at")
    )
    plans = Plan.objects.open().child_protection().filter(child=OuterRef("child"))
    rows = ConferenceChild.objects.visible_to(user).filter(
        conference__state__in=WITHOUT_OUTCOME, child__person__died_on=None
    )
    dated = rows.annotate(
        next_on=Coalesce(Case(booked), "conference__planned_on", "conference__due_on"),
        is_on_plan=Exists(plans),
    )
    near = Q(next_on__lte=today_in_london() + CHAIR_AHEAD)
    mine = dated.filter(leads | (chairs & near)).select_related(
        "conference__family", "child__person"
    )
    return mine.order_by("next_on", "pk")


def _latest_offers(children: Collection[int], user: User) -> dict[int, Advocacy]:
    rows = Advocacy.objects.visible_to(user).filter(child__in=children)
    return {row.child_id: row for row in rows.order_by("offered_on", "pk")}


def _last_held(children: Collection[int], user: User) -> dict[int, dt.date]:
    """By child, the day of the last conference about them."""
    about = ConferenceChild.objects.visible_to(user).filter(child__in=children)
    rows = about.filter(conference__held_on__isnull=False).order_by().values_list("child")
    return dict(rows.annotate(last=Max("conference__held_on")))


def _need(row: Any, offer: Advocacy | None, held_on: dt.date | None) -> Need | None:
    if offer and offer.parent_agreed_on and offer.referred_on is None:
        words = (
            f"{offer.parent_agreed_by} agreed on {offer.parent_agreed_on:%-d %B %Y}, and no "
            "referral is written down. A late one loses children their advocate "
            "(Buckinghamshire). No rule sets a day."
        )
        return _line(row, "advocate_referral", "Refer the child to an advocate", words, None)
    is_review = row.conference.kind == ConferenceKind.REVIEW and row.is_on_plan
    near = row.next_on is not None and row.next_on <= today_in_london() + OFFER_AHEAD
    if is_review and near and not _is_of_this_time(offer, held_on):
        words = (
            f"The next review is on or before {row.next_on:%-d %B %Y}, and no offer is written "
            f"down since the last conference. A child of {ADVOCACY_FROM_AGE} or over is offered "
            "an advocate, and a parent must agree first (Buckinghamshire)."
        )
        return _line(row, "advocate_offer", "Offer the child an advocate", words, row.next_on)
    return None


def _is_of_this_time(offer: Advocacy | None, held_on: dt.date | None) -> bool:
    """Made, or led to a referral, after the last conference: before it, it was for that one."""
    if offer is None:
        return False
    last = max(offer.offered_on, offer.referred_on or offer.offered_on)
    return held_on is None or last > held_on


def _line(row: ConferenceChild, kind: str, text: str, why: str, due_on: dt.date | None) -> Need:
    family, child = row.conference.family, row.child
    return Need(
        fact=f"{kind}:{child.pk}",
        text=text,
        url=reverse("conferences:advocacy", args=[child.pk]),
        due_on=due_on,
        family_id=family.pk,
        family=str(family),
        children=(child.person.called,),
        child_ids=frozenset({child.pk}),
        why=why,
        about=row.conference.about,
    )
