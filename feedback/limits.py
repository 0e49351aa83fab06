"""How often one place may open a form and send one.

Generous, because a hub's visitors share one address. A code cannot be guessed at this rate in the
life of the universe; the limit keeps the service answering.
"""

from __future__ import annotations

from audit.limits import Limit

TEN_MINUTES = 600
LOOKS = Limit("looks", 120, TEN_MINUTES)
SENDS = Limit("sends", 30, TEN_MINUTES)
