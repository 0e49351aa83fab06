"""Signing in through a directory that speaks OpenID Connect over HTTP: discovery, code, token.

Everything between the two buttons is real: django-allauth asks the directory, which answers with a
signed token. What follows from the answer is in test_directory.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import oidc_provider_mock as provider
import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.conf import settings as configured
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from audit.models import Event
from config.directory import providers
from tests.factories.accounts import make_user

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::DeprecationWarning:authlib"),  # its own growing old
]

BUTTON = "/accounts/oidc/directory/login/"
CALLBACK = "http://testserver/accounts/oidc/directory/login/callback/"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with provider.run_server_in_thread(require_client_registration=True) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture(scope="module")
def registered(address: str) -> dict[str, str]:
    """As the authority's IT registers an application: an id and a secret for one callback."""
    asked = {"redirect_uris": [CALLBACK], "token_endpoint_auth_method": "client_secret_post"}
    return requests.post(f"{address}/oauth2/clients", json=asked, timeout=10).json()


@pytest.fixture(autouse=True)
def directory(settings: Settings, address: str, registered: dict[str, str]) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = providers(
        server=address,
        name="your work account",
        client_id=registered["client_id"],
        secret=registered["client_secret"],
    )


def sent_back(client: Client, address: str, email: str, button: str = BUTTON) -> str:
    """Press the button here, sign in there: the address the directory sends the browser to."""
    claims = {"email": email, "name": "Said Name"}
    requests.put(f"{address}/users/{email}", json=claims, timeout=10).raise_for_status()
    away = client.post(button)
    assert away["Location"].startswith(f"{address}/oauth2/authorize?")
    assert "code_challenge_method=S256" in away["Location"]
    answer = requests.post(away["Location"], data={"sub": email}, allow_redirects=False, timeout=10)
    return answer.headers["Location"]


def who_is_signed_in(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def test_the_directory_signs_in_somebody_who_was_added_here(client: Client, address: str) -> None:
    user = make_user("Kept Name")
    back = sent_back(client, address, user.email)
    arrived = client.get(back)
    assert (arrived.status_code, arrived["Location"]) == (302, configured.LOGIN_REDIRECT_URL)
    assert who_is_signed_in(client) == str(user.pk)
    user.refresh_from_db()
    assert user.name == "Kept Name"


def test_it_signs_in_nobody_whom_no_one_added(client: Client, address: str) -> None:
    client.get(sent_back(client, address, "stranger@chairside.example"))
    assert who_is_signed_in(client) is None
    assert not User.objects.exists()


@pytest.mark.parametrize("who", ["finder@chairside.example", "their own"])
def test_whoever_finds_a_session_open_links_nobody_to_it(
    client: Client, address: str, who: str
) -> None:
    """They would come in as its person for good, and nobody would see it."""
    user = make_user()
    client.force_login(user)
    email = user.email if who == "their own" else who
    back = sent_back(client, address, email, f"{BUTTON}?process=connect")
    arrived = client.get(back)
    assert (arrived.status_code, arrived["Location"]) == (302, "/accounts/")
    assert "Nothing was linked" in client.get("/accounts/", follow=True).content.decode()
    assert not SocialAccount.objects.exists()
    refused = Event.objects.using("audit").get(verb="accounts.link_directory")
    assert (refused.action, refused.actor_id) == ("refused", user.pk)


def test_its_answer_works_once_and_only_in_the_browser_that_asked(
    client: Client, address: str
) -> None:
    user = make_user()
    back = sent_back(client, address, user.email)
    other = Client()
    other.get(back)
    assert who_is_signed_in(other) is None
    made_up = back.replace(parse_qs(urlsplit(back).query)["code"][0], "a-code-nobody-gave")
    client.get(made_up)
    assert who_is_signed_in(client) is None


def test_a_wrong_secret_gets_no_token(client: Client, address: str, settings: Settings) -> None:
    user = make_user()
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    app["secret"] = "not the one that was registered"
    answer = client.get(sent_back(client, address, user.email))
    assert answer.status_code != 500
    assert who_is_signed_in(client) is None
