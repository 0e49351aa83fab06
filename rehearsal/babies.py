"""What becomes of a baby who is on a plan before birth."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from conferences.domain.birth import record_birth
from conferences.enums import ConferenceState
from conferences.models import Conference
from desk.domain.babies import record_fewer_babies, record_more_babies
from desk.domain.bereavement import record_loss
from people.enums import Role, Sex
from people.models import Child
from rehearsal import names, words

if TYPE_CHECKING:
    from rehearsal.life import Life

OFTEN_EARLY = 20  # days; how many of them, the day of the month it is expected on says


def put_births(life: Life) -> None:
    """Each baby comes up to three weeks before it is expected, or up to two after. Its social
    worker writes that down on the next working day."""
    for child in life.children:
        if child.is_unborn and child.expected_on is not None:
            born_on = child.expected_on + dt.timedelta(days=child.expected_on.day - OFTEN_EARLY)
            life.diary.put(life.after(born_on, 1), partial(_is_born, life, child, born_on))


def _is_born(life: Life, child: Child, born_on: dt.date, day: dt.date) -> None:
    """The review may be due sooner now, and its midpoint with it."""
    sex, given = (Sex.FEMALE, names.GIRLS) if born_on.day % 2 else (Sex.MALE, names.BOYS)
    given_names = given[born_on.month]
    by = life.social_worker
    record_birth(child=child, born_on=born_on, sex=sex, given_names=given_names, by=by)
    life.know_children(day)
    held = Conference.objects.filter(family=life.family, state=ConferenceState.CLOSED)
    for last in held.order_by("-held_on")[:1]:
        life.look_ahead(last)


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
