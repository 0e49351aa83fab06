"""Who works here: people, the roles they are posted to, and their sign-in. Never a case.

Nobody gives themselves a role, or takes their own second step away: somebody else must.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.domain import looking_after
from accounts.domain.dormant import switch_on
from accounts.errors import WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from people.domain.permission import require
from people.enums import REACH, AgencyKind, Reach, Role
from people.errors import BadDetail
from people.models import Agency, Area, Person, Posting, Professional, Team
from people.names import fold
from people.notices import tell_of_account, tell_of_wide_posting
from people.rules import may_manage_staff

OWN_AGENCY = "Children's social care"


@dataclass(frozen=True, kw_only=True)
class PostingDetails:
    """`to_on` is the last day; None while there is none."""

    role: Role
    from_on: dt.date
    to_on: dt.date | None = None
    team: Team | None = None
    area: Area | None = None

    def checked(self) -> PostingDetails:
        if self.to_on is not None and self.to_on < self.from_on:
            raise BadDetail("The last day must be on or after the first.", field="to_on")
        nowhere = self.team is None and self.area is None
        if REACH[self.role] == Reach.TEAM and nowhere:
            raise BadDetail(
                f"Choose the team. A {self.role.label.lower()} has one, or the area alone when "
                "they manage every team in it.",
                field="team",
            )
        return self


@transaction.atomic
def add_member_of_staff(
    *, name: str, email: str, job_title: str, posting: PostingDetails, by: User
) -> User:
    """A sign-in, a professional that cases can name, and a first posting. They get an email.

    Raises `NotAllowed`, `DomainError` for an address that is here already, `BadDetail`.
    """
    _require("people.add_member_of_staff", by)
    if not name.strip():
        raise BadDetail("Enter their name.", field="name")
    user = looking_after.add_user(name=name, email=email, by=by)
    _professional(user, job_title, posting.team)
    post(user=user, details=posting, by=by)
    tell_of_account(user, "made", by=by)
    return user


def _professional(user: User, job_title: str, team: Team | None) -> Professional:
    """The one who is known by this work email, else a new one. Somebody's own email makes nobody
    a member of staff: it may be that of a parent."""
    known = Professional.objects.filter(work_email__iexact=user.email, user=None).first()
    if known is not None:
        known.user = user
        known.save(update_fields=["user"])
        return known
    given, _, family = user.name.rpartition(" ")
    person = Person.objects.create(given_names=given, family_name=family)
    agency, _ = Agency.objects.get_or_create(
        name=OWN_AGENCY, defaults={"kind": AgencyKind.SOCIAL_CARE}
    )
    return Professional.objects.create(
        person=person,
        agency=agency,
        job_title=job_title.strip(),
        team=team,
        user=user,
        work_email=user.email,
    )


@transaction.atomic
def post(*, user: User, details: PostingDetails, by: User) -> Posting:
    """Post somebody to a role. Raises `NotAllowed` for oneself, `WrongState` for a second one of
    the same role and place at the same time, or for a system administrator."""
    _require("people.post", by, user)
    _check_may_hold(user, details.checked())
    if user.is_service and user.postings.exists():
        raise _agreed_by_two()
    posting = Posting.objects.create(user=user, **_fields(details))
    _audit(Action.CREATED, "people.post", posting, by, {"is": _said(posting)})
    if sees := _sees(posting):
        tell_of_wide_posting(posting, sees=sees, by=by)
    return posting


@transaction.atomic
def change_posting(*, posting: Posting, details: PostingDetails, by: User) -> Posting:
    """Correct a posting, or end it by its last day. What it was stays in the audit. That of another
    system can only be ended: what it may see was agreed by two people."""
    row = Posting.objects.select_for_update(of=("self",)).select_related("user", "team", "area")
    held = row.get(pk=posting.pk)
    _require("people.change_posting", by, held.user)
    _check_may_hold(held.user, details.checked(), but=held)
    if held.user.is_service and not _only_ends(held, details):
        raise _agreed_by_two()
    before, saw, until = _said(held), _sees(held), _last_day(held)
    for name, value in _fields(details).items():
        setattr(held, name, value)
    held.save()
    _audit(Action.CHANGED, "people.change_posting", held, by, {"was": before, "is": _said(held)})
    sees = _sees(held)
    if sees and (sees != saw or _last_day(held) > until):
        tell_of_wide_posting(held, sees=sees, by=by)
    return held


def _agreed_by_two() -> WrongState:
    return WrongState(
        "What another system may see was agreed by two people. You can end its role here; for "
        "another role, let it in anew.",
        rule="agreed_by_two",
    )


def _only_ends(held: Posting, details: PostingDetails) -> bool:
    asked = _fields(details)
    same = all(asked[name] == getattr(held, name) for name in asked if name != "to_on")
    return same and details.to_on is not None and details.to_on <= (held.to_on or dt.date.max)


def _sees(posting: Posting) -> str:
    """What is seen beyond one team or caseload, in the words of an email; empty for nothing."""
    if REACH[posting.role] == Reach.SERVICE:
        return "the whole service"
    if REACH[posting.role] == Reach.TEAM and posting.team is None:
        return f"the whole area {posting.area}"
    if posting.role == Role.EMERGENCY_DUTY:
        return "whether any child is on a plan"
    return ""


def _last_day(posting: Posting) -> dt.date:
    return posting.to_on or dt.date.max


def _check_may_hold(user: User, details: PostingDetails, *, but: Posting | None = None) -> None:
    if user.is_system_administrator:
        raise WrongState(
            "A system administrator sees no case, and so holds no role.", rule="holds_no_role"
        )
    same = Posting.objects.filter(
        user=user, role=details.role, team=details.team, area=_area(details)
    ).filter(Q(to_on=None) | Q(to_on__gte=details.from_on))
    if details.to_on is not None:
        same = same.filter(from_on__lte=details.to_on)
    if but is not None:
        same = same.exclude(pk=but.pk)
    if same.exists():
        raise WrongState(f"{user} is posted there already at that time.", rule="already_done")


def _area(details: PostingDetails) -> Area | None:
    return details.area or (details.team.area if details.team else None)


def _fields(details: PostingDetails) -> dict[str, object]:
    fields = {name: getattr(details, name) for name in PostingDetails.__dataclass_fields__}
    return {**fields, "area": _area(details)}


def _said(posting: Posting) -> dict[str, str]:
    names = ("role", "team", "area", "from_on", "to_on")
    return {name: str(getattr(posting, name) or "") for name in names}


def disable(*, user: User, reason: str, by: User) -> None:
    """They cannot sign in any more; their postings stay as they are."""
    _require("people.disable_account", by, user)
    looking_after.disable(user=user, reason=reason, by=by)


@transaction.atomic
def enable(*, user: User, reason: str, by: User) -> None:
    """They may sign in again, after a dormant time or a leave."""
    _require("people.enable_account", by, user)
    switch_on(user=user, as_at=timezone.now(), reason=reason, by=by)
    tell_of_account(user, "enabled", by=by)


@transaction.atomic
def reset_second_step(*, user: User, reason: str, by: User) -> None:
    """For a lost telephone. The person is told, in case somebody else asked for it."""
    _require("people.reset_second_step", by, user)
    looking_after.reset_second_step(user=user, reason=reason, by=by)
    tell_of_account(user, "second_step_reset", by=by)


def sign_out_everywhere(*, user: User, reason: str, by: User) -> None:
    _require("people.sign_out_everywhere", by, user)
    looking_after.sign_out_everywhere(user=user, reason=reason, by=by)


def namesakes(name: str) -> list[User]:
    """Who signs in under the same name already, however it is written."""
    asked = fold(name)
    return [user for user in User.objects.all() if asked and fold(user.name) == asked]


def open_staff(pk: int, *, by: User) -> User:
    """Raises `NotAllowed`, `DoesNotExist`."""
    _require("people.open_staff", by)
    user: User = User.objects.get(pk=pk)
    record(Action.OPENED, "people.open_staff", by=by, subjects=[user])
    return user


def open_posting(pk: int, *, by: User) -> Posting:
    """Raises `NotAllowed`, `DoesNotExist`."""
    _require("people.open_staff", by)
    posting: Posting = Posting.objects.select_related("user", "team", "area").get(pk=pk)
    record(Action.OPENED, "people.open_staff", by=by, subjects=[posting.user])
    return posting


def everybody(*, by: User) -> QuerySet[User]:
    """All who have or had a sign-in."""
    _require("people.staff", by)
    return User.objects.prefetch_related("postings__team", "postings__area")


def _require(verb: str, by: User, user: User | None = None) -> None:
    require(may_manage_staff(by), verb, by=by, subjects=[user] if user else [])
    if user is not None:
        looking_after.check_not_oneself(user, verb=verb, by=by)


def _audit(
    action: Action, verb: str, posting: Posting, by: User, detail: dict[str, object]
) -> None:
    record(action, verb, by=by, subjects=[posting.user], detail=detail)
