"""How the lives differ that are played from the first request on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Turn(StrEnum):
    """What else befalls a family while its plan runs."""

    MOVES_AWAY = "moves_away"
    PARENT_DIES = "parent_dies"
    IS_CHALLENGED = "is_challenged"
    BABY_IS_BORN = "baby_is_born"
    CHILD_DIES = "child_dies"
    LEAVES_THE_COUNTRY = "leaves_the_country"
    HEALTH_DISSENTS = "health_dissents"
    DECISION_WAS_WRONG = "decision_was_wrong"
    ANOTHER_DAY_IS_WANTED = "another_day_is_wanted"
    REVIEW_IS_NEEDED_SOONER = "review_is_needed_sooner"


@dataclass(frozen=True)
class Course:
    """`since`: how far back it begins, as a share of the years played. Reviews count from 1.

    `turns` are in days from the conference that made the plan; each comes on the working day after
    that. `again`: months between the end of the plan and another request.
    """

    since: float
    turns: tuple[tuple[Turn, int], ...] = ()
    ends_at: int | None = None
    changes_at: int | None = None
    again: int | None = None
    is_late: bool = False
    from_elsewhere: bool = False


COURSES = (
    Course(1.0, ((Turn.HEALTH_DISSENTS, 0), (Turn.PARENT_DIES, 36))),
    Course(0.6, ((Turn.MOVES_AWAY, 43),)),
    Course(1.0, ((Turn.ANOTHER_DAY_IS_WANTED, 20),), ends_at=2, again=5),
    Course(0.75, ((Turn.IS_CHALLENGED, 130), (Turn.REVIEW_IS_NEEDED_SOONER, 170)), is_late=True),
    Course(0.9, ((Turn.DECISION_WAS_WRONG, 5),), changes_at=2, ends_at=4),
    Course(0.4, ((Turn.CHILD_DIES, 50),), ends_at=1),
    Course(0.7, ((Turn.LEAVES_THE_COUNTRY, 300),), from_elsewhere=True),
    Course(0.7, ((Turn.IS_CHALLENGED, 200),), ends_at=3),
)
BEFORE_BIRTH = Course(1.0, ((Turn.BABY_IS_BORN, 36),))
