"""The one line of the letter to somebody excluded that is typed: how they will be heard.

They read it, so it is searched as their packs are.
"""

from __future__ import annotations

from accounts.errors import DomainError
from conferences.models import Exclusion
from disclosure.domain.typed_words import NotTheirs, not_theirs

FIELD = "views_heard_by"


def words_not_theirs(exclusion: Exclusion) -> NotTheirs:
    """The names and whereabouts in that line which are not for the person who is excluded."""
    return not_theirs(
        exclusion.views_heard_by,
        recipient=exclusion.person_id,
        family=exclusion.conference.family_id,
    )


def check_words(exclusion: Exclusion, *, names_may_stand: bool) -> None:
    """`names_may_stand`: somebody has read each name. Raises `DomainError` with the field."""
    found = words_not_theirs(exclusion)
    _check_whereabouts(found)
    if found.names and not names_may_stand:
        raise DomainError(
            f"They will read this. Say that it may stand, or take it out: {_quoted(found.names)}.",
            field=FIELD,
            rule="names_to_check",
        )


def check_whereabouts(exclusion: Exclusion) -> None:
    """Raises `DomainError`: nobody can say that these may stand."""
    _check_whereabouts(words_not_theirs(exclusion))


def _check_whereabouts(found: NotTheirs) -> None:
    if found.whereabouts:
        raise DomainError(
            "They will read this, and it tells where somebody else is: "
            f"{_quoted(found.whereabouts)}. Take it out.",
            field=FIELD,
            rule="locates_somebody",
        )


def _quoted(found: tuple[str, ...]) -> str:
    return ", ".join(f"“{text}”" for text in found)
