"""What becomes of a baby who is on a plan before birth."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from conferences.domain.birth import record_birth
from desk.domain.babies import record_fewer_babies, record_more_babies
from desk.domain.bereavement import record_loss
from people.enums import Role, Sex
from people.models import Child
from rehearsal import words

if TYPE_CHECKING:
    from rehearsal.life import Life


def baby_is_born(life: Life, day: dt.date) -> None:
    for child in life.children:
        record_birth(
            child=child, born_on=day, sex=Sex.MALE, given_names="Ash", by=life.social_worker
        )


def one_twin_is_lost(life: Life, day: dt.date) -> None:
    """A scan finds two; of one the heart stops. The plan for the other goes on."""
    twin = _second_baby(life)
    life.diary.put(life.after(day, 14), partial(_is_lost, life, twin))


def _is_lost(life: Life, twin: Child, day: dt.date) -> None:
    record_loss(
        family=life.family,
        person=twin.person,
        happened_on=day - dt.timedelta(days=1),
        authorised_by=str(life.service.user_with(Role.HEAD_OF_SERVICE)),
        by=life.social_worker,
    )


def there_was_one_baby(life: Life, day: dt.date) -> None:
    """A scan seemed to show two; the next one shows that it was one all along."""
    twin = _second_baby(life)
    life.diary.put(life.after(day, 8), partial(_was_a_mistake, life, twin))


def _was_a_mistake(life: Life, twin: Child, day: dt.date) -> None:
    record_fewer_babies(child=twin, reason=words.ONE_BABY, by=life.manager)


def _second_baby(life: Life) -> Child:
    [twin] = record_more_babies(child=life.children[0], number=2, by=life.social_worker)
    return twin
