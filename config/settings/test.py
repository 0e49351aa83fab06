"""Settings for the tests: the embedded services, fast password hashes."""

from config.secret_key import REHEARSAL_KEY
from config.settings.base import *  # noqa: F403
from config.settings.base import CACHES, INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "rehearsal"]
DEBUG = False
REHEARSAL = True
AUTHORITY_CODE, AUTHORITY_NAME = "999", "Fictional Moorshire"  # no authority has this code
ACCOUNTS_REQUIRE_MFA = False  # made-up people sign in with a password alone
SECRET_KEY = REHEARSAL_KEY
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"]
OUTBOX_EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CELERY_BROKER_URL = "memory://"  # a test that needs a worker says so itself
CACHES = {**CACHES, "charts": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
WHITENOISE_AUTOREFRESH = True  # no scan of the static files before the first test
DISCLOSURE_ALLOW_DRAFT_WORDING = True
