"""From the records of one child to the child of the census."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from conferences.enums import ConferenceKind, ConferenceState
from conferences.models import ConferenceChild
from plans.domain.previous import Span, count_previous
from plans.models import Plan
from reporting.models import Assessment, Referral
from reporting.returns.census import tree
from reporting.returns.census.year import CensusYear
from reporting.returns.domain.census_enquiries import enquiries_of, enquiry_rows
from reporting.returns.domain.census_records import (
    Records,
    held_on,
    of_kind,
    records_of,
    reviews_of,
)
from reporting.returns.domain.referrals_named import label
from timescales.working_days import Calendar


def census_children(year: CensusYear, calendar: Calendar) -> Iterator[tree.Child]:
    """Every child with child protection or child in need activity in the year."""
    for records in records_of(year):
        child = census_child(records, year, calendar)
        if child.episodes:
            yield child


def census_child(records: Records, year: CensusYear, calendar: Calendar) -> tree.Child:
    """As things stood on 31 March: what happened later is not told."""
    child, person = records.child, records.child.person
    born = year.until_its_end(person.date_of_birth)
    return tree.Child(
        pk=child.pk,
        local_id=child.local_id,
        upn=child.upn,
        former_upn=child.former_upn,
        upn_unknown=child.why_no_upn,
        born_on=born,
        expected_on=None if born else child.expected_on or person.date_of_birth,
        sex=child.sex if born else "U",
        died_on=year.until_its_end(person.died_on),
        ethnicity=child.ethnicity,
        disabilities=tuple(child.disabilities),
        episodes=_episodes(records, year, calendar),
    )


@dataclass
class _Parts:
    """What belongs to one referral."""

    assessments: list[tree.Assessment] = field(default_factory=list)
    need_plans: list[tree.NeedPlan] = field(default_factory=list)
    enquiries: list[tree.Enquiry] = field(default_factory=list)
    plans: list[tree.ProtectionPlan] = field(default_factory=list)
    transfers: list[ConferenceChild] = field(default_factory=list)

    def one_for_each_transfer(self) -> list[_Parts]:
        """An entry of the census has room for one transfer-in conference: each later one gets an
        entry of its own, with the plan that began that day (rule 2885)."""
        later = [
            _Parts(
                transfers=[one], plans=[it for it in self.plans if it.started_on == held_on(one)]
            )
            for one in self.transfers[1:]
        ]
        moved = [plan for each in later for plan in each.plans]
        left = [plan for plan in self.plans if plan not in moved]
        return [replace(self, plans=left, transfers=self.transfers[:1]), *later]


class _Sorting:
    """Puts each thing to its referral: the one it names, else the one that was open that day,
    else to what is left without a referral."""

    def __init__(self, referrals: list[Referral], year: CensusYear) -> None:
        self._referrals = {referral.pk: referral for referral in referrals}
        self.parts: dict[int | None, _Parts] = {
            referral.pk: _Parts()
            for referral in referrals
            if year.touches(referral.referred_on, referral.closed_on)
        }

    def of(self, day: dt.date | None, referral_id: int | None = None) -> _Parts:
        key = referral_id if referral_id in self._referrals else self._open_on(day)
        return self.parts.setdefault(key, _Parts())

    def if_open(self, referral_id: int | None, day: dt.date) -> int | None:
        """None for one that had been closed by then, or began later."""
        referral = self._referrals.get(referral_id or 0)
        return referral_id if referral and _was_open(referral, day) else None

    def _open_on(self, day: dt.date | None) -> int | None:
        if day is None:
            return None
        open_then = [each.pk for each in self._referrals.values() if _was_open(each, day)]
        return open_then[-1] if open_then else None

    def episodes(self, year: CensusYear) -> tuple[tree.Episode, ...]:
        made = [
            _episode(self._referrals.get(pk or 0), one, year)
            for pk, it in self.parts.items()
            for one in ([it] if pk else it.one_for_each_transfer())  # a referral has one entry
        ]
        return tuple(sorted(made, key=lambda each: each.referred_on or dt.date.max))


def _episodes(records: Records, year: CensusYear, calendar: Calendar) -> tuple[tree.Episode, ...]:
    sorting = _Sorting(records.referrals, year)
    _sort_the_case_systems(records, year, sorting)
    named = _named(records)
    for placed in enquiries_of(records, year, calendar):
        told = sorting.if_open(named.get(placed.enquiry.about), placed.day)
        sorting.of(placed.day, placed.referral_id or told).enquiries.append(placed.enquiry)
    for meeting in of_kind(records.meetings, ConferenceKind.TRANSFER_IN):
        day = held_on(meeting)
        if day and year.holds(day):
            referral = sorting.if_open(named.get(meeting.conference.about), day)
            sorting.of(day, referral).transfers.append(meeting)
    for plan in records.plans:
        if year.touches(plan.started_on, plan.ended_on):
            referral = sorting.if_open(named.get(plan.opened_by), plan.started_on)
            sorting.of(plan.started_on, referral).plans.append(_plan(plan, records, year))
    return sorting.episodes(year)


def _was_open(referral: Referral, day: dt.date) -> bool:
    first, last = referral.referred_on, referral.closed_on or dt.date.max
    return first is not None and first <= day <= last


def _named(records: Records) -> dict[str, int]:
    """By what opened a plan, the referral that the case system names, which is that of its plan
    too: the enquiry's that led to the conference, else the conference's own, else the plan's."""
    own = {referral.source_id: referral.pk for referral in records.referrals}
    rows = [row for row in enquiry_rows(records) if row.meeting is not None]
    said = [
        *((plan.opened_by, own.get(records.named.get(label(plan), ""))) for plan in records.plans),
        *(
            (each.conference.about, own.get(records.named.get(label(each), "")))
            for each in records.meetings
        ),
        *((row.about, row.referral_id) for row in rows),
    ]
    return {about: referral for about, referral in said if referral is not None}


def _sort_the_case_systems(records: Records, year: CensusYear, sorting: _Sorting) -> None:
    """Assessments and child in need plans, which only an import brings."""
    for row in records.assessments:
        if year.touches(row.started_on, row.authorised_on):
            made = _assessment(row, year)
            sorting.of(row.started_on, row.referral_id).assessments.append(made)
    for plan in records.need_plans:
        if year.touches(plan.started_on, plan.ended_on):
            ended, about = year.until_its_end(plan.ended_on), f"need_plan:{plan.source_id}"
            need = tree.NeedPlan(plan.started_on, ended, about)
            sorting.of(plan.started_on, plan.referral_id).need_plans.append(need)


def _assessment(row: Assessment, year: CensusYear) -> tree.Assessment:
    authorised = year.until_its_end(row.authorised_on)
    factors = tuple(row.factors) if authorised else ()
    return tree.Assessment(row.started_on, authorised, factors, f"assessment:{row.source_id}")


def _episode(referral: Referral | None, parts: _Parts, year: CensusYear) -> tree.Episode:
    transfer = parts.transfers[0] if parts.transfers else None
    closed = year.until_its_end(referral.closed_on) if referral else None
    return tree.Episode(
        referred_on=referral.referred_on if referral else None,
        source=referral.source_code if referral else "",
        primary_need=referral.primary_need if referral else "",
        closed_on=closed,
        close_reason=referral.close_reason if referral and closed else "",
        transfer_in_on=held_on(transfer),
        assessments=tuple(parts.assessments),
        need_plans=tuple(parts.need_plans),
        enquiries=tuple(parts.enquiries),
        no_further_action=referral.no_further_action if referral else None,
        plans=tuple(parts.plans),
        about=f"referral:{referral.source_id}" if referral else "",
        transfer_about=f"conference:{transfer.conference_id}" if transfer else "",
        transfers_untold=len(parts.transfers[1:]),
    )


def _plan(plan: Plan, records: Records, year: CensusYear) -> tree.ProtectionPlan:
    reviews = [meeting for meeting in reviews_of(records, plan) if _is_told(meeting, year)]
    return tree.ProtectionPlan(
        started_on=plan.started_on,
        ended_on=year.until_its_end(plan.ended_on),
        category_initial=plan.category_initial,
        category_latest=_category_then(plan, records, reviews, year),
        previous=count_previous(without(records.spans, plan), plan.started_on),
        reviews=tuple(held_on(meeting) for meeting in reviews),
        about=f"plan:{plan.pk}",
    )


def _is_told(review: ConferenceChild, year: CensusYear) -> bool:
    """Held by 31 March; also one that was closed and has no day, which rule 8842 asks for."""
    is_closed = review.conference.state == ConferenceState.CLOSED
    return is_closed and (review.conference.held_on or year.last) <= year.last


def without(spans: list[Span], plan: Plan) -> list[Span]:
    """Without the plan itself, which would count itself if it ended on the day it started."""
    kept = list(spans)
    own = Span(plan.started_on, plan.ended_on)
    if own in kept:
        kept.remove(own)
    return kept


def _category_then(
    plan: Plan, records: Records, reviews: list[ConferenceChild], year: CensusYear
) -> str:
    """The latest category as it was on 31 March: a review after that may have changed it since."""
    changed_since = any(
        f"conference:{meeting.conference_id}" == plan.category_changed_by
        and (held_on(meeting) or year.last) > year.last
        for meeting in records.meetings
    )
    if not changed_since:
        return plan.category_latest
    said = [m.decision.category for m in reviews if hasattr(m, "decision") and m.decision.category]
    return said[-1] if said else plan.category_initial
