"""A secret that opens nothing: a link, a token. Audited, but only so often for each address.

Anybody on the internet can send one, and nothing ever leaves the audit: whoever tries without end
must not fill it. What is known (a link that was taken back, a wrong code) is for `refuse`, always.
"""

from __future__ import annotations

from audit import context
from audit.domain.record import refuse
from audit.limits import Limit

GUESSES = Limit("guesses", most=20, seconds=60)


def refuse_guess(verb: str, *, reason: str) -> bool:
    """Record that somebody unknown tried; False, and nothing is recorded, where this address has
    tried too often. Outside the transaction that is refused: the count is not to be undone."""
    if not GUESSES.allows(context.current().address):
        return False
    refuse(verb, by=None, reason=reason)
    return True
