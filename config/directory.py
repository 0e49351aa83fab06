"""How people sign in through the authority's own directory (OpenID Connect)."""

from typing import Any


def providers(*, server: str, name: str, client_id: str, secret: str) -> dict[str, Any]:
    """allauth's setting for one directory. The code it gives is of use only to the session that
    asked for it (PKCE, RFC 7636; the OAuth security practice, RFC 9700, asks it of every client).
    """
    app = {
        "provider_id": "directory",
        "name": name,
        "client_id": client_id,
        "secret": secret,
        "settings": {"server_url": server, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app]}}
