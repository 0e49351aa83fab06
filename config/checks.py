"""What must be true before Chairside may hold real families."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

REFUSAL = (
    "This database holds rehearsal people, whose passwords are published. "
    "Production refuses to start: give it a database of its own."
)


def refuse_rehearsal_people() -> None:
    """Raise ImproperlyConfigured when production is about to serve with made-up people in it."""
    if settings.REFUSE_REHEARSAL_PEOPLE and _rehearsal_people_exist():
        raise ImproperlyConfigured(REFUSAL)


@register(Tags.database)
def no_rehearsal_people_in_production(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None, **kwargs: Any
) -> list[CheckMessage]:
    """The same refusal for `manage.py check --database default` and `manage.py migrate`."""
    if not databases or not settings.REFUSE_REHEARSAL_PEOPLE or not _rehearsal_people_exist():
        return []
    return [Error(REFUSAL, id="chairside.E001")]


def _rehearsal_people_exist() -> bool:
    people = get_user_model()
    if people._meta.db_table not in connection.introspection.table_names():
        return False  # before the first migration
    return people._default_manager.filter(is_rehearsal=True).exists()
