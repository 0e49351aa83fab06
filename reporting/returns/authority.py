"""Whose returns these are. Every file names the authority; none is made before it is known."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.conf import settings

from accounts.errors import DomainError

NOT_SET = (
    "Chairside does not know whose return this is. Set AUTHORITY_CODE to the three digits that the "
    "Department for Education gave your authority, and AUTHORITY_NAME to its name (docs/deploy.md)."
)


class AuthorityNotSet(DomainError):
    """The service's own code or name is missing; the message says what to set."""


@dataclass(frozen=True)
class Authority:
    """`code` is the LEA number of three digits."""

    code: str
    name: str


def our_authority() -> Authority:
    """As in the settings. Raises `AuthorityNotSet`."""
    code, name = settings.AUTHORITY_CODE.strip(), settings.AUTHORITY_NAME.strip()
    if not re.fullmatch(r"[0-9]{3}", code) or not name:
        raise AuthorityNotSet(NOT_SET)
    return Authority(code, name)
