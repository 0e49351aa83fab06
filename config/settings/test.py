"""Settings for the tests: the embedded services, fast password hashes."""

from config.settings.base import *  # noqa: F403

DEBUG = False
SECRET_KEY = "rehearsal-only-not-for-production"  # noqa: S105 - production refuses this value
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"]
OUTBOX_EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
