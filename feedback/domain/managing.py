"""Name those who read feedback, and set what this service has agreed about it."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from accounts.errors import DomainError
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from feedback import rules
from feedback.models import LocalPractice, Reader
from people.domain.permission import require
from people.models import Posting
from people.rules import is_staff
from timescales.domain import today_in_london


@transaction.atomic
def name_reader(*, user: User, by: User) -> Reader:
    """From today. Named twice is named once."""
    require(rules.may_manage(by), "feedback.name_reader", by=by)
    if not is_staff(user):
        raise DomainError("Choose somebody who is posted in the service.", field="user")
    standing = Reader.objects.current().filter(user=user).first()
    if standing is not None:
        found: Reader = standing
        return found
    reader = Reader.objects.create(user=user, from_on=today_in_london())
    record(Action.CREATED, "feedback.name_reader", by=by, subjects=[reader])
    return reader


@transaction.atomic
def end_reader(*, reader: Reader, by: User) -> None:
    """From now on. Heads of service read while nobody is named."""
    require(rules.may_manage(by), "feedback.end_reader", by=by)
    reader.to_on = today_in_london() - timedelta(days=1)
    reader.save(update_fields=["to_on"])
    record(Action.CHANGED, "feedback.end_reader", by=by, subjects=[reader])


@transaction.atomic
def save_local_practice(*, practice: LocalPractice, by: User) -> LocalPractice:
    """For codes made from now on. Raises `NotAllowed` for anybody but a head of service."""
    require(rules.may_manage(by), "feedback.save_local_practice", by=by)
    practice.pk = 1
    practice.save()
    record(Action.CHANGED, "feedback.save_local_practice", by=by, subjects=[practice])
    return practice


def staff_to_name() -> list[User]:
    """Everybody posted today, by name."""
    posted = Posting.objects.of_people().order_by().values("user")
    return list(User.objects.filter(pk__in=posted, is_active=True).order_by("name", "email"))
