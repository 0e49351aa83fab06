"""A restricted family is opened by the people who are named on it, and by nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from people.domain.access import name_person

if TYPE_CHECKING:
    from rehearsal.life import Life

WHY = "Screens the request, or books and sends out the papers"


def let_in(life: Life) -> None:
    """Its team manager names who screens and who books: without them there is no conference."""
    for user in (life.duty, life.support):
        name_person(family=life.family, user=user, reason=WHY, by=life.manager)
