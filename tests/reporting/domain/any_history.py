"""Histories at random: facts of every kind, some about no family, some not filled in.

What belongs to a meeting (its day, place, chair, quorum) is the same for everybody at it, as it is
in the records; all else is drawn for each fact by itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from hypothesis import strategies as st

from people.enums import CaseRoleKind, Role
from people.models import Area, Child, Professional, Team
from reporting.enums import FactKind
from reporting.models import Fact
from tests.factories.people import (
    make_area,
    make_case_role,
    make_child,
    make_family,
    make_professional,
    make_staff,
    make_team,
)

FIRST = dt.date(2025, 10, 1)
MEETINGS = frozenset({FactKind.INITIAL, FactKind.REVIEW, FactKind.SESSION, FactKind.ATTENDANCE})
OF_NOBODY = frozenset({FactKind.FEEDBACK, FactKind.CHAIR})
CODES: dict[FactKind, tuple[str, ...]] = {
    FactKind.SECTION_47: ("icpc", "open", "not_required"),
    FactKind.REQUEST: ("submitted", "diverted"),
    FactKind.CONSULTATION: ("early_help", "proceed"),
    FactKind.INITIAL: ("initial", "transfer_in"),
    FactKind.REVIEW: ("first", "later"),
    FactKind.MIDPOINT: ("done", "not_done", "outstanding"),
    FactKind.CONCERN: ("visits", "", "a theme nobody knows"),
    FactKind.RESOLUTION_FORM: ("visits", "actions"),
    FactKind.DUTY: (
        "first_core_group", "core_group", "report_to_family_icpc", "report_to_chair_review",
        "plan_out", "decision_letter", "record", "resolution_stage_2", "request_to_book",
    ),
    FactKind.ATTENDANCE: ("school", "police", "family"),
    FactKind.SESSION: ("conference", "move", "used", "free"),
    FactKind.DIP: ("good", "inadequate"),
    FactKind.FEEDBACK: ("answer", "score"),
}  # fmt: skip
FLAGS = (
    "plan", "safety_plan_reviewed", "chair_known", "same_chair", "seen", "alone", "not_alone",
    "diversion", "came_back", "in_time", "same_day", "agency", "family", "came", "report_asked",
    "not_noted", "report", "agreed", "attended", "repeat", "repeat_within_2_years",
)  # fmt: skip
OF_A_MEETING = ("quorate", "inquorate", "made_room", "minuted")
WORDS = ("", "child_protection", "NEG", "PN0", "PN2", "PN7", "yes", "no", "late", "family")


@dataclass(frozen=True)
class Drawn:
    kind: FactKind
    day: int
    runs: int | None
    number: int  # of the child, the meeting, the code and the like
    place: int
    days: int | None
    flags: frozenset[str]
    words: tuple[str, str, str]
    is_known: bool


DRAWN = st.builds(
    Drawn,
    kind=st.sampled_from(FactKind),
    day=st.integers(-700, 100),
    runs=st.none() | st.integers(0, 800),
    number=st.integers(0, 60),
    place=st.integers(0, 3),
    days=st.none() | st.integers(-3, 30),
    flags=st.frozensets(st.sampled_from(FLAGS), max_size=8),
    words=st.tuples(*[st.sampled_from(WORDS)] * 3),
    is_known=st.booleans(),
)
HISTORIES = st.lists(DRAWN, min_size=15, max_size=60)


class World:
    """Two families the reader may open and two they may not; three places and nowhere; two chairs
    and nobody."""

    def __init__(self) -> None:
        self.reader = make_staff(Role.SOCIAL_WORKER)
        families = [make_family() for _ in range(4)]
        for family in families[:2]:
            kind = CaseRoleKind.LEAD_SOCIAL_WORKER
            make_case_role(family, self.reader, kind=kind)
        self.children = [make_child(family=family) for family in (*families, *families[:2])]
        self.areas: list[Area | None] = [make_area(), make_area(), make_area(), None]
        teams = [make_team(area=area) for area in self.areas[:2]]
        self.teams: list[Team | None] = [*teams, None, None]
        self.chairs: list[Professional | None] = [make_professional(), make_professional(), None]

    def make(self, drawn: Sequence[Drawn], known_from: dt.datetime, tag: str) -> list[Fact]:
        # Some of every kind and code, so that there is a figure of every measure.
        each_kind = [
            Drawn(kind, 3, None, number, 0, 10, frozenset(FLAGS), ("NEG", "", "PN1"), True)
            for kind in FactKind
            for number in range(max(2, len(CODES.get(kind, ()))))
        ]
        rows = [self._fact(one, f"{tag}:{place}") for place, one in enumerate([*each_kind, *drawn])]
        for row in rows:
            row.known_from = known_from
        return Fact.objects.bulk_create(rows)

    def _fact(self, one: Drawn, key: str) -> Fact:
        codes = CODES.get(one.kind, ("NEG", "EMO"))
        code, meeting = codes[one.number % len(codes)], one.number % 5
        at_meeting = one.kind in MEETINGS
        place = meeting % 4 if at_meeting else one.place
        on = FIRST + dt.timedelta(days=meeting * 17 if at_meeting else one.day)
        # Its kind, and whether initial or transfer in, belong to the meeting too.
        of_whom = code if one.kind == FactKind.INITIAL else one.kind.value
        shared = {flag for place, flag in enumerate(OF_A_MEETING) if meeting >> (place % 3) & 1}
        child = self._child(one)
        return Fact(
            kind=one.kind,
            key=key,
            digest=key[-32:],
            origin="here" if meeting < 4 else "imported",
            child=child,
            family=child.family if child else None,
            meeting=f"conference:{of_whom}:{meeting}" if at_meeting else "",
            plan=key if one.kind == FactKind.PLAN else f"made:{one.number}",
            area=self.areas[place],
            team=self.teams[place],
            chair=self.chairs[(meeting if at_meeting else one.number) % 3],
            on=on,
            until=None if one.runs is None else on + dt.timedelta(days=one.runs),
            clock_from=on - dt.timedelta(days=one.days or 0) if one.is_known else None,
            due_on=on + dt.timedelta(days=one.place - 1) if one.is_known else None,
            days=one.days if one.is_known else None,
            code=code,
            codes=list(one.words),
            number=one.number + 1,
            flags=sorted(shared | one.flags if at_meeting else one.flags),
            born_on=self._born(one),
            sex="FMU"[one.number % 3],
            ethnicity=("WBRI", "NOBT", "APKN")[one.number % 3],
            is_disabled=(True, False, None)[one.place % 3],
        )

    def _child(self, one: Drawn) -> Child | None:
        is_grid = one.kind == FactKind.SESSION and one.number % 4 > 1
        nobody = is_grid or one.kind in OF_NOBODY
        return None if nobody else self.children[one.number % len(self.children)]

    def _born(self, one: Drawn) -> dt.date | None:
        """From before birth to 18; not always known."""
        return FIRST + dt.timedelta(days=120 - 137 * one.number) if one.is_known else None


def morning(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(9)))
