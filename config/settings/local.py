"""Settings for a developer's machine and the demo: embedded PostgreSQL and Redis."""

from config.settings.base import *  # noqa: F403

DEBUG = False
SECRET_KEY = "rehearsal-only-not-for-production"  # noqa: S105 - production refuses this value
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"]
OUTBOX_EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"  # noqa: F405
