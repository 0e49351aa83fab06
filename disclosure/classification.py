"""What each field of a model may be used for outside. Unclassified: invisible (quality.md, A5).

Each app registers its own fields when it starts; the fields of `people` are in
`disclosure/people_fields.py`. A consistency test fails on a field of a registered model that
nobody has classified.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from disclosure.enums import Capacity


class Class(StrEnum):
    PUBLIC = "public"  # anybody may know it: the name of an agency, a wording
    IDENTITY = "identity"  # who somebody is: those on the distribution sheet
    FAMILY = "family"  # what a family and the professionals around it know
    PROFESSIONAL = "professional"  # professionals on the distribution sheet
    PROTECTED = "protected"  # locates somebody: that person alone
    INTERNAL = "internal"  # never leaves the service


_registered: dict[str, dict[str, Class]] = {}


def register(model: str, fields: Mapping[str, Class]) -> None:
    """Classify fields of `model` ("people.Child"). A later call adds to an earlier one."""
    _registered.setdefault(model, {}).update(fields)


def registered() -> Mapping[str, Mapping[str, Class]]:
    return _registered


def class_of(source: str) -> Class | None:
    """`source` is "people.Child.school". None: nobody has classified it."""
    model, _, field = source.rpartition(".")
    return _registered.get(model, {}).get(field)


def may_reach(source: str, *, capacity: str, is_owner: bool) -> bool:
    """May this field reach a recipient of this capacity? `is_owner`: it is about them."""
    held = class_of(source)
    if held is None or held == Class.INTERNAL:
        return False
    if held == Class.PROTECTED:
        return is_owner
    if held == Class.PROFESSIONAL:
        return capacity == Capacity.PROFESSIONAL
    return True
