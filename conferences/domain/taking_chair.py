"""Take the chair of a meeting that has begun: the chair fell ill, or the booked chair came late."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.errors import WrongState
from accounts.models import User
from conferences import rules
from conferences.domain.session import seat_the_chair
from conferences.domain.standing_in import Chairing, check_chairing, stand_in
from conferences.domain.steps import locked, require
from conferences.domain.taking_part import tell_the_live_room
from conferences.enums import ConferenceState
from conferences.models import Conference, ConferenceStep

NOT_TO_TAKE = "Only the chair of the case, or a duty principal officer, takes the chair."


@transaction.atomic
def take_the_chair(*, conference: Conference, chairing: Chairing, by: User) -> Conference:
    """`by` chairs from here on, and is in the room. Whoever chaired until now has gone.

    Raises `NotAllowed`, `WrongState` unless it is in session or when they chair it already, and
    what `check_chairing` does.
    """
    require(
        rules.may_chair(by, conference),
        "conferences.stand_in",
        by=by,
        about=conference,
        message=NOT_TO_TAKE,
    )
    fresh = locked(conference)
    if fresh.state != ConferenceState.IN_SESSION:
        raise WrongState("This conference is not in session.", rule="not_in_session")
    if rules.is_chair(by, fresh):
        raise WrongState("You chair this conference already.", rule="already_done")
    words = check_chairing(fresh, chairing, by)
    stand_in(fresh, words=words, by=by)
    part = fresh.parts.get(is_current=True)
    began = fresh.started_at if fresh.keyed_from_paper else None
    seat_the_chair(fresh, part, began or timezone.now())
    ConferenceStep.objects.create(
        conference=fresh, from_state=fresh.state, to_state=fresh.state, reason=words, by=by
    )
    tell_the_live_room(fresh, by)
    return fresh
