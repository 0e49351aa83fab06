"""The printer failed: somebody at the hub chooses another way, and the log says which."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

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
from people.domain.queries import posted
from people.enums import CaseRoleKind
from people.models import CaseRole
from people.models.posting import CaseRoleQuerySet
from people.rules import has_role
from people.start_page import Owed
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
    copy.instead = instead
    copy.instead_on = _next_post() if instead == Instead.POST else today_in_london()
    _go(pack, copy, by, link, address_confirmed)
    copy.save(update_fields=["instead", "instead_on"])
    on, number = str(copy.instead_on), copy.copy_number
    audited(Action.DECIDED, verb, pack, by=by, copy=number, instead=instead.value, on=on)
    return copy


def is_open(copy: PrintedCopy) -> bool:
    return PrintedCopy.objects.failed_and_open().filter(pk=copy.pk).exists()


def _next_post() -> dt.date:
    """The next day on which somebody is there to post it: no bank holiday, no closure of ours."""
    calendar = current_clock().calendar.following_closures()
    return add_working_days(today_in_london(), 1, calendar)


def _go(pack: Pack, copy: PrintedCopy, by: User, link: str, confirmed: bool) -> None:
    if copy.instead == Instead.SECURE_LINK:
        issue_guest_pass(pack, link=link, by=by)
    elif copy.instead == Instead.POST:
        way, on = HandoverWay.POST, copy.instead_on
        hand_over(pack, way=way, by=by, address_confirmed=confirmed, note=FAILED, post_on=on)
    else:
        hand_over(pack, way=HandoverWay.SHOWN_ON_SCREEN, by=by, note=FAILED)


def failed_prints_for(user: User) -> PrintedCopyQuerySet:
    """What failed and is still open: for whoever printed it, for whoever chairs, and for those
    who print at that hub (those who sit at no hub look after every hub)."""
    chaired = _chairs().filter(professional__user=user).order_by().values("family")
    mine = Q(job__asked_by=user) | Q(pack__record__family__in=chaired)
    if has_role(user, *HUB):
        own = places_of(user)
        mine |= Q(job__place__in=[*own, ""]) if own else Q()
        mine = mine if own else Q(pk__isnull=False)
    found: PrintedCopyQuerySet = PrintedCopy.objects.visible_to(user).failed_and_open().filter(mine)
    return found.order_by("job__at", "pk")


def owed() -> Iterator[Owed]:
    """The same of everybody, for the morning email: a few questions however many failed."""
    failed = list(PrintedCopy.objects.failed_and_open().select_related("job", "pack__record"))
    if not failed:
        return
    hub = {user.pk: places_of(user) for role in HUB for user in posted(role)}
    families = {copy.pack.record.family_id for copy in failed}
    chairs = dict(_chairs().filter(family__in=families).values_list("family", "professional__user"))
    for copy in failed:
        family, place = copy.pack.record.family_id, copy.job.place
        near = {pk for pk, own in hub.items() if not own or place in {*own, ""}}
        for reader in {*near, chairs.get(family)} | ({copy.job.asked_by_id} & hub.keys()):
            if reader is not None:
                yield Owed(reader, fact_of(copy), family)


def fact_of(copy: PrintedCopy) -> str:
    return f"print:{copy.pack_id}"


def _chairs() -> CaseRoleQuerySet:
    rows: CaseRoleQuerySet = CaseRole.objects.current().filter(kind=CaseRoleKind.CHAIR)
    return rows
