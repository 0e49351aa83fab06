"""Something on a person's list may wait: they accept it for now, with a reason and a day."""

from __future__ import annotations

import datetime as dt

from desk.domain.accepting import accept_need, may_wait
from desk.domain.radar.lists import needs_of
from people.enums import Role
from rehearsal import challenge_words as words
from rehearsal.build_staff import Service
from timescales.domain import today_in_london

UNTIL = dt.timedelta(days=9)


def let_something_wait(service: Service) -> None:
    """The first thing that may, of the chair and of the social worker people sign in as."""
    today = today_in_london()
    for role in (Role.PRINCIPAL_OFFICER, Role.SOCIAL_WORKER):
        user = service.user_with(role)
        for need in needs_of(user).needs:
            if may_wait(need, today):
                until_on = today + UNTIL
                accept_need(
                    occasion=need.occasion, reason=words.CAN_WAIT, until_on=until_on, by=user
                )
                break
