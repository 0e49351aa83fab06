"""Checks that upper apps register by name, run just before a message leaves.

A message names its check; the check answers with a reason to hold it, or an empty string.
"""

from collections.abc import Callable
from typing import Any

Check = Callable[[dict[str, Any]], str]
_registered: dict[str, Check] = {}


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
