"""Of whom something may be asked: the team manager upward, or a partner agency."""

from __future__ import annotations

from django.db.models import Q

from accounts.errors import DomainError
from accounts.models import User
from escalations.domain.who import check_not_of_the_family, people_around
from escalations.enums import FormState, Route
from escalations.models import ResolutionForm
from people.domain.contact import NOT_AT_WORK, is_confirmed
from people.domain.queries import managers_of, posted
from people.domain.staff import OWN_AGENCY
from people.enums import AgencyKind, CaseRoleKind, ContactWay, Role
from people.models import CaseRole, Family, Professional
from people.rules import reaches_family


def managers_for(family: Family) -> list[Professional]:
    """The family's team manager first, then heads of service, then people of another service of
    ours who do not sign in here: of our own, whoever does not can be reached by nobody. Nobody who
    has left."""
    users = [*managers_of(family), *posted(Role.HEAD_OF_SERVICE)]
    ours = Professional.objects.to_choose().select_related("person", "agency")
    by_user = {row.user_id: row for row in ours.filter(user__in=users)}
    signed_in = {user.pk: by_user[user.pk] for user in users if user.pk in by_user}
    without = ours.filter(agency__kind=AgencyKind.SOCIAL_CARE, user__isnull=True)
    return [*signed_in.values(), *without.exclude(agency__name=OWN_AGENCY)]


def partners_for(family: Family) -> list[Professional]:
    """Everybody of the partner agencies that work with the family, and of the safeguarding
    partnership, who has not left."""
    agencies = {one.agency_id for one in people_around(family)}
    asked = Q(agency__in=agencies) | Q(agency__kind=AgencyKind.PARTNERSHIP)
    rows = Professional.objects.to_choose().filter(asked)
    return list(
        rows.exclude(agency__kind=AgencyKind.SOCIAL_CARE).select_related("person", "agency")
    )


def route_of(recipient: Professional) -> Route:
    own = recipient.agency.kind == AgencyKind.SOCIAL_CARE
    return Route.SERVICE if own else Route.PARTNER


def is_of_partnership(recipient: Professional) -> bool:
    return recipient.agency.kind == AgencyKind.PARTNERSHIP


def check_recipient(family: Family, recipient: Professional, *, by: User) -> None:
    """Somebody who can be reached, may read it, and does not judge their own question.

    Raises `DomainError` saying what to do.
    """
    check_not_of_the_family(family, recipient)
    if recipient.user_id == by.pk:
        raise DomainError(
            "You cannot ask yourself. Choose somebody else.",
            field="recipient",
            rule="asks_themselves",
        )
    if _chairs(family, recipient):
        raise DomainError(
            f"{recipient.person} chairs this family’s conferences. Choose somebody else.",
            field="recipient",
            rule="chairs_this_family",
        )
    if recipient.person.died_on is not None:
        raise DomainError(
            NOT_AT_WORK.format(name=recipient.person), field="recipient", rule="not_reached_at_work"
        )
    _check_way(family, recipient)


def _chairs(family: Family, recipient: Professional) -> bool:
    roles = CaseRole.objects.current().filter(family=family, professional=recipient)
    return bool(roles.filter(kind=CaseRoleKind.CHAIR).exists())


def check_reach(family: Family, recipient: Professional) -> None:
    """Raises `DomainError` where what is sent to them now would not reach them, or open nothing."""
    _check_way(family, recipient)
    if recipient.user is None and not is_confirmed(
        recipient.person, ContactWay.EMAIL, at_work=True
    ):
        raise DomainError(
            f"The work email of {recipient.person} has not been confirmed. Confirm it under "
            "“Partner professionals”, or ask a colleague to if you entered it; then send this "
            "again.",
            field="recipient",
            rule="work_email_not_confirmed",
        )


def why_unreached(form: ResolutionForm) -> str:
    """Why whoever is asked cannot open what they were sent; empty while they can."""
    if form.state != FormState.WAITING:
        return ""
    stage = form.stages.select_related("recipient__person", "recipient__user").last()
    assert stage is not None, "a form is at a stage from the moment it is raised"
    try:
        check_reach(form.family, stage.recipient)
    except DomainError as objection:
        return objection.message
    return ""


def _check_way(family: Family, recipient: Professional) -> None:
    """There is a way to them. An email still to be confirmed is one: the form is kept, its clock
    runs, and its link waits."""
    user = recipient.user
    if user is None:
        if not recipient.work_email:
            raise DomainError(
                f"No work email is known for {recipient.person}. Add it first.",
                field="recipient",
                rule="no_work_email",
            )
        return
    if not user.is_active or not reaches_family(user, family):
        raise DomainError(
            f"{recipient.person} may not open this family. Choose somebody else, or ask a "
            "manager to let them in.",
            field="recipient",
            rule="may_not_open_it",
        )
