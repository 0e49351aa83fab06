"""The pages of service accounts: two people, and a token that is shown once."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from api.models import ServiceAccount
from people.enums import Role
from tests.factories.api import System
from tests.factories.people import make_administrator, make_staff, make_team

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_one_adds_it_another_issues_its_token_and_either_revokes_it() -> None:
    administrator, officer = (
        signed_in(make_administrator()),
        signed_in(make_staff(Role.DATA_OFFICER)),
    )
    assert "No other system is let in" in administrator.get("/service-accounts/").content.decode()
    today = timezone.localdate()
    answers = {
        "name": "Case system",
        "purpose": "Reads plans",
        "contact": "Priya, 01632 960 555",
        "scopes": ["plans:read"],
        "per_minute": "60",
        "role": Role.TEAM_MANAGER,
        "from_on_day": today.day,
        "from_on_month": today.month,
        "from_on_year": today.year,
    }
    kept = administrator.post("/service-accounts/add/", answers).content.decode()
    assert "Choose the team" in kept
    assert "Reads plans" in kept
    answers["team"] = make_team().pk
    administrator.post("/service-accounts/add/", answers)
    account = ServiceAccount.objects.get()
    page = f"/service-accounts/{account.pk}/"
    assert "somebody else must issue" in administrator.get(page).content.decode()
    assert administrator.post(f"{page}token/", {"days": "30"}).status_code == 403
    shown = html.unescape(officer.post(f"{page}token/", {"days": "30"}).content.decode())
    [text] = re.findall(r"chairside_[0-9a-f]{8}_[\w-]+", shown)
    assert System(token=text).get("/api/v1/plans").status_code == 200
    assert text not in officer.get(page).content.decode()
    officer.post(f"{page}change/", {**answers, "scopes": ["people:read"]})
    assert System(token=text).get("/api/v1/plans").status_code == 401
    assert "somebody else must issue" in officer.get(page).content.decode()
    shown = html.unescape(administrator.post(f"{page}token/", {"days": "30"}).content.decode())
    [text] = re.findall(r"chairside_[0-9a-f]{8}_[\w-]+", shown)
    assert System(token=text).get("/api/v1/plans").status_code == 403
    assert System(token=text).get("/api/v1/children").status_code == 200
    token = account.tokens.get(revoked_at=None)
    again = officer.post(f"{page}token/{token.pk}/revoke/", {"reason": ""}).content.decode()
    assert "Error" in again
    administrator.post(f"{page}token/{token.pk}/revoke/", {"reason": "Lost"})
    assert System(token=text).get("/api/v1/children").status_code == 401
    assert "Revoked" in administrator.get(page).content.decode()
    listed = administrator.get("/service-accounts/").content.decode()
    assert "Case system" in listed
    assert "Service accounts" in administrator.get("/").content.decode()


def test_the_browsable_page_says_every_operation_and_problem() -> None:
    from api.v1.document import openapi

    page = signed_in(make_staff(Role.SOCIAL_WORKER)).get("/api/v1/").content.decode()
    for methods in openapi()["paths"].values():
        for told in methods.values():
            assert f'id="{told["operationId"]}"' in page
    assert 'id="wrong-state"' in page
    assert "style=" not in page
