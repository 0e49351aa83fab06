"""Who is let in: two people make a token; it is counted, ends, and opens what its role opens."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.errors import DomainError, NotAllowed, WrongState
from accounts.models import User
from api.domain.service_accounts import (
    AccountDetails,
    change_service_account,
    make_service_account,
)
from api.domain.tokens import issue_token, revoke_token
from api.enums import Scope
from api.models import ServiceAccount, Token
from audit.enums import Action
from audit.models import Event
from conferences.domain.screening import heads_of_service
from feedback.domain.managing import staff_to_name
from people.domain import staff as postings
from people.domain.queries import posted
from people.domain.staff import PostingDetails
from people.enums import Role
from people.forms.access import staff
from people.models import Posting
from tests.factories.api import System, make_account, make_token
from tests.factories.people import PASSWORD, make_administrator, make_child, make_staff

pytestmark = pytest.mark.django_db
CHILDREN = "/api/v1/children"
DETAILS = AccountDetails(purpose="Fills the case system", contact="Priya", scopes=["people:read"])


@pytest.fixture
def keeper() -> User:
    return make_administrator()


@pytest.fixture
def account(keeper: User) -> ServiceAccount:
    posting = PostingDetails(role=Role.HEAD_OF_SERVICE, from_on=timezone.localdate())
    return make_service_account(name="Case system", posting=posting, details=DETAILS, by=keeper)


def refusals(**fields: object) -> list[str]:
    rows = Event.objects.using("audit").filter(action=Action.REFUSED, **fields)
    return list(rows.order_by("pk").values_list("reason", flat=True))


class TestTheAccount:
    def test_two_people_let_a_system_in(self, account: ServiceAccount, keeper: User) -> None:
        """One alone could give herself a role that reads every case."""
        officer = make_staff(Role.DATA_OFFICER)
        with pytest.raises(NotAllowed, match="somebody else must issue"):
            issue_token(account=account, days=30, by=keeper)
        issued = issue_token(account=account, days=30, by=officer)
        assert issued.text not in str(Token.objects.values())
        assert issued.text.startswith(f"chairside_{issued.token.prefix}_")
        assert System(token=issued.text).get(CHILDREN).status_code == 200
        for other in (Role.HEAD_OF_SERVICE, Role.TEAM_MANAGER):
            with pytest.raises(NotAllowed):
                issue_token(account=account, days=30, by=make_staff(other))

    def test_more_than_was_agreed_is_agreed_by_two_again(
        self, account: ServiceAccount, keeper: User
    ) -> None:
        officer = make_staff(Role.DATA_OFFICER)
        held = issue_token(account=account, days=30, by=officer)
        asks = System(token=held.text)
        less = replace(DETAILS, purpose="Reads", per_minute=60)
        change_service_account(account=account, details=less, by=keeper)
        assert asks.get(CHILDREN).status_code == 200
        more = replace(DETAILS, scopes=["people:read", "plans:read"])
        change_service_account(account=account, details=more, by=officer)
        assert asks.get(CHILDREN).status_code == 401
        account.refresh_from_db()
        with pytest.raises(NotAllowed, match="somebody else must issue"):
            issue_token(account=account, days=30, by=officer)
        again = issue_token(account=account, days=30, by=keeper)
        assert System(token=again.text).get("/api/v1/plans").status_code == 200

    def test_its_role_stays_as_two_agreed_and_can_only_end(
        self, account: ServiceAccount, keeper: User
    ) -> None:
        today = timezone.localdate()
        posting = account.user.postings.get()
        wider = PostingDetails(role=Role.DATA_OFFICER, from_on=today)
        for change in (
            lambda: postings.post(user=account.user, details=wider, by=keeper),
            lambda: postings.change_posting(posting=posting, details=wider, by=keeper),
        ):
            with pytest.raises(WrongState, match="agreed by two people"):
                change()
        ends = PostingDetails(role=Role.HEAD_OF_SERVICE, from_on=today, to_on=today)
        assert postings.change_posting(posting=posting, details=ends, by=keeper).to_on == today
        longer = PostingDetails(role=Role.HEAD_OF_SERVICE, from_on=today)
        with pytest.raises(WrongState, match="agreed by two people"):
            postings.change_posting(posting=posting, details=longer, by=keeper)

    def test_nobody_signs_in_as_it_or_tells_it_anything(self, account: ServiceAccount) -> None:
        user = account.user
        user.set_password(PASSWORD)
        user.save()
        browser = Client()
        browser.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
        assert browser.get("/")["Location"].startswith("/accounts/login/")
        told = [*posted(Role.HEAD_OF_SERVICE), *heads_of_service(), *staff(), *staff_to_name()]
        assert user not in told
        assert user.email.endswith("@service.invalid")

    def test_what_cannot_be_is_said_beside_its_field(
        self, account: ServiceAccount, keeper: User
    ) -> None:
        for field, value in {
            "purpose": " ",
            "contact": "",
            "scopes": ["everything"],
            "per_minute": 0,
        }.items():
            details = AccountDetails(**{**DETAILS.__dict__, field: value})
            with pytest.raises(DomainError) as error:
                change_service_account(account=account, details=details, by=keeper)
            assert error.value.field == field
        with pytest.raises(DomainError) as too_long:
            issue_token(account=account, days=366, by=make_staff(Role.DATA_OFFICER))
        assert too_long.value.field == "days"

    def test_on_the_server(
        self, account: ServiceAccount, capsys: pytest.CaptureFixture[str]
    ) -> None:
        call_command("api_token", "Case system", "--days", "2")
        text = capsys.readouterr().out.strip()
        assert System(token=text).get(CHILDREN).status_code == 200


class TestAtTheDoor:
    def test_without_a_token_or_with_a_wrong_one(self) -> None:
        for headers in ({}, {"Authorization": "Bearer nonsense"}, {"Authorization": "Basic eDp5"}):
            answer = Client().get(CHILDREN, headers=headers)
            assert (answer.status_code, answer["WWW-Authenticate"]) == (
                401,
                'Bearer realm="Chairside"',
            )
            assert answer.json()["type"] == "/api/v1/#no-token"
        browser = Client()
        browser.force_login(make_staff(Role.HEAD_OF_SERVICE))
        assert browser.get(CHILDREN).status_code == 401

    def test_a_token_that_ended_opens_nothing_and_leaves_a_trace(self) -> None:
        make_child()
        account = make_account()
        now = timezone.now()
        ended = {
            "expired": System(token=make_token(account, expires_at=now)),
            "revoked": System(token=make_token(account, revoked_at=now)),
        }
        living = make_token(account)
        assert System(token=living).get(CHILDREN).status_code == 200
        for word, system in ended.items():
            assert system.get(CHILDREN).status_code == 401
            assert word in refusals(actor_id=account.pk)[-1]
        User.objects.filter(pk=account.pk).update(is_active=False)
        assert System(token=living).get(CHILDREN).status_code == 401
        assert refusals(actor_id=account.pk)[-1] == "the account is off"

    def test_a_token_that_was_revoked_fills_the_audit_no_further(self) -> None:
        account = make_account()
        system = System(token=make_token(account, revoked_at=timezone.now()))
        for _ in range(22):
            system.get(CHILDREN)
        assert len(refusals(actor_id=account.pk)) == 20

    def test_revoking_takes_effect_at_once(self) -> None:
        account, keeper = make_account(), make_staff(Role.DATA_OFFICER)
        text = make_token(account)
        revoke_token(token=account.tokens.get(), reason="The laptop was lost", by=keeper)
        assert System(token=text).get(CHILDREN).status_code == 401

    def test_a_role_that_ended_and_a_scope_that_lacks_are_refused(self) -> None:
        system = System(scopes=[Scope.PLANS_READ])
        assert system.get("/api/v1/plans").status_code == 200
        answer = system.get(CHILDREN)
        assert answer.status_code == 403
        assert answer.json()["detail"] == (
            "This account may not do this: it lacks the scope people:read."
        )
        Posting.objects.update(to_on=timezone.localdate() - dt.timedelta(days=1))
        assert system.get("/api/v1/plans").status_code == 403
        user = ServiceAccount.objects.get().pk
        assert refusals(actor_id=user) == ["scope people:read", "no role today"]

    def test_too_many_in_a_minute_wait(self, monkeypatch: pytest.MonkeyPatch) -> None:
        noon = timezone.now().replace(second=20, microsecond=0)
        monkeypatch.setattr("api.domain.tokens.timezone.now", lambda: noon)
        system = System(per_minute=2)
        assert [system.get(CHILDREN).status_code for _ in range(3)] == [200, 200, 429]
        answer = system.get(CHILDREN)
        assert (answer["Retry-After"], answer.json()["title"]) == ("40", "Too many requests")
        later = noon + dt.timedelta(minutes=1)
        monkeypatch.setattr("api.domain.tokens.timezone.now", lambda: later)
        assert system.get(CHILDREN).status_code == 200

    def test_somebody_who_guesses_waits(self) -> None:
        tries = [
            Client().get(CHILDREN, headers={"Authorization": f"Bearer {n}"}) for n in range(22)
        ]
        assert [answer.status_code for answer in tries] == [401] * 20 + [429] * 2


def test_no_page_of_html_comes_from_the_api() -> None:
    system = System()
    for answer in (
        system.get("/api/v1/nowhere"),
        system.get("/api/v1/children/0"),
        system.get("/api/v1/children/999999999999999999999999"),
        system.get("/api/v1/children/twelve"),
        system.get(CHILDREN, {"colour": "red"}),
        system.get(CHILDREN, {"cursor": "cD1hYmM="}),
        system.get(CHILDREN, {"limit": "all"}),
        system.get(CHILDREN, headers={"Accept": "text/html"}),
        system.post(CHILDREN),
        Client().delete(CHILDREN),
    ):
        assert answer["Content-Type"] == "application/problem+json", answer.content
        assert 400 <= answer.status_code < 500
        assert answer.json()["status"] == answer.status_code
