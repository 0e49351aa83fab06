"""Recompute the whole chain and say what does not fit (quality.md, F11).

It finds events edited, deleted, reordered or put in after their place was settled, even by
somebody who can switch the triggers off. Two things it cannot find alone: changes inside the
unsealed tail, and a chain recomputed from end to end. The second is found by comparing with a head
exported earlier and kept elsewhere (`expected`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Min
from django.utils import timezone

from audit.domain.chain import GENESIS, link
from audit.domain.seal import unsealed
from audit.models import Event, Seal

AT_A_TIME = 2000


@dataclass(frozen=True)
class Head:
    """The end of the chain: export it, keep it elsewhere, compare it later."""

    position: int
    hash: str

    def __str__(self) -> str:
        return f"{self.position}:{self.hash}"


@dataclass
class Report:
    head: Head
    sealed: int = 0
    tail: int = 0
    tail_age: timedelta = timedelta(0)
    breaks: list[str] = field(default_factory=list)

    @property
    def intact(self) -> bool:
        return not self.breaks


def head() -> Head:
    last = Seal.objects.order_by("-position").first()
    return Head(last.position, last.hash) if last else Head(0, GENESIS)


def verify(*, expected: Head | None = None) -> Report:
    """Walk the chain from its first link. Reads every event once, in batches."""
    report = Report(head=head())
    settled = 0
    position, digest = 0, GENESIS
    for seal, event in _links(report.head.position):
        report.sealed += 1
        report.breaks += _faults(seal, event, position, digest)
        if expected and expected.position == seal.position and expected.hash != seal.hash:
            report.breaks.append(f"The chain at {seal.position} is not the one exported earlier")
        position, digest, settled = seal.position, seal.hash, seal.settled_through
    if expected and expected.position > position:
        report.breaks.append(f"The chain ends at {position}, before the exported {expected}")
    _look_at_unsealed(report, settled)
    return report


def _links(through: int) -> Iterator[tuple[Seal, Event | None]]:
    position = 0
    while True:
        seals = list(
            Seal.objects.filter(position__gt=position, position__lte=through).order_by("position")[
                :AT_A_TIME
            ]
        )
        if not seals:
            return
        events = Event.objects.in_bulk([seal.event_id for seal in seals])
        for seal in seals:
            yield seal, events.get(seal.event_id)
        position = seals[-1].position


def _faults(seal: Seal, event: Event | None, position: int, digest: str) -> Iterator[str]:
    if seal.position != position + 1:
        yield f"Positions {position + 1} to {seal.position - 1} of the chain are gone"
        return  # this link hangs on one that is gone, so its hash proves nothing
    if event is None:
        yield f"Event {seal.event_id}, sealed at position {seal.position}, is gone"
    elif link(digest, event, seal.settled_through) != seal.hash:
        yield f"Event {event.pk}, sealed at position {seal.position}, does not fit its seal"


def _look_at_unsealed(report: Report, settled: int) -> None:
    for late in unsealed().filter(id__lte=settled).order_by("id").values_list("id", flat=True):
        report.breaks.append(f"Event {late} was put in after its place in the chain was settled")
    tail = unsealed().filter(id__gt=settled)
    report.tail = tail.count()
    oldest = tail.aggregate(at=Min("at"))["at"]
    report.tail_age = timezone.now() - oldest if oldest else timedelta(0)
