"""An advocate for a child aged 10 or more. The parent's agreement is recorded before a referral.

Offered, agreed to or refused, referred, attended: each step with its day, and nothing skipped.
Source: Buckinghamshire 2023, after an Ombudsman's decision; late agreement loses children.
"""

from __future__ import annotations

from datetime import date

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


@transaction.atomic
def record_agreement(
    *, child: Child, agreed_by: str, agreed_on: date, offered_on: date | None = None, by: User
) -> Advocacy:
    """A parent agreed that the child's details are passed to an advocate."""
    _require_worker(child, "conferences.advocacy_agreed", by)
    _not_in_future(agreed_on, "agreed_on")
    if not agreed_by.strip():
        raise DomainError("Say which parent agreed.", field="agreed_by")
    row = _open_row(child, offered_on or agreed_on)
    row.parent_agreed_by, row.parent_agreed_on, row.refused_reason = agreed_by, agreed_on, ""
    return _save(row, "conferences.advocacy_agreed", by)


@transaction.atomic
def record_refusal(*, child: Child, reason: str, offered_on: date, by: User) -> Advocacy:
    """A parent, or the child, did not want an advocate, or could not be asked yet."""
    _require_worker(child, "conferences.advocacy_refused", by)
    _not_in_future(offered_on, "offered_on")
    if not reason.strip():
        raise DomainError("Say why there is no agreement.", field="refused_reason")
    row = _open_row(child, offered_on)
    if row.referred_on is not None:
        raise WrongState("The child has already been referred to an advocate.")
    row.parent_agreed_on, row.parent_agreed_by, row.refused_reason = None, "", reason
    return _save(row, "conferences.advocacy_refused", by)


@transaction.atomic
def refer_to_advocate(*, advocacy: Advocacy, referred_on: date, by: User) -> Advocacy:
    """Pass the child's details on. Raises `WrongState` before a parent's agreement is recorded."""
    row = _locked(advocacy)
    _require_worker(row.child, "conferences.advocacy_referred", by)
    _not_in_future(referred_on, "referred_on")
    if row.parent_agreed_on is None:
        raise WrongState("Record a parent’s agreement before you refer the child to an advocate.")
    if referred_on < row.parent_agreed_on:
        raise DomainError("The referral cannot be before the agreement.", field="referred_on")
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
        raise WrongState("Record the referral before you say that the advocate attended.")
    if attended_on < row.referred_on:
        raise DomainError("The advocate cannot attend before the referral.", field="attended_on")
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
    """The offer that has not led to a referral yet, or a new one."""
    row = Advocacy.objects.filter(child=child, referred_on__isnull=True).first()
    if row is None:
        row = Advocacy(family_id=child.family_id, child=child)
    row.offered_on = offered_on
    return row


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
        raise DomainError("The date must be today or in the past.", field=field)
