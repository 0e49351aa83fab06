"""How the lives differ that are played from the first request on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Turn(StrEnum):
    """What else befalls a family while its plan runs."""

    NOTHING = ""
    MOVES_AWAY = "moves_away"
    PARENT_DIES = "parent_dies"
    IS_CHALLENGED = "is_challenged"
    BABY_IS_BORN = "baby_is_born"


@dataclass(frozen=True)
class Course:
    """`since`: how far back it begins, as a share of the years played. Reviews count from 1.

    `turn_after` is in days from the initial conference. `again`: months between the end of the
    plan and another request.
    """

    since: float
    turn: Turn = Turn.NOTHING
    turn_after: int = 0
    ends_at: int | None = None
    changes_at: int | None = None
    again: int | None = None
    is_late: bool = False


COURSES = (
    Course(1.0, turn=Turn.PARENT_DIES, turn_after=36),
    Course(0.6, turn=Turn.MOVES_AWAY, turn_after=43),
    Course(1.0, ends_at=2, again=5),
    Course(0.75, is_late=True, turn=Turn.IS_CHALLENGED, turn_after=130),
    Course(0.9, changes_at=2, ends_at=4),
    Course(0.4, ends_at=1),
    Course(0.7, ends_at=3, turn=Turn.IS_CHALLENGED, turn_after=200),
)
BEFORE_BIRTH = Course(1.0, turn=Turn.BABY_IS_BORN, turn_after=36)
