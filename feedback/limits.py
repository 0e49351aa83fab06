"""How often one place may ask: a count for each network address in the shared cache.

Generous, because a hub's visitors share one address. A code cannot be guessed at this rate in the
life of the universe; the limit keeps the service answering.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest

TEN_MINUTES = 600


@dataclass(frozen=True)
class Limit:
    name: str
    most: int
    seconds: int = TEN_MINUTES

    def allows(self, request: HttpRequest) -> bool:
        """Counts this request. The address is kept as a hash, and only as long as it is counted."""
        address = request.META.get("REMOTE_ADDR", "")
        mark = hashlib.sha256(address.encode()).hexdigest()[:32]
        key = f"feedback:{self.name}:{mark}"
        if cache.add(key, 1, self.seconds):
            return True
        try:
            return cache.incr(key) <= self.most
        except ValueError:  # it ran out between the two
            return True


LOOKS = Limit("looks", 120)
SENDS = Limit("sends", 30)
