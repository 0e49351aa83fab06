"""Settings for real families: everything comes from the environment, nothing has a default.

docs/deploy.md lists the variables; an empty one counts as not set. Rehearsal data and the embedded
services are absent.
"""

import os
from urllib.parse import urlsplit

from config import directory, service_urls
from config.secret_key import earlier_secrets, production_secret
from config.settings.base import *  # noqa: F403
from config.settings.base import CONTENT_SECURITY_POLICY, MIDDLEWARE, NOTIFY_BASE_URL, OUTBOX_WAYS


def required(name: str) -> str:
    value = os.environ.get(name, "")
    if not value:
        raise RuntimeError(f"{name} is not set; see docs/deploy.md")
    return value


DEBUG = False
REFUSE_REHEARSAL_PEOPLE = True
SECRET_KEY = production_secret(os.environ.get("SECRET_KEY", ""))
SECRET_KEY_FALLBACKS = earlier_secrets(os.environ.get("SECRET_KEY_FALLBACKS", ""))
DATABASES = service_urls.with_audit(service_urls.from_url(required("DATABASE_URL")))
CELERY_BROKER_URL = required("REDIS_URL")

# The public names of the site, comma-separated; the container's own health check says localhost.
SITE_NAMES = [name.strip() for name in required("SITE_NAMES").split(",")]
ALLOWED_HOSTS = [*SITE_NAMES, "localhost"]
SITE_ADDRESS = f"https://{SITE_NAMES[0]}"
CSRF_TRUSTED_ORIGINS = [f"https://{name}" for name in SITE_NAMES]

# The proxy ends TLS and overwrites this header; the web port is not reachable past the proxy.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
MIDDLEWARE = ["config.middleware.ProxiedAddressMiddleware", *MIDDLEWARE]
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# The backup service belongs to our group: it reads packs and uploads, and writes none.
PRIVATE_FOLDER_MODE = 0o750
PRIVATE_FILE_MODE = 0o640

# GOV.UK Notify is optional: it carries text messages and, when its email template is named, email.
NOTIFY_API_KEY = os.environ.get("NOTIFY_API_KEY", "")
NOTIFY_BASE_URL = os.environ.get("NOTIFY_BASE_URL") or NOTIFY_BASE_URL
NOTIFY_EMAIL_TEMPLATE = os.environ.get("NOTIFY_EMAIL_TEMPLATE", "")
NOTIFY_SMS_TEMPLATE = os.environ.get("NOTIFY_SMS_TEMPLATE", "")
NOTIFY_RECEIPT_TOKEN = os.environ.get("NOTIFY_RECEIPT_TOKEN", "")
NOTIFY = "notifications.channels.notify.Notify"
OUTBOX_WAYS = {
    "email": NOTIFY if NOTIFY_API_KEY and NOTIFY_EMAIL_TEMPLATE else OUTBOX_WAYS["email"],
    "sms": NOTIFY if NOTIFY_API_KEY and NOTIFY_SMS_TEMPLATE else "",
}
if OUTBOX_WAYS["email"] != NOTIFY:
    EMAIL_HOST = required("EMAIL_HOST")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT") or 587)
EMAIL_HOST_USER = os.environ.get("EMAIL_USER", "")
EMAIL_HOST_PASSWORD = required("EMAIL_PASSWORD") if EMAIL_HOST_USER else ""
EMAIL_USE_TLS = True
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = required("EMAIL_FROM")
OFFICE_NAME = required("OFFICE_NAME")
OFFICE_TELEPHONE = required("OFFICE_TELEPHONE")
DANGER_TELEPHONE_DAY = required("DANGER_TELEPHONE_DAY")
DANGER_TELEPHONE_NIGHT = required("DANGER_TELEPHONE_NIGHT")
OFFICE_EMAIL = os.environ.get("OFFICE_EMAIL") or DEFAULT_FROM_EMAIL

# Sign-in with the authority's own directory (Entra ID) is optional.
OIDC_SERVER = os.environ.get("OIDC_SERVER", "")
if OIDC_SERVER:
    SOCIALACCOUNT_PROVIDERS = directory.providers(
        server=OIDC_SERVER,
        name=os.environ.get("OIDC_NAME") or "your work account",
        client_id=required("OIDC_CLIENT_ID"),
        secret=required("OIDC_SECRET"),
    )
    # Browsers apply form-action to the redirect that follows the sign-in form, too.
    CONTENT_SECURITY_POLICY = CONTENT_SECURITY_POLICY | {
        "form-action": ["'self'", f"https://{urlsplit(OIDC_SERVER).netloc}"]
    }

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "class": "config.log_lines.Line",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
}
