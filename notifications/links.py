"""Links in messages: the site's own address in front of a path. Never a name, never a token."""

from django.conf import settings


def absolute(path: str) -> str:
    return f"{settings.SITE_ADDRESS}{path}"
