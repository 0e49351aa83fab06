"""What a load balancer asks: is the process up, and can it do its work?"""

from __future__ import annotations

import logging

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe
from kombu import Connection

logger = logging.getLogger(__name__)


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. Touches nothing else, so a slow database never gets it restarted."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when the database answers, 503 when it does not.

    A broker that is down is reported but is no reason to send people away: what must happen
    stands in the database, and a sweep finds it.
    """
    database, broker = _database_answers(), _broker_answers()
    return JsonResponse(
        {"database": _word(database), "broker": _word(broker)}, status=200 if database else 503
    )


def _word(answers: bool) -> str:
    return "ok" if answers else "down"


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        logger.exception("The database does not answer")
        return False
    return True


def _broker_answers() -> bool:
    """Asked once, and not for long: a Redis that takes the call and says nothing is down too."""
    waits = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    try:
        with Connection(settings.CELERY_BROKER_URL, transport_options=waits) as broker:
            broker.ensure_connection(max_retries=0)
    except Exception as error:
        logger.warning("The broker does not answer: %s", error)
        return False
    return True
