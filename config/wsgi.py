"""The WSGI entry point."""

import os

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")


def safe_application() -> WSGIHandler:
    """The application, once it is known that no published password opens it."""
    ready = get_wsgi_application()
    from config.checks import refuse_rehearsal_people  # needs Django set up

    refuse_rehearsal_people()
    return ready


application = safe_application()
