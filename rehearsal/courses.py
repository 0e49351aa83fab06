"""How the lives differ that are played from the first request on."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from enum import StrEnum

from conferences.enums import ChildOutcome


class Turn(StrEnum):
    """What else befalls a family while its plan runs."""

    MOVES_AWAY = "moves_away"
    PARENT_DIES = "parent_dies"
    IS_CHALLENGED = "is_challenged"
    PARTNER_IS_ASKED = "partner_is_asked"
    ONE_TWIN_IS_LOST = "one_twin_is_lost"
    THERE_WAS_ONE_BABY = "there_was_one_baby"
    CHILD_DIES = "child_dies"
    LEAVES_THE_COUNTRY = "leaves_the_country"
    IS_LOOKED_AFTER = "is_looked_after"
    HEALTH_DISSENTS = "health_dissents"
    DECISION_WAS_WRONG = "decision_was_wrong"
    ANOTHER_DAY_IS_WANTED = "another_day_is_wanted"
    REVIEW_IS_NEEDED_SOONER = "review_is_needed_sooner"
    CORE_GROUP_WAS_ANOTHERS = "core_group_was_anothers"


class Of(StrEnum):
    """Whose life it can be."""

    ANYBODY = "anybody"
    BOTH_PARENTS = "both_parents"
    UNBORN = "unborn"
    DUE_BEFORE = "due_before"  # a baby was to be born by now
    GROWN_UP = "grown_up"  # a child of the family is eighteen by now
    RESTRICTED = "restricted"


@dataclass(frozen=True)
class Course:
    """`since`: how far back it begins, as a share of the years played. Reviews count from 1.

    `turns` are in days from the conference that made the plan; each comes on the working day after
    that. `again`: months between the end of the plan and another request. `inquorate`: the reviews
    to which too few agencies came.
    """

    since: float
    turns: tuple[tuple[Turn, int], ...] = ()
    of: Of = Of.ANYBODY
    ends_at: int | None = None
    ends_with: ChildOutcome = ChildOutcome.CHILD_IN_NEED
    changes_at: int | None = None
    inquorate: Container[int] = ()
    again: int | None = None
    is_late: bool = False
    from_elsewhere: bool = False
    passes_through: bool = False  # another authority keeps its plan, and they go on again
    excludes_father: bool = False
    hears_parents_apart: bool = False
    asks_at_midpoint: bool = False  # a midpoint check becomes a Resolution Form


# What is rare befalls one family; whoever comes after these has a usual life.
RARE = (
    Course(1.0, ((Turn.HEALTH_DISSENTS, 0), (Turn.PARENT_DIES, 36))),
    Course(0.6, ((Turn.MOVES_AWAY, 43),)),
    Course(1.0, ((Turn.ANOTHER_DAY_IS_WANTED, 20),), ends_at=2, again=5),
    Course(0.75, ((Turn.IS_CHALLENGED, 130), (Turn.REVIEW_IS_NEEDED_SOONER, 170)), is_late=True),
    Course(0.9, ((Turn.DECISION_WAS_WRONG, 5),), changes_at=2, ends_at=4),
    Course(0.4, ((Turn.CHILD_DIES, 50),), ends_at=1),
    Course(0.7, ((Turn.LEAVES_THE_COUNTRY, 300),), from_elsewhere=True),
    Course(0.7, asks_at_midpoint=True, ends_at=3, ends_with=ChildOutcome.EARLY_HELP),
    Course(0.8, of=Of.BOTH_PARENTS, excludes_father=True),
    Course(0.9, ((Turn.CORE_GROUP_WAS_ANOTHERS, 100),), inquorate=(1, 2)),
    Course(0.5, of=Of.BOTH_PARENTS, hears_parents_apart=True, ends_at=2),
    Course(0.6, ((Turn.PARTNER_IS_ASKED, 60), (Turn.IS_LOOKED_AFTER, 150))),
    Course(0.2, passes_through=True),
    Course(0.5, of=Of.GROWN_UP),
    Course(0.7, of=Of.RESTRICTED, ends_at=3),
    Course(1.0, ((Turn.ONE_TWIN_IS_LOST, 12),), of=Of.UNBORN),
    Course(1.0, ((Turn.THERE_WAS_ONE_BABY, 12),), of=Of.UNBORN),
)
USUAL = (
    Course(0.7, ((Turn.IS_CHALLENGED, 200),), ends_at=3),
    Course(0.25),
    Course(0.5, ends_at=2),
    Course(0.9, changes_at=1),
    Course(0.15),
    Course(0.4, ((Turn.IS_CHALLENGED, 90),), ends_at=1),
    Course(0.6),
    Course(0.3, is_late=True),
    Course(0.8, ends_at=4, ends_with=ChildOutcome.EARLY_HELP),
    Course(1.0, of=Of.UNBORN),
    Course(1.0, of=Of.DUE_BEFORE),
    Course(0.5, of=Of.GROWN_UP),
    Course(0.4, of=Of.RESTRICTED),
)
