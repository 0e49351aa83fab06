"""Who is told what happens to access. No name of a child or family leaves in a message."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings

from accounts.models import User
from notifications.domain import queue
from notifications.enums import Channel
from notifications.links import absolute
from people.enums import Role
from people.models import (
    BreakGlass,
    Child,
    ConflictOfInterest,
    Family,
    Person,
    Posting,
    Professional,
)


def tell_of_broken_glass(glass: BreakGlass, *, managers: list[User]) -> None:
    """The family's manager and the data officers, without case content."""
    for reader in _each_once(managers + _data_officers()):
        _email(
            reader,
            key=f"broken-glass:{glass.pk}:{reader.pk}",
            kind="people.broken_glass",
            subject="A record was opened in an emergency",
            body=(
                f"{glass.user} opened a record they may not usually open, at "
                f"{glass.from_at.astimezone():%-I:%M%p on %-d %B %Y}. It closes again an hour "
                "later at most.\n\n"
                "Please look at the reason they gave, and say if it was not right:\n"
                f"{absolute(f'/families/{glass.family_id}/access/')}\n"
            ),
            about=f"family:{glass.family_id}",
        )


def tell_to_write_again(
    person: Person, version: int, *, family: Family, keeper: User, by: User
) -> None:
    """Whoever keeps how to reach somebody hears that a colleague had nothing more sent to them, and
    says how to reach them safely. The page says who that was, and of whom. `version` is that
    of the person: asked twice, it is one message."""
    _email(
        keeper,
        key=f"stop-writing:{person.pk}:{version}:{by.pk}:{keeper.pk}",
        kind="people.stop_writing",
        subject="Somebody you work with may not be safe to write to",
        body=(
            "A colleague who does not see what you keep has said that nothing may be sent to "
            "somebody you work with. Nothing is sent to them until it is set right.\n\n"
            "Please read today who said so, ask them what they know, and say how to reach this "
            f"person safely:\n{absolute(f'/people/{person.pk}/stop-writing/')}\n"
        ),
        about=f"family:{family.pk}",
    )


def tell_of_conflict(conflict: ConflictOfInterest, *, managers: list[User]) -> None:
    """The family's manager, who may need to hand the case to somebody else."""
    for reader in _each_once(managers):
        if reader.pk == conflict.declared_by_id:
            continue
        _email(
            reader,
            key=f"conflict:{conflict.pk}:{reader.pk}",
            kind="people.conflict",
            subject="A conflict of interest was declared",
            body=(
                f"{conflict.user} can no longer open a family in your team, because of a "
                "conflict of interest. If they hold a role on the case, hand it to somebody "
                f"else:\n{absolute(f'/families/{conflict.family_id}/access/')}\n"
            ),
            about=f"family:{conflict.family_id}",
        )


def tell_of_hidden_duplicate(child: Child, *, by: User) -> None:
    """The data officers: a child was added who looks like one on a record the adder cannot open."""
    for reader in _data_officers():
        _email(
            reader,
            key=f"hidden-duplicate:{child.pk}:{reader.pk}",
            kind="people.hidden_duplicate",
            subject="A possible duplicate needs your eye",
            body=(
                f"{by} has added a child who looks like one on another record. Please compare "
                f"the two:\n{absolute(f'/children/{child.pk}/')}\n"
            ),
            about=f"child:{child.pk}",
        )


def tell_chair_of_look_up(child: Child, *, chair: User, asked_by: User, event_id: int) -> None:
    """The chair hears that somebody asked whether a child of theirs is on a plan."""
    _email(
        chair,
        key=f"look-up:{event_id}:{child.pk}:{chair.pk}",
        kind="people.look_up",
        subject="Somebody asked about a child you chair for",
        body=(
            f"{asked_by} asked whether a child is on a plan. Why they asked is on the child’s "
            f"page:\n{absolute(f'/children/{child.pk}/')}\n"
        ),
        about=f"child:{child.pk}",
    )


def tell_of_wide_posting(posting: Posting, *, sees: str, by: User) -> None:
    """Heads of service and data officers hear who sees more than a team or caseload from now on:
    one person alone could let a stranger in."""
    for reader in _posted_as(Role.HEAD_OF_SERVICE, Role.DATA_OFFICER):
        if reader.pk in (posting.user_id, by.pk):
            continue
        _email(
            reader,
            key=f"wide-posting:{posting.pk}:{uuid4()}",
            kind="people.wide_posting",
            subject=f"Somebody was given a role that sees {sees}",
            body=(
                f"{by} has given {posting.user} a role: {posting.get_role_display()}. It sees "
                f"{sees}. If you did not expect this, ask {by} and switch the account off:\n"
                f"{absolute(f'/staff/{posting.user_id}/')}\n"
            ),
        )


def tell_of_another_work_email(professional: Professional, *, old: str, by: User) -> None:
    """The partner hears it where they were reached until now: whoever changed it may be wrong, or
    want what is meant for them. Nothing says what it is about, or where it goes instead."""
    queue(
        key=f"work-email:{professional.pk}:{uuid4()}",
        channel=Channel.EMAIL,
        kind="people.another_work_email",
        to_name=str(professional.person),
        to_address=old,
        subject="Chairside: Your address was changed",
        body=(
            f"{by} has changed the email address at which children’s services reach you at work. "
            "You will get no more messages here.\n\n"
            f"If this is wrong, telephone {settings.OFFICE_TELEPHONE}.\n"
        ),
    )


ACCOUNT_WORDS = {
    "made": (
        "You can use Chairside",
        "{by} has added you. Choose a password here, then sign in:\n{reset}\n",
    ),
    "enabled": (
        "You can sign in again",
        "{by} has switched your account on again. If you forgot your password:\n{reset}\n",
    ),
    "second_step_reset": (
        "Your second step was taken away",
        "{by} has removed the second step of your sign-in. Set up a new one when you next sign "
        "in. If you did not ask for this, tell your manager at once.\n",
    ),
}


def tell_of_account(user: User, what: str, *, by: User) -> None:
    """The person hears what somebody else did to their account."""
    subject, body = ACCOUNT_WORDS[what]
    _email(
        user,
        key=f"account:{user.pk}:{what}:{uuid4()}",
        kind=f"people.account_{what}",
        subject=subject,
        body=body.format(by=by, reset=absolute("/accounts/password/reset/")),
    )


def _email(reader: User, *, key: str, kind: str, subject: str, body: str, about: str = "") -> None:
    queue(
        key=key,
        channel=Channel.EMAIL,
        kind=kind,
        to_name=str(reader),
        to_address=reader.email,
        subject=f"Chairside: {subject}",
        body=body,
        about=about,
    )


def _data_officers() -> list[User]:
    return _posted_as(Role.DATA_OFFICER)


def _posted_as(*roles: Role) -> list[User]:
    posted = Posting.objects.of_people().filter(role__in=roles, user__is_active=True)
    return list(User.objects.filter(pk__in=posted.order_by().values("user")).order_by("pk"))


def _each_once(readers: list[User]) -> list[User]:
    return list({reader.pk: reader for reader in readers}.values())
