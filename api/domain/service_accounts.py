"""Let another system in, and shut it out. Two people: one makes the account, another its token."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from accounts.errors import DomainError
from accounts.models import User
from api.domain.tokens import revoke_all
from api.enums import Scope
from api.models import ServiceAccount
from api.rules import may_manage_service_accounts
from audit.domain import record
from audit.enums import Action
from people.domain import staff
from people.domain.permission import require
from people.domain.staff import PostingDetails
from people.enums import AgencyKind
from people.models import Agency, Person, Professional

MOST_PER_MINUTE = 6000
# An agency of their own, so that nobody is offered one as a visitor or a chair.
AGENCY, JOB_TITLE = "Other systems", "Another system"


@dataclass(frozen=True, kw_only=True)
class AccountDetails:
    """`per_minute`: most requests in a minute with one token."""

    purpose: str
    contact: str
    scopes: Iterable[str]
    per_minute: int = 120

    def checked(self) -> dict[str, object]:
        chosen = [scope for scope in Scope.values if scope in set(self.scopes)]
        if not self.purpose.strip():
            raise DomainError("Say what the other system does with it.", field="purpose")
        if not self.contact.strip():
            raise DomainError("Say who answers for it.", field="contact")
        if not chosen or set(self.scopes) - set(chosen):
            raise DomainError("Choose what it may do.", field="scopes")
        if not 1 <= self.per_minute <= MOST_PER_MINUTE:
            words = f"Enter a number from 1 to {MOST_PER_MINUTE}."
            raise DomainError(words, field="per_minute")
        return {
            "purpose": self.purpose.strip(),
            "contact": self.contact.strip(),
            "scopes": chosen,
            "per_minute": self.per_minute,
        }


@transaction.atomic
def make_service_account(
    *, name: str, posting: PostingDetails, details: AccountDetails, by: User
) -> ServiceAccount:
    """A user that nobody signs in as, posted to a role. It has no token yet.

    Its address ends in .invalid, which no post reaches (RFC 2606). Raises `NotAllowed`,
    `DomainError` with the field that is wrong.
    """
    _require("api.make_service_account", by)
    if not name.strip():
        raise DomainError("Enter a name for the other system.", field="name")
    user = User.objects.create_user(
        f"{uuid.uuid4().hex}@service.invalid", None, name=name.strip(), is_service=True
    )
    _professional(user, posting)
    account: ServiceAccount = ServiceAccount.objects.create(
        user=user, made_by=by, scoped_by=by, **details.checked()
    )
    staff.post(user=user, details=posting, by=by)
    _audit(Action.CREATED, "api.make_service_account", account, by)
    return account


def _professional(user: User, posting: PostingDetails) -> None:
    """So that a case can name it: a role on a case is a professional's."""
    agency, _ = Agency.objects.get_or_create(name=AGENCY, defaults={"kind": AgencyKind.OTHER})
    person = Person.objects.create(given_names="", family_name=user.name)
    Professional.objects.create(
        person=person, agency=agency, job_title=JOB_TITLE, team=posting.team, user=user
    )


@transaction.atomic
def change_service_account(
    *, account: ServiceAccount, details: AccountDetails, by: User
) -> ServiceAccount:
    """Other scopes, another limit, somebody else to ask. Where it may do more than it could, its
    tokens are revoked, and somebody else issues the next. Its role stays as two people agreed."""
    _require("api.change_service_account", by)
    held = ServiceAccount.objects.select_for_update(of=("self",)).get(pk=account.pk)
    had = set(held.scopes)
    for name, value in details.checked().items():
        setattr(held, name, value)
    may_do_more = not set(held.scopes) <= had
    if may_do_more:
        held.scoped_by = by
    held.save()
    _audit(Action.CHANGED, "api.change_service_account", held, by)
    if may_do_more:
        revoke_all(held, reason="It may do more from now on.", by=by)
    return held


def service_accounts(*, by: User) -> list[ServiceAccount]:
    """Every one, by name, with its tokens. Raises `NotAllowed`."""
    _require("api.service_accounts", by)
    rows = ServiceAccount.objects.select_related("user", "made_by", "scoped_by")
    shown = list(rows.prefetch_related("tokens__issued_by"))
    record(Action.LISTED, "api.service_accounts", by=by, subjects=[row.user for row in shown])
    return shown


def open_service_account(pk: int, *, by: User) -> ServiceAccount:
    """Raises `NotAllowed`, `DoesNotExist`."""
    _require("api.open_service_account", by)
    rows = ServiceAccount.objects.select_related("user", "made_by", "scoped_by")
    found: ServiceAccount = rows.prefetch_related("tokens__issued_by").get(pk=pk)
    record(Action.OPENED, "api.open_service_account", by=by, subjects=[found.user])
    return found


def _require(verb: str, by: User) -> None:
    require(may_manage_service_accounts(by), verb, by=by)


def _audit(action: Action, verb: str, account: ServiceAccount, by: User) -> None:
    detail = {"scopes": account.scopes, "per_minute": account.per_minute}
    record(action, verb, by=by, subjects=[account.user], detail=detail)
