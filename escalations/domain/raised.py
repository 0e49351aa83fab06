"""What raising anything asks for: for which children, about whom, and once only."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import models

from accounts.errors import DomainError
from accounts.models import User
from escalations import rules
from escalations.domain.who import Who, check_not_of_the_family
from escalations.models.raised import Raised
from people.domain.permission import require
from people.domain.queries import standing_children
from people.models import Child, Family

Row = TypeVar("Row", bound=Raised)
MAY_NOT_RAISE = "Only principal officers and heads of service raise concerns."


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Where it comes from. `key` is made when the form is shown: sent twice, it counts once."""

    family: Family
    children: Iterable[Child]
    who: Who
    raised_from: str = ""
    key: uuid.UUID = field(default_factory=uuid.uuid4)


def already(model: type[Row], origin: Origin) -> Row | None:
    """The row of an earlier press of the same button. The family's row is the lock."""
    Family.objects.select_for_update().get(pk=origin.family.pk)
    rows: models.QuerySet[Row] = model.objects.filter(key=origin.key, family=origin.family)
    return rows.first()


def require_may_raise(origin: Origin, verb: str, *, by: User) -> None:
    allowed = rules.may_raise_about(by, origin.family)
    require(allowed, verb, by=by, subjects=[origin.family], message=MAY_NOT_RAISE)


def create(model: type[Row], origin: Origin, *, by: User, **fields: Any) -> Row:
    """Raises `DomainError` unless it is about at least one child of the family."""
    children = _checked_children(origin)
    check_not_of_the_family(origin.family, origin.who.professional)
    row: Row = model.objects.create(
        key=origin.key,
        family=origin.family,
        area_id=origin.family.area_id,
        team_id=origin.family.team_id,
        agency=origin.who.agency,
        professional=origin.who.professional,
        raised_by=by,
        raised_from=origin.raised_from,
        **fields,
    )
    row.children.set(children)
    return row


def _checked_children(origin: Origin) -> list[Child]:
    of_family = {child.pk: child for child in standing_children(origin.family)}
    wanted = [child.pk for child in origin.children]
    if not wanted:
        raise DomainError("Choose at least one child.", field="children", rule="needed")
    if not set(wanted) <= of_family.keys():
        raise DomainError(
            "Choose children of this family.", field="children", rule="not_of_this_family"
        )
    return [of_family[pk] for pk in wanted]


def worded(text: str, message: str, field: str) -> str:
    """The text without the blanks around it. Raises `DomainError` when nothing is left."""
    if not text.strip():
        raise DomainError(message, field=field, rule="needed")
    return text.strip()
