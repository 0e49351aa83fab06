"""Where people sit: which hub a posting is at."""

from __future__ import annotations

from django.db import transaction

from accounts.domain.looking_after import check_not_oneself
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from bookings.models import Hub, HubPosting
from people.domain.permission import require
from people.models import Posting
from people.models.posting import postings_today
from people.rules import may_manage_staff


@transaction.atomic
def sit_at(*, posting: Posting, hub: Hub | None, by: User) -> None:
    """From now on this posting is at this hub; None: at no hub. Raises `NotAllowed`."""
    require(may_manage_staff(by), "bookings.sit_at", by=by, subjects=[posting.user])
    check_not_oneself(posting.user, verb="bookings.sit_at", by=by)
    if hub_of_posting(posting) == hub:
        return
    HubPosting.objects.filter(posting=posting).delete()
    if hub is not None:
        HubPosting.objects.create(posting=posting, hub=hub)
    record(
        Action.CHANGED,
        "bookings.sit_at",
        by=by,
        subjects=[posting.user],
        detail={"hub": str(hub or "")},
    )


def hub_of_posting(posting: Posting) -> Hub | None:
    found = HubPosting.objects.select_related("hub").filter(posting=posting).first()
    return found.hub if found else None


def hub_of(user: User) -> Hub | None:
    """The hub of the newest posting that has one."""
    ids = [posting.pk for posting in postings_today(user)]
    rows = HubPosting.objects.filter(posting__in=ids, hub__in_use=True).select_related("hub")
    found = rows.order_by("posting__from_on").last()
    return found.hub if found else None


def hubs_of(user: User) -> list[int]:
    """The ids of every hub where this person sits today: one for each posting that has one."""
    ids = [posting.pk for posting in postings_today(user)]
    rows = HubPosting.objects.filter(posting__in=ids, hub__in_use=True)
    return list(rows.order_by("hub").values_list("hub_id", flat=True))


def hubs_of_postings(postings: list[Posting]) -> dict[int, Hub]:
    rows = HubPosting.objects.filter(posting__in=postings).select_related("hub")
    return {row.posting_id: row.hub for row in rows}
