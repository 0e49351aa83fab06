"""Questions about the trail: who looked at these children, what did this person do."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet, TextChoices

from audit.enums import READS, Action
from audit.models import Event


class Kind(TextChoices):
    """Appearing in a list is not being opened, and the difference matters."""

    OPENED = "opened", "Opened"
    LISTED = "listed", "Appeared in a list or search"
    REFUSED = "refused", "Refused"
    CHANGED = "changed", "Changed"
    ALL = "all", "Everything"

    @classmethod
    def of(cls, text: str) -> Kind:
        return cls(text) if text in cls.values else cls.OPENED


LISTS = frozenset({Action.LISTED, Action.SEARCHED})
WANTED: dict[Kind, frozenset[Action]] = {
    Kind.OPENED: READS - LISTS,
    Kind.LISTED: LISTS,
    Kind.REFUSED: frozenset({Action.REFUSED}),
    Kind.CHANGED: frozenset(Action) - READS - {Action.REFUSED},
    Kind.ALL: frozenset(Action),
}


def looks_at(children: Iterable[int], *, kind: Kind = Kind.OPENED) -> QuerySet[Event]:
    """Events that concern any of these children, newest first."""
    concerned = Event.objects.filter(child_ids__overlap=list(children), action__in=WANTED[kind])
    return concerned.order_by("-id")


def acts_of(actor_id: int) -> QuerySet[Event]:
    """Everything one user did or was refused, newest first."""
    return Event.objects.filter(actor_id=actor_id).order_by("-id")
