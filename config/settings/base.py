"""Settings that every way of running Chairside shares."""

from __future__ import annotations

import os
from pathlib import Path

from kombu import Exchange, Queue

from config import service_urls

BASE_DIR = Path(__file__).resolve().parent.parent.parent
DATA_DIR = Path(os.environ.get("DATA_DIR", BASE_DIR / "var")).resolve()

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "simple_history",
    "config",
    # The rooms of the house, lowest first (the import contract is in pyproject.toml).
    "govuk",
    "audit",
    "accounts",
    "notifications",
    "people",
    "timescales",
    "disclosure",
    "bookings",
    "plans",
    "feedback",
    "conferences",
    "escalations",
    "midpoints",
    "reporting",
    "desk",
    "api",
]

MIDDLEWARE = [
    "config.middleware.SecurityHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "audit.middleware.RequestContextMiddleware",
    "people.middleware.PlainErrorsMiddleware",
    "config.full_disk.FullDiskMiddleware",
    "accounts.middleware.IdleLockMiddleware",
    "accounts.middleware.SecondStepMiddleware",
]

DATABASES = service_urls.with_audit(service_urls.database(DATA_DIR))
REFUSE_REHEARSAL_PEOPLE = False  # production turns it on

# No inline script or style, nothing from elsewhere, nobody frames us.
CONTENT_SECURITY_POLICY = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "worker-src": ["'self'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
    "base-uri": ["'none'"],
}
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
SECURE_REFERRER_POLICY = "same-origin"
CSRF_COOKIE_HTTPONLY = True  # scripts read the token from the page


def _within_hours(hours: int) -> dict[str, int]:
    return {"soft_time_limit": hours * 3600, "time_limit": hours * 3600 + 60}


CELERY_BROKER_URL = service_urls.broker(DATA_DIR)
# Waiting for a broker that is down or hangs would hold up the person whose save rang the bell.
# A worker waits longer (`config.celery`).
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "max_retries": 0,
    "socket_connect_timeout": 1,
    "socket_timeout": 2,
}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a worker waits for Redis as long as it takes
CELERY_TASK_IGNORE_RESULT = True
# A task given to a worker that died goes to another: every task may run twice.
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
# Figures, returns and imports may take an hour, or wait as long for one another: in a queue of
# their own they hold up no message and no pack. A worker that is told no queue serves both.
CELERY_TASK_QUEUES = [Queue(name, Exchange(name), name) for name in ("celery", "slow")]
CELERY_TASK_ROUTES = {"reporting.*": "slow"}
# What hangs gives its place back: first an error in the task, which says where it hung, and a
# minute later an end to its process. The sweep finds what was not done.
CELERY_TASK_SOFT_TIME_LIMIT, CELERY_TASK_TIME_LIMIT = 14 * 60, 15 * 60
CELERY_TASK_ANNOTATIONS = {
    "reporting.imports.tasks.carry_on_imports": _within_hours(6),
    "reporting.tasks.refresh_facts": _within_hours(2),
    "reporting.tasks.roll_up_months": _within_hours(2),
    "reporting.tasks.keep_monthly_pack": _within_hours(1),
    "reporting.annual.tasks.draw_annual_report": _within_hours(1),
    "reporting.returns.tasks.make_return": _within_hours(1),
    "reporting.returns.tasks.lay_out_cp_is": _within_hours(1),
}
CELERY_WORKER_MAX_TASKS_PER_CHILD = 1000  # memory that a task leaves behind goes with its process
CELERY_TIMEZONE = "Europe/London"
CELERY_BEAT_SCHEDULER = "config.beat:SteadyBeat"

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "govuk.context.layout",
            ],
            "builtins": [
                "govuk.templatetags.govuk",
                "govuk.templatetags.govuk_dates",
                "govuk.templatetags.govuk_forms",
                "timescales.templatetags.why",
            ],
        },
    }
]
FORM_RENDERER = "govuk.forms.renderer.GovukRenderer"

DISCLOSURE_ALLOW_DRAFT_WORDING = False  # a translation is printed once somebody has signed it
SERVICE_NAME = "Chairside"
SITE_ADDRESS = "http://127.0.0.1:8000"  # what links in messages begin with
# Who letters and calendar entries come from, and whom to telephone.
OFFICE_NAME = "The conference office"
OFFICE_TELEPHONE = "01632 960 100"
OFFICE_EMAIL = "conference.office@chairside.example"
# Whose statutory returns these are: the three digits of the Department for Education, and the name.
AUTHORITY_CODE = os.environ.get("AUTHORITY_CODE", "")
AUTHORITY_NAME = os.environ.get("AUTHORITY_NAME", "")
# Whom to telephone when a child is in danger now, by day and by night.
DANGER_TELEPHONE_DAY = "01632 960 200"
DANGER_TELEPHONE_NIGHT = "01632 960 300"
REHEARSAL = False  # True puts "every family here is made up" on every page
# A long record must come back to the screen with its message, not vanish in a bare error.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000_000

# Packs and uploads.
PRIVATE_DIR = DATA_DIR / "private"
PRIVATE_FOLDER_MODE = 0o700
PRIVATE_FILE_MODE = 0o600
# Where the list of children on a plan is laid each night for an outage, under a name people know.
NIGHTLY_LIST_FOLDER = Path(os.environ.get("NIGHTLY_LIST_FOLDER") or DATA_DIR / "lists")
# Where the neutral CP-IS extract is laid after a change, for the authority's own transfer.
CP_IS_FOLDER = Path(os.environ.get("CP_IS_FOLDER") or DATA_DIR / "cp-is")

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False  # screens speak English; packs have their own wording, `disclosure.wording`

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
IDLE_LOCK_MINUTES = 15  # local default; the page is covered, nothing typed is lost
DORMANT_AFTER_DAYS = 90  # local default
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds: one long working day
SESSION_SAVE_EVERY_REQUEST = False

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "UserAttributeSimilarityValidator": {"user_attributes": ("email", "name")},
        "MinimumLengthValidator": {"min_length": 12},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
    }.items()
]

ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.LoginForm",
    "reset_password": "accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "accounts.forms.ResetPasswordKeyForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "set_password": "accounts.forms.SetPasswordForm",
    "reauthenticate": "accounts.forms.ReauthenticateForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # people are added by an administrator, who knows the address
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # a stranger gets no mail from us
ACCOUNT_EMAIL_NOTIFICATIONS = True  # "your password was changed"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False  # the session ends with the browser
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300  # seconds
ACCOUNTS_REQUIRE_MFA = True  # a second step for everybody; a rehearsal turns it off
SOCIALACCOUNT_ADAPTER = "accounts.adapters.DirectoryAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # the authority's directory is trusted for its addresses
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
MFA_ADAPTER = "accounts.adapters.SecondStepAdapter"
MFA_FORMS = {
    "authenticate": "accounts.forms.AuthenticateForm",
    "reauthenticate": "accounts.forms.CodeReauthenticateForm",
    "activate_totp": "accounts.forms.ActivateTOTPForm",
    "add_webauthn": "accounts.forms.AddWebAuthnForm",
    "edit_webauthn": "accounts.forms.EditWebAuthnForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = SERVICE_NAME
MFA_TOTP_TOLERANCE = 1  # the code may change while it is typed (RFC 6238, 5.2: one step at most)
MFA_RECOVERY_CODES_SHOW_ONCE = True
USERSESSIONS_ADAPTER = "accounts.adapters.SessionsAdapter"
USERSESSIONS_TRACK_ACTIVITY = False  # idle_lock notes it once a minute, not on every request
PASSWORD_RESET_TIMEOUT = 60 * 60  # seconds
# Counts wrong passwords for all web processes alike, and outlives a restart of Redis.
CACHES = {
    # Full, it throws away the first keys of the alphabet, those of wrong passwords: nobody outside
    # may fill it. `accounts.tasks.clear_old_counts` clears what has run out.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cache",
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},
    },
    # Drawn charts, by what is in them. In files, so that they never push a counter out.
    "charts": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "charts",
        "TIMEOUT": 30 * 24 * 60 * 60,
        "OPTIONS": {"MAX_ENTRIES": 2_000},
    },
}

# Django's own mail goes into the outbox; the outbox delivers by these ways, email through the
# second backend. No way for a channel: this service cannot send that kind of message.
EMAIL_BACKEND = "notifications.email_backend.OutboxBackend"
OUTBOX_EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
OUTBOX_WAYS = {"email": "notifications.channels.smtp.Smtp", "sms": ""}
NOTIFY_BASE_URL = "https://api.notifications.service.gov.uk"
NOTIFY_API_KEY = NOTIFY_EMAIL_TEMPLATE = NOTIFY_SMS_TEMPLATE = NOTIFY_RECEIPT_TOKEN = ""

# The REST API. A token lasts no longer than this; an answer is kept as long for a repeated step.
API_TOKEN_DAYS = 365
API_KEEP_ANSWERS_DAYS = 7
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["api.v1.authentication.TokenAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["api.v1.permissions.HasScope"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "api.v1.schema.Schema",
    "EXCEPTION_HANDLER": "api.v1.problems.answer_problem",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Chairside",
    "VERSION": "1",
    "DESCRIPTION": "What a screen shows and does, for other systems. A service account acts in its "
    "own role: it sees what that role sees and may do what that role may do. Every read and every "
    "refusal is kept in the audit.",
    "OAS_VERSION": "3.1.1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_URLCONF": None,
    "POSTPROCESSING_HOOKS": ["api.v1.schema.finish"],
    "AUTHENTICATION_WHITELIST": ["api.v1.authentication.TokenAuthentication"],
}
