"""Settings for a developer's machine and the demo: embedded PostgreSQL and Redis."""

import os

from config.secret_key import REHEARSAL_KEY
from config.settings.base import *  # noqa: F403
from config.settings.base import DATA_DIR, INSTALLED_APPS, OUTBOX_WAYS, SITE_ADDRESS

INSTALLED_APPS = [*INSTALLED_APPS, "rehearsal"]
DEBUG = False
REHEARSAL = True
AUTHORITY_CODE, AUTHORITY_NAME = "999", "Fictional Moorshire"  # no authority has this code
ACCOUNTS_REQUIRE_MFA = False  # made-up people sign in with a password alone
SECRET_KEY = REHEARSAL_KEY
SITE_ADDRESS = os.environ.get("SITE_ADDRESS") or SITE_ADDRESS  # a demo knows its port
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"]
OUTBOX_EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
OUTBOX_WAYS = {**OUTBOX_WAYS, "sms": "notifications.channels.folder.Folder"}
# Static files are served from where they are written: no collectstatic on a developer's machine.
STATIC_ROOT = None  # type: ignore[assignment]
WHITENOISE_USE_FINDERS = True
DISCLOSURE_ALLOW_DRAFT_WORDING = True  # unsigned translations print, marked DRAFT on every pack
