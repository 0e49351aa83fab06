"""The printer failed: somebody at the hub chooses another way, and the log says which."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from accounts.errors import WrongState
from accounts.models import User
from audit.enums import Action
from disclosure.domain.guests import issue_guest_pass
from disclosure.domain.handing_over import NOT_TO_GIVE, hand_over
from disclosure.domain.steps import allow, audited, lock
from disclosure.enums import HandoverWay, Instead
from disclosure.models import Pack, PrintedCopy
from disclosure.models.handover import PrintedCopyQuerySet
from disclosure.places import places_of
from disclosure.rules import HUB, may_give
from people.rules import has_role
from timescales.domain import current_clock, today_in_london
from timescales.working_days import add_working_days

FAILED = "The printer failed"
SETTLED = "This is settled: another way was chosen, or it was printed since."


@transaction.atomic
def choose_instead(
    copy: PrintedCopy,
    *,
    instead: Instead,
    by: User,
    link: str = "",
    address_confirmed: bool = False,
) -> PrintedCopy:
    """Shown on a screen now, a secure link now, or by post the next working day.

    `link` holds `{token}`, for a secure link. Raises `NotAllowed`, `WrongState` when it is
    settled, and whatever the way itself objects to: a pack released for the room only is not
    posted or sent before a second person has cleared it.
    """
    pack = lock(copy.pack)
    verb = "disclosure.choose_instead"
    allow(may_give(by, pack), verb=verb, pack=pack, by=by, message=NOT_TO_GIVE)
    if not is_open(copy):
        raise WrongState(SETTLED)
    _go(pack, instead, by, link, address_confirmed)
    copy.instead, copy.instead_on = instead, today_in_london()
    if instead == Instead.POST:
        copy.instead_on = add_working_days(copy.instead_on, 1, current_clock().calendar)
    copy.save(update_fields=["instead", "instead_on"])
    on, number = str(copy.instead_on), copy.copy_number
    audited(Action.DECIDED, verb, pack, by=by, copy=number, instead=instead.value, on=on)
    return copy


def is_open(copy: PrintedCopy) -> bool:
    return PrintedCopy.objects.failed_and_open().filter(pk=copy.pk).exists()


def _go(pack: Pack, instead: Instead, by: User, link: str, confirmed: bool) -> None:
    if instead == Instead.SECURE_LINK:
        issue_guest_pass(pack, link=link, by=by)
        return
    is_post = instead == Instead.POST
    way = HandoverWay.POST if is_post else HandoverWay.SHOWN_ON_SCREEN
    hand_over(pack, way=way, by=by, address_confirmed=confirmed, note=FAILED)


def failed_prints_for(user: User) -> PrintedCopyQuerySet:
    """What failed and is still open: for whoever printed it, and for those who print at that
    hub (those who sit at no hub look after every hub)."""
    mine = Q(job__asked_by=user)
    if has_role(user, *HUB):
        own = places_of(user)
        mine |= Q(job__place__in=[*own, ""]) if own else Q()
        mine = mine if own else Q(pk__isnull=False)
    found: PrintedCopyQuerySet = PrintedCopy.objects.visible_to(user).failed_and_open().filter(mine)
    return found.order_by("job__at", "pk")
