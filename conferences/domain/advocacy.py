"""An advocate for a child aged 10 or more. The parent's agreement is recorded before a referral.

Offered, agreed to or refused, referred, attended: each step with its day, and nothing skipped. What
was said of one offer is put right where it stands; a later offer is one of its own.
Source: Buckinghamshire 2023, after an Ombudsman's decision; late agreement loses children.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from accounts.errors import DomainError, WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from conferences.enums import Participation
from conferences.models import Advocacy, ConferenceChild
from people.domain.permission import require
from people.models import Child
from people.rules import may_edit_family
from timescales.domain import today_in_london

# An advocate spoke at the meeting, or brought what the child had told them.
BY_AN_ADVOCATE = frozenset({Participation.PN2, Participation.PN5})
ONE_OFFER = timedelta(weeks=4)


@transaction.atomic
def record_agreement(
    *, child: Child, agreed_by: str, agreed_on: date, offered_on: date | None = None, by: User
) -> Advocacy:
    """A parent agreed that the child's details are passed to an advocate. Without `offered_on` it
    was offered when they agreed, or when it stands that it was."""
    _require_worker(child, "conferences.advocacy_agreed", by)
    _not_in_future(agreed_on, "agreed_on")
    if not agreed_by.strip():
        raise DomainError("Say which parent agreed.", field="agreed_by", rule="needed")
    if offered_on is not None and offered_on > agreed_on:
        raise DomainError(
            "The offer cannot be after the agreement.",
            field="offered_on",
            rule="offer_after_agreement",
        )
    row = _open_row(child, offered_on or agreed_on)
    row.offered_on = offered_on or _offered_before(row, agreed_on)
    row.parent_agreed_by, row.parent_agreed_on = agreed_by, agreed_on
    row.refused_reason = row.refused_by = ""
    return _save(row, "conferences.advocacy_agreed", by)


@transaction.atomic
def record_refusal(
    *, child: Child, reason: str, offered_on: date | None = None, refused_by: str = "", by: User
) -> Advocacy:
    """A parent, or the child, did not want an advocate, or could not be asked yet. Without
    `offered_on` it was offered today, or when it stands that it was."""
    _require_worker(child, "conferences.advocacy_refused", by)
    day = offered_on or today_in_london()
    _not_in_future(day, "offered_on")
    if not reason.strip():
        raise DomainError("Say why there is no agreement.", field="refused_reason", rule="needed")
    row = _open_row(child, day)
    row.offered_on = offered_on or row.offered_on
    row.parent_agreed_on, row.parent_agreed_by = None, ""
    row.refused_reason, row.refused_by = reason, refused_by.strip()
    return _save(row, "conferences.advocacy_refused", by)


@transaction.atomic
def refer_to_advocate(*, advocacy: Advocacy, referred_on: date, by: User) -> Advocacy:
    """Pass the child's details on. Raises `WrongState` before a parent's agreement is recorded."""
    row = _locked(advocacy)
    _require_worker(row.child, "conferences.advocacy_referred", by)
    _not_in_future(referred_on, "referred_on")
    if row.parent_agreed_on is None:
        raise WrongState(
            "Record a parent’s agreement before you refer the child to an advocate.", rule="not_yet"
        )
    if referred_on < row.parent_agreed_on:
        raise DomainError(
            "The referral cannot be before the agreement.",
            field="referred_on",
            rule="referral_before_agreement",
        )
    row.referred_on = referred_on
    return _save(row, "conferences.advocacy_referred", by)


@transaction.atomic
def record_attended(*, advocacy: Advocacy, attended_on: date, by: User) -> Advocacy:
    """The advocate was at the conference, or told it what the child had said.

    Raises `WrongState` before the child was referred.
    """
    row = _locked(advocacy)
    _require_worker(row.child, "conferences.advocacy_attended", by)
    _not_in_future(attended_on, "attended_on")
    if row.referred_on is None:
        raise WrongState(
            "Record the referral before you say that the advocate attended.", rule="not_yet"
        )
    if attended_on < row.referred_on:
        raise DomainError(
            "The advocate cannot attend before the referral.",
            field="attended_on",
            rule="attended_before_referral",
        )
    row.attended_on = attended_on
    return _save(row, "conferences.advocacy_attended", by)


def note_taking_part(each: ConferenceChild, *, on: date, by: User) -> None:
    """Part of closing: nobody is asked twice whether the advocate came when the chair has said
    that an advocate spoke for the child, or brought the child's views."""
    if each.participation not in BY_AN_ADVOCATE:
        return
    referred = Advocacy.objects.filter(child=each.child, referred_on__lte=on, attended_on=None)
    row = referred.order_by("-referred_on").first()
    if row is not None:
        row.attended_on = on
        _save(row, "conferences.advocacy_attended", by)


def latest_for(child: Child) -> Advocacy | None:
    """The latest offer to this child, if there was one."""
    found: Advocacy | None = Advocacy.objects.filter(child=child).first()
    return found


def offers_to(child: Child) -> list[Advocacy]:
    """Every offer to this child, latest first, for whoever has opened the child."""
    return list(Advocacy.objects.filter(child=child).order_by("-offered_on", "-pk"))


def _open_row(child: Child, offered_on: date) -> Advocacy:
    """The offer that this is said of, where it has not led to a referral yet; or a new one."""
    rows = Advocacy.objects.filter(child=child, referred_on__isnull=True)
    standing = next((row for row in rows if _is_one_offer(row, offered_on)), None)
    return standing or Advocacy(family_id=child.family_id, child=child, offered_on=offered_on)


def _offered_before(row: Advocacy, agreed_on: date) -> date:
    """As it stands; where it was the day of an agreement that is put right, that day."""
    return agreed_on if row.offered_on == row.parent_agreed_on else min(row.offered_on, agreed_on)


def _is_one_offer(row: Advocacy, offered_on: date) -> bool:
    """Within some weeks, and no conference about the child was held in between."""
    first, last = sorted((row.offered_on, offered_on))
    about = ConferenceChild.objects.filter(child=row.child_id)
    held = about.filter(conference__held_on__gte=first, conference__held_on__lt=last)
    return last - first <= ONE_OFFER and not held.exists()


def _save(row: Advocacy, verb: str, by: User) -> Advocacy:
    row.save()
    record(Action.CHANGED, verb, by=by, subjects=[row], children=[row.child_id])
    return row


def _locked(advocacy: Advocacy) -> Advocacy:
    rows = Advocacy.objects.select_related("child__family").select_for_update(of=("self",))
    row: Advocacy = rows.get(pk=advocacy.pk)
    return row


def _require_worker(child: Child, verb: str, by: User) -> None:
    require(may_edit_family(by, child.family), verb, by=by, children=[child.pk])


def _not_in_future(day: date, field: str) -> None:
    if day > today_in_london():
        raise DomainError(
            "The date must be today or in the past.", field=field, rule="in_the_future"
        )
