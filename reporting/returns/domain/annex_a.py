"""Ofsted's Annex A, lists 5 and 7, with the columns and codes of the sector's SQL (domain.md,
section 10: D2I v1.2.0)."""

from __future__ import annotations

import datetime as dt
import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from dateutil.relativedelta import relativedelta
from django.db.models import F, Q

from conferences.enums import ChildOutcome, ConferenceKind
from conferences.models import ConferenceChild
from people.enums import CaseRoleKind, Ethnicity
from people.models import CaseRole, Family
from plans.domain.previous import count_previous
from plans.enums import SeenAnswer
from plans.models import Plan, Visit
from reporting.returns.domain.census_enquiries import Row, enquiry_rows
from reporting.returns.domain.census_records import (
    Records,
    held_on,
    of_kind,
    records_of,
    reviews_of,
)
from reporting.returns.domain.census_tree import without
from reporting.returns.not_held import PROTECTION
from reporting.returns.stretch import Between
from reporting.returns.table import Sheet, Value

COMMON = ("ChildUniqueID", "Gender", "Ethnicity", "DateOfBirth", "Age", "HasDisability")
LIST_5 = (
    *COMMON,
    "StratDiscussionDate",
    "InitialCPConfUnnecessary",
    "InitialCPConfDate",
    "CPConfResultInCPPlan",
    "NumberS47s12m",
    "NumberICPCs12m",
    "AllocatedTeam",
    "AllocatedWorker",
)
LIST_7 = (
    *COMMON,
    "ChildProtectionPlanStartDate",
    "InitialCategoryOfAbuse",
    "LatestCategoryOfAbuse",
    "DateOfLastStatutoryVisit",
    "ChildSeenAlone",
    "DateOfLatestReviewConf",
    "ChildProtectionPlanEndDate",
    "ProtectionLastSixMonths",
    "NumberOfPreviousChildProtectionPlans",
    "AllocatedTeam",
    "AllocatedWorker",
)
YES, NO, UNKNOWN = "a) Yes", "b) No", "c) Unknown"
SEEN: dict[str, str] = {
    SeenAnswer.YES: YES,
    SeenAnswer.NO: NO,
    SeenAnswer.UNKNOWN: UNKNOWN,
}
GENDERS = {"M": "a) Male", "F": "b) Female"}
GENDER_UNKNOWN = "c) Not stated/recorded"
ETHNICITIES = {
    code: f"{letter}) {code}"
    for letter, code in zip(string.ascii_lowercase, Ethnicity.values, strict=False)
}
CATEGORIES = {
    "NEG": "a) Neglect",
    "PHY": "b) Physical abuse",
    "SAB": "c) Sexual abuse",
    "EMO": "d) Emotional abuse",
    "MUL": "e) Multiple/not recommended",
}
MONTHS_SHOWN, MONTHS_COUNTED = 6, 12


@dataclass
class AnnexA:
    """The rows of both lists, and the children in them."""

    as_at: dt.date
    list_5: list[list[Value]] = field(default_factory=list)
    list_7: list[list[Value]] = field(default_factory=list)
    children: set[int] = field(default_factory=set)

    @property
    def sheets(self) -> list[Sheet]:
        return [Sheet("List 5", LIST_5, self.list_5), Sheet("List 7", LIST_7, self.list_7)]

    @property
    def not_held(self) -> dict[str, int]:
        """Of how many children on list 7 a column cannot be told."""
        named = {row[0] for row in self.list_7}
        return {PROTECTION: len(named)} if named else {}


def annex_a(as_at: dt.date) -> AnnexA:
    """List 5: enquiries and initial conferences of the last six calendar months. List 7: children
    on a plan of ours on that day, or who left one in those months."""
    lists, year = AnnexA(as_at), Between(_months_before(as_at, MONTHS_COUNTED), as_at)
    holders, visits = _Holders(as_at), _last_visits(year)
    for records in records_of(year):
        told = _Told(records, as_at, holders, visits)
        fives, sevens = list(told.list_5()), list(told.list_7())
        lists.list_5 += fives
        lists.list_7 += sevens
        if fives or sevens:
            lists.children.add(records.child.pk)
    return lists


def _months_before(day: dt.date, months: int) -> dt.date:
    return day - relativedelta(months=months)


class _Holders:
    """Team and lead social worker of a family on that day, read once."""

    def __init__(self, as_at: dt.date) -> None:
        roles = CaseRole.objects.filter(
            kind=CaseRoleKind.LEAD_SOCIAL_WORKER, from_on__lte=as_at
        ).exclude(to_on__lt=as_at)
        named = roles.order_by("from_on").select_related("professional__person")
        self._workers = {role.family_id: role.professional.person.name for role in named}
        teams = Family.objects.filter(team__isnull=False).values_list("pk", "team__name")
        self._teams = dict(teams.iterator())

    def of(self, family_id: int) -> list[Value]:
        return [self._teams.get(family_id, ""), self._workers.get(family_id, "")]


def _last_visits(stretch: Between) -> dict[int, tuple[dt.date, str]]:
    """By plan, the last at which the child was seen, within the dates of the plan; one question."""
    within = Q(plan__ended_on__isnull=True) | Q(visited_on__lte=F("plan__ended_on"))
    seen = Visit.objects.seen().filter(
        within,
        Q(plan__ended_on__isnull=True) | Q(plan__ended_on__gte=stretch.first),
        visited_on__gte=F("plan__started_on"),
        visited_on__lte=stretch.last,
    )
    last = seen.order_by("plan_id", "-visited_on", "-pk").distinct("plan_id")
    rows = last.values_list("plan_id", "visited_on", "seen_alone")
    return {plan: (day, alone) for plan, day, alone in rows.iterator()}


@dataclass
class _Told:
    """The lines of one child."""

    records: Records
    as_at: dt.date
    holders: _Holders
    visits: dict[int, tuple[dt.date, str]]

    @property
    def shown(self) -> Between:
        return Between(_months_before(self.as_at, MONTHS_SHOWN), self.as_at)

    @property
    def counted(self) -> Between:
        return Between(_months_before(self.as_at, MONTHS_COUNTED), self.as_at)

    @cached_property
    def common(self) -> list[Value]:
        child, born = self.records.child, self.records.child.person.date_of_birth
        return [
            child.local_id,
            GENDERS.get(child.sex, GENDER_UNKNOWN),
            ETHNICITIES[child.ethnicity],
            born,
            relativedelta(self.as_at, born).years if born and born <= self.as_at else None,
            _disability(child.disabilities),
        ]

    @cached_property
    def enquiries(self) -> list[Row]:
        """With the transfer-in conferences, which have no enquiry."""
        transfers = of_kind(self.records.meetings, ConferenceKind.TRANSFER_IN)
        return [*enquiry_rows(self.records), *(Row(None, m, None, "") for m in transfers)]

    def list_5(self) -> Iterator[list[Value]]:
        held = [held_on(row.meeting) for row in self.enquiries]
        starts = sum(self.counted.holds(row.started_on) for row in self.enquiries)
        conferences = sum(map(self.counted.holds, held))
        for row, day in zip(self.enquiries, held, strict=True):
            if self.shown.holds(row.started_on) or self.shown.holds(day):
                yield [
                    *self.common,
                    row.started_on,
                    _unnecessary(row, day),
                    self.shown.until_its_end(day),
                    _made_a_plan(row.meeting) if self.shown.until_its_end(day) else "",
                    starts,
                    conferences,
                    *self.holders.of(self.records.child.family_id),
                ]

    def list_7(self) -> Iterator[list[Value]]:
        for plan in self.records.plans:
            if self.shown.touches(plan.started_on, plan.ended_on):
                yield self._plan(plan)

    def _plan(self, plan: Plan) -> list[Value]:
        visited_on, seen_alone = self.visits.get(plan.pk, (None, ""))
        return [
            *self.common,
            plan.started_on,
            CATEGORIES.get(plan.category_initial, ""),
            CATEGORIES.get(plan.category_latest, ""),
            visited_on,
            SEEN.get(seen_alone, ""),
            self._last_review(plan),
            self.shown.until_its_end(plan.ended_on),
            UNKNOWN,  # emergency orders are not held here
            count_previous(without(self.records.spans, plan), plan.started_on),
            *self.holders.of(self.records.child.family_id),
        ]

    def _last_review(self, plan: Plan) -> dt.date | None:
        days = [held_on(meeting) for meeting in reviews_of(self.records, plan)]
        return max((day for day in days if day and day <= self.as_at), default=None)


def _disability(codes: Iterable[str]) -> str:
    known = set(codes)
    return UNKNOWN if not known else YES if known - {"NONE"} else NO


def _unnecessary(row: Row, held: dt.date | None) -> str:
    if held is not None:
        return NO
    return UNKNOWN if row.not_required is None else YES if row.not_required else NO


def _made_a_plan(meeting: ConferenceChild | None) -> str:
    """As decided; of an imported conference, whether a plan came of it."""
    decision = getattr(meeting, "decision", None)
    if decision is not None:
        return YES if decision.outcome == ChildOutcome.CHILD_PROTECTION else NO
    return YES if meeting is not None and meeting.plan_id else NO
