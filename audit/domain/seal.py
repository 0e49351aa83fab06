"""Chain committed events, a few seconds after the acts they record.

Pages never wait for this: an event is written unchained, in the transaction of its act. What is
not sealed yet (the tail) could be changed by the database's owner without trace; `verify` reports
how old the tail is.

Ids are handed out before commit, so event 7 may become visible after event 9 was sealed. Sealing
"everything above the last id" would skip it for ever. So a run seals every visible event that has
no seal, above a settled mark below which nothing can appear any more. The mark only moves up to an
event that was sealed before the oldest transaction now running began: whoever took a lower id had
begun earlier still, so has finished, and this run has seen what it left.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Exists, Max, Min, OuterRef, QuerySet

from audit.domain.chain import GENESIS, link
from audit.models import Event, Seal

ONE_SEALER = 0x5EA1  # advisory lock: two sealers must not both extend the chain
CLOCK_MARGIN = timedelta(seconds=60)  # the database's clock may be put back a little
BATCH = 2000


def seal_committed(*, batch: int = BATCH) -> int:
    """Seal every committed event that has no seal. Returns how many; 0 if another run is busy."""
    sealed = 0
    while True:
        done = _seal_batch(batch)
        sealed += done
        if done < batch:
            return sealed


@transaction.atomic
def _seal_batch(batch: int) -> int:
    if not _alone():
        return 0
    head = Seal.objects.order_by("-position").first()
    mark = head.settled_through if head else 0
    # Read before the events: a transaction that ends between the two reads is then seen.
    settled = _settled(above=mark)
    events = list(unsealed().filter(id__gt=mark).order_by("id")[:batch])
    if not events:
        return 0
    settled = max(mark, min(settled, events[-1].pk))
    _append(head, events, settled)
    return len(events)


def unsealed() -> QuerySet[Event]:
    """Every event without a seal, however old."""
    return Event.objects.filter(~Exists(Seal.objects.filter(event_id=OuterRef("pk"))))


def oldest_in_the_tail() -> datetime | None:
    """When the first event was written that waits for its seal. Old where nobody seals."""
    head = Seal.objects.order_by("-position").first()
    tail = unsealed().filter(id__gt=head.settled_through if head else 0)
    found: datetime | None = tail.aggregate(at=Min("at"))["at"]
    return found


def _append(head: Seal | None, events: list[Event], settled: int) -> None:
    position, digest = (head.position, head.hash) if head else (0, GENESIS)
    seals = []
    for event in events:
        position += 1
        digest = link(digest, event, settled)
        seals.append(
            Seal(position=position, event_id=event.pk, settled_through=settled, hash=digest)
        )
    Seal.objects.bulk_create(seals)


def _settled(*, above: int) -> int:
    """The highest event id that was sealed before the oldest transaction still running began."""
    before = _oldest_running_transaction() - CLOCK_MARGIN
    recent = Seal.objects.filter(event_id__gt=above, sealed_at__lt=before)
    return recent.aggregate(highest=Max("event_id"))["highest"] or above


def _oldest_running_transaction() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(min(xact_start), statement_timestamp()) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND backend_type = 'client backend'"
        )
        oldest: datetime = cursor.fetchone()[0]
    return oldest


def _alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [ONE_SEALER])
        return bool(cursor.fetchone()[0])
