"""Messages whose words are a key: a link that opens something, or a code. Upper apps name their
kinds, and say what to do instead of sending one again.

Only hashes of such links and codes are kept. So their words go as soon as they have left, or never
will: what a copy of the database holds must open nothing.
"""

from __future__ import annotations

from notifications.enums import State

# They may leave still, so the words are needed.
STILL_TO_LEAVE = (State.WAITING, State.HELD)

# Django's own mail, by which a password is chosen.
_instead = {"sign_in": "Ask them to ask for a new password on the page where they sign in."}


def register(kind: str, *, instead: str) -> None:
    _instead[kind] = instead


def kinds() -> list[str]:
    return list(_instead)


def what_to_do_instead(kind: str) -> str:
    """Instead of sending it again; empty for a message that is no key."""
    return _instead.get(kind, "")


def must_be_blank(kind: str, state: str) -> bool:
    return kind in _instead and state not in STILL_TO_LEAVE
