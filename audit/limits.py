"""How often one place, or the holder of one link, may do something: a count in the shared cache.

What is counted is kept as a hash, and only as long as it is counted. A house has a whole network of
IPv6 addresses (a /64), so such a network counts as one.
"""

from __future__ import annotations

import hashlib
import ipaddress
import time
from dataclasses import dataclass

from django.core.cache import cache
from django.db import connection, transaction

IPV6_HOUSE = 64  # bits


@dataclass(frozen=True)
class Limit:
    name: str
    most: int
    seconds: int

    def allows(self, who: str | None) -> bool:
        """Counts this one, from the first of them until the time is over. `who` is an address, or
        what tells a link from every other."""
        key, now = self._key(who or ""), time.time()
        with transaction.atomic():
            _wait_for(key)
            counted, until = cache.get(key) or (0, 0.0)
            if until <= now:
                counted, until = 0, now + self.seconds
            if counted >= self.most:
                return False
            cache.set(key, (counted + 1, until), until - now)
        return True

    def _key(self, who: str) -> str:
        mark = hashlib.sha256(_place(who).encode()).hexdigest()[:32]
        return f"limit:{self.name}:{mark}"


def _wait_for(key: str) -> None:
    """Those who come all at once are counted one by one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


def _place(address: str) -> str:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return address
    return str(ipaddress.ip_network((found, IPV6_HOUSE), strict=False))
