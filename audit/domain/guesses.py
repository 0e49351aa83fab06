"""A secret that opens nothing: a link, a token. Audited, but only so often.

Anybody on the internet can send one, and nothing ever leaves the audit: whoever tries without end
must not fill it. What never was is counted for each address; what was issued once and opens nothing
now, for each link, because whoever holds it may come from many addresses.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models

from audit import context
from audit.domain.record import Actor, refuse
from audit.limits import Limit

GUESSES = Limit("guesses", most=20, seconds=60)
REPEATS = Limit("repeats", most=20, seconds=3600)


def refuse_guess(verb: str, *, reason: str) -> bool:
    """Record that somebody unknown tried; False, and nothing is recorded, where this address has
    tried too often. Outside the transaction that is refused: the count is not to be undone."""
    if not GUESSES.allows(context.current().address):
        return False
    refuse(verb, by=None, reason=reason)
    return True


def refuse_again(
    verb: str,
    *,
    link: str,
    by: Actor | None = None,
    subjects: Iterable[models.Model],
    reason: str,
) -> None:
    """Record that a link or token which was issued once opens nothing now: the first tries of each
    hour. `link` tells it from every other. Outside the transaction that is refused, as above."""
    if REPEATS.allows(link):
        refuse(verb, by=by, subjects=subjects, reason=reason)
