"""Nothing more is sent to somebody for whom a letter may be a danger, whoever keeps where they are.

Where somebody lives and how to reach them is kept from those to whom another family of theirs is
shut (`KEPT_BY_OTHERS`). They may hear first that she has left for a refuge, and could do nothing:
letters went on to the home on record. This step only makes somebody safer, so it is refused to
nobody who may edit any family of theirs. It reads nothing back, and those who keep it are told.
"""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from audit.domain import record
from audit.enums import Action
from audit.history import noted_as_of
from audit.models import Event
from people.domain.permission import require
from people.domain.queries import (
    families_of,
    holder_of,
    managers_of,
    named_people,
    posted,
    shut_to,
)
from people.domain.versions import version_of
from people.enums import CaseRoleKind, Role, SafeContact
from people.models import Family, Person
from people.notices import tell_to_write_again
from people.rules import may_edit_family, may_stop_writing

VERB = "people.stop_writing"


@transaction.atomic
def stop_writing(*, person: Person, by: User) -> None:
    """Say that they must not be contacted, as one of a family; what waits for them is held as it
    leaves. Those who work with a family of theirs that is shut to `by` set it right. Raises
    `Refused`."""
    children = person.children_concerned()
    allowed = may_stop_writing(by, person)
    require(allowed, VERB, by=by, subjects=[person], children=children)
    row = Person.objects.select_for_update().get(pk=person.pk)
    if row.safe_contact != SafeContact.NONE:
        row.safe_contact = SafeContact.NONE
        noted_as_of(row, by)
        row.save()
    told = {keeper.pk: (keeper, family) for family in _shut(row, by) for keeper in _keepers(family)}
    record(
        Action.CHANGED,
        VERB,
        by=by,
        subjects=[row],
        children=children,
        detail={"told": sorted(told)},
    )
    for keeper, family in told.values():
        tell_to_write_again(row, version_of(row), family=family, keeper=keeper, by=by)


def asked_of(reader: User, person: Person) -> list[Event]:
    """Who asked that nothing be sent to this person, of those the reader was told of, newest first:
    they are asked what they know. Nobody else learns who works with another family."""
    asked = Event.objects.filter(
        verb=VERB,
        action=Action.CHANGED,
        child_ids__overlap=person.children_concerned(),
        subject_ids__contains=[person.pk],
        detail__told__contains=reader.pk,
    )
    return list(asked.order_by("-id")[:10])


def _shut(person: Person, user: User) -> list[Family]:
    families = families_of(person)
    shut = shut_to(users=[user.pk], families=[family.pk for family in families])
    return [family for family in families if (user.pk, family.pk) in shut]


def _keepers(family: Family) -> list[User]:
    """Who is named in a restricted family, else its social worker and manager, of those who may
    write there. A head of service, who can name somebody, where nobody is left."""
    named = [access.user for access in named_people(family)]
    asked = named if family.is_restricted else [*_worker(family), *managers_of(family)]
    return [user for user in asked if may_edit_family(user, family)] or posted(Role.HEAD_OF_SERVICE)


def _worker(family: Family) -> list[User]:
    holder = holder_of(family, CaseRoleKind.LEAD_SOCIAL_WORKER)
    return [holder.user] if holder and holder.user else []
