"""The secret that signs sessions and encrypts second steps, and those it was before: production may
run on no published one. docs/deploy.md, "Backups", says what a change does."""

from django.core.exceptions import ImproperlyConfigured

REHEARSAL_KEY = "rehearsal-only-not-for-production"
SHORTEST = 50


def production_secret(key: str, name: str = "SECRET_KEY") -> str:
    """The key itself, or ImproperlyConfigured when it is missing, short or the published one."""
    if key == REHEARSAL_KEY or len(key) < SHORTEST or len(set(key)) < 10:
        raise ImproperlyConfigured(
            f"{name} must be set to at least {SHORTEST} random characters. Make one with: "
            "python -c 'import secrets; print(secrets.token_urlsafe(64))'"
        )
    return key


def earlier_secrets(keys: str) -> list[str]:
    """The keys before this one, separated by commas. Each opens what it once closed, so each must
    be as good as the one of today."""
    return [
        production_secret(key.strip(), "Each of SECRET_KEY_FALLBACKS")
        for key in keys.split(",")
        if key.strip()
    ]
