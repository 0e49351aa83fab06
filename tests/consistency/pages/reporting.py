"""Pages of the figures."""

from __future__ import annotations

from people.enums import Role
from tests.consistency.page_matrix import EVERYBODY, Page, for_roles

READERS = EVERYBODY - {Role.SOCIAL_WORKER, Role.EMERGENCY_DUTY}

PAGES: list[Page] = [
    for_roles("reporting:measures", READERS),
]
