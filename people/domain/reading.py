"""The only way case data reaches a page: scoped to the reader and audited. No audit row, no read.

A page calls `open_one` for a record and `list_all` for a list. Both write the audit event before
they return; if that write fails, nothing is returned.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import models

from accounts.errors import NotAllowed
from accounts.models import User
from audit.domain import record, refuse
from audit.enums import Action
from people.models.scope import FamilyScopedQuerySet

Row = TypeVar("Row", bound=models.Model)


def open_one(
    rows: FamilyScopedQuerySet,
    *,
    by: User,
    verb: str,
    action: Action = Action.OPENED,
    **lookup: Any,
) -> Any:
    """The one row that matches, if `by` may see it.

    Raises `DoesNotExist` when there is none, `NotAllowed` (and audits the refusal) when there is
    one that this person may not see.
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
    raise NotAllowed("You do not have permission to open this record.")


def list_all(rows: Iterable[Row], *, by: User, verb: str, children: Iterable[int]) -> list[Row]:
    """Audit that these rows appeared in a list. `rows` must already be `visible_to(by)`."""
    shown = list(rows)
    record(Action.LISTED, verb, by=by, subjects=shown, children=children)
    return shown


NotFound = ObjectDoesNotExist
