"""Which PostgreSQL and which Redis: DATABASE_URL and REDIS_URL, else the embedded ones."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from config.embedded.places import Places

# A dropped connection is noticed before it is used; an idle one is kept for ten minutes, because
# opening one costs more than most pages.
PERSISTENT = {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}


def database(data_dir: Path) -> dict[str, Any]:
    """The DATABASES entry for DATABASE_URL, or for the embedded server of this DATA_DIR."""
    url = os.environ.get("DATABASE_URL")
    if url:
        return from_url(url)
    return {
        "ENGINE": "config.embedded.backend",
        "NAME": "chairside",
        "USER": "chairside",
        "HOST": str(Places(data_dir).socket_dir),
        "DATA_DIR": str(data_dir),
        **PERSISTENT,
    }


def from_url(url: str) -> dict[str, Any]:
    """Read `postgresql://user:password@host:port/name?sslmode=require`.

    A socket directory is the host, percent-encoded. Raises ValueError for any other scheme.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError("DATABASE_URL must start with postgresql://")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
        **PERSISTENT,
    }


def with_audit(default: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """DATABASES: a second connection to the same database, on which refusals are audited.

    A refusal must survive the rollback of what was refused (audit.domain.record).
    """
    return {"default": default, "audit": {**default, "TEST": {"MIRROR": "default"}}}


def broker(data_dir: Path) -> str:
    """Celery's broker address."""
    return os.environ.get("REDIS_URL") or Places(data_dir).broker_url
