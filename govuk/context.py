"""What every layout needs to know."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from govuk import navigation


def layout(request: HttpRequest) -> dict[str, Any]:
    """Lazy, so that a fragment without navigation pays nothing for it."""
    return {
        "form": None,  # every layout asks; a name that nobody gave is slow to look for
        "service_name": settings.SERVICE_NAME,
        "is_rehearsal_service": settings.REHEARSAL,
        "idle_lock_minutes": settings.IDLE_LOCK_MINUTES,
        "navigation": SimpleLazyObject(lambda: navigation.items_for(request)),
    }
