"""The only way case data reaches a page: scoped to the reader and audited. No audit row, no read.

A page calls `open_one` for a record and `list_visible` or `list_all` for a list. Each writes the
audit event before it returns; if that write fails, nothing is returned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import models

from accounts.models import User
from audit.domain import record, refuse
from audit.enums import Action
from people.errors import Refused
from people.models import FamilyScopedQuerySet

Row = TypeVar("Row", bound=models.Model)

NotFound = ObjectDoesNotExist
CANNOT_OPEN = "You do not have permission to open this record."


def open_one(
    rows: FamilyScopedQuerySet,
    *,
    by: User,
    verb: str,
    action: Action = Action.OPENED,
    **lookup: Any,
) -> Any:
    """The one row that matches, if `by` may see it.

    Raises `DoesNotExist` when there is none, `Refused` (the refusal is audited) when there is one
    that this person may not see; the message never says why.
    """
    found = rows.visible_to(by).filter(**lookup).first()
    if found is not None:
        record(action, verb, by=by, subjects=[found], children=found.children_concerned())
        return found
    hidden = rows.filter(**lookup).first()
    if hidden is None:
        raise rows.model.DoesNotExist(f"No {rows.model._meta.verbose_name} matches")
    refuse(
        verb, by=by, subjects=[hidden], children=hidden.children_concerned(), reason="not visible"
    )
    raise Refused(CANNOT_OPEN, family_id=_family_of(rows, hidden))


def _family_of(rows: FamilyScopedQuerySet, row: models.Model) -> int | None:
    path = getattr(rows, "family_path", None)
    if path is None:
        return None
    owner = rows.model._default_manager.filter(pk=row.pk)
    family_id: int | None = owner.values_list(path, flat=True).first()
    return family_id


@dataclass(frozen=True)
class Listing(Generic[Row]):
    """The rows a reader may open, and how many more there are that they may not."""

    rows: list[Row]
    hidden: int

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def hidden_words(self, singular: str = "restricted child", plural: str = "") -> str:
        """'1 restricted child', '2 restricted children', or nothing."""
        plural = plural or f"{singular}ren"
        return f"{self.hidden} {singular if self.hidden == 1 else plural}" if self.hidden else ""


def list_visible(
    rows: FamilyScopedQuerySet,
    *,
    by: User,
    verb: str,
    children_of: Callable[[Any], Iterable[int]],
) -> Listing[Any]:
    """What `by` may see of these rows, and a count of the rest. Use it inside one meeting or list
    whose existence the reader already knows; a search must not count what it hides."""
    everything = rows.count()
    shown = list(rows.visible_to(by))
    children = {child for row in shown for child in children_of(row)}
    record(Action.LISTED, verb, by=by, subjects=shown, children=children)
    return Listing(shown, everything - len(shown))


def list_all(rows: Iterable[Row], *, by: User, verb: str, children: Iterable[int]) -> list[Row]:
    """Audit that these rows appeared in a list. `rows` must already be `visible_to(by)`."""
    shown = list(rows)
    record(Action.LISTED, verb, by=by, subjects=shown, children=children)
    return shown
