"""Checks that upper apps register by name, run just before a message leaves.

A message names its check; the check answers with a reason to hold it, or an empty string.
"""

from collections.abc import Callable
from typing import Any

Check = Callable[[dict[str, Any]], str]
FamilyCheck = Callable[[int], str]
_registered: dict[str, Check] = {}
_of_families: dict[str, FamilyCheck] = {}


def register(name: str, check: Check) -> None:
    _registered[name] = check


def reason_to_hold(name: str, arguments: dict[str, Any]) -> str:
    """Empty when the message may leave. An unknown check holds the message."""
    if not name:
        return ""
    check = _registered.get(name)
    if check is None:
        return f"No check called {name} is registered"
    return check(arguments)


def register_for_families(name: str, check: FamilyCheck) -> None:
    """A check asked of every message to somebody of a family, whatever it is about."""
    _of_families[name] = check


def reason_to_spare_family(family_id: int) -> str:
    """Why nothing may be written to this family now; empty when it may."""
    answers = (check(family_id) for check in _of_families.values())
    return next((answer for answer in answers if answer), "")
