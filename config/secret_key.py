"""The one secret that signs every session: production may not run on a published one."""

from django.core.exceptions import ImproperlyConfigured

REHEARSAL_KEY = "rehearsal-only-not-for-production"
SHORTEST = 50


def production_secret(key: str) -> str:
    """The key itself, or ImproperlyConfigured when it is missing, short or the published one."""
    if key == REHEARSAL_KEY or len(key) < SHORTEST or len(set(key)) < 10:
        raise ImproperlyConfigured(
            f"SECRET_KEY must be set to at least {SHORTEST} random characters. Make one with: "
            "python -c 'import secrets; print(secrets.token_urlsafe(64))'"
        )
    return key
