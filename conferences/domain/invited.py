"""After an invitation: it is printed, somebody is told by telephone, the person answers."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.errors import DomainError, TooOften, WrongState
from accounts.models import User
from audit import context
from audit.domain import record, refuse, refuse_guess
from audit.enums import Action
from conferences import rules
from conferences.domain.inviting import latest_that_stands
from conferences.domain.safe_contact import way_to_tell
from conferences.domain.steps import require
from conferences.domain.taking_part import not_to_be_told
from conferences.enums import ConferenceState, Joining
from conferences.limits import OPENINGS_FROM_PLACE, OPENINGS_OF_LINK
from conferences.models import Invitation, Participant
from disclosure.enums import Language
from disclosure.wording import say
from timescales.domain import today_in_london

OVER = "The day of this meeting has passed."
TOO_OFTEN = say("feedback.busy_page", Language.ENGLISH)
NOT_TO_RECORD = "Only business support, duty officers and the chair send or record letters."


class Over(DomainError):
    """The link shows nothing any more, and nothing can be answered by it."""


def open_by_link(token: UUID) -> Invitation | None:
    """The newest thing the holder of this link was told, whichever link of theirs it is.

    None, too, when it was sent to an address that is no longer the one to use (somebody else may
    read what comes there), or when this person must be told nothing any more. Raises `Over` from
    the day after the meeting: a link that is found later in a mailbox opens nothing; `TooOften`
    for a link, or an address, that was used too often to read or refuse it once more.
    """
    if not OPENINGS_FROM_PLACE.allows(context.current().address):
        raise TooOften(TOO_OFTEN)
    rows = Invitation.objects.select_related("participant__conference", "participant__person")
    mine = rows.filter(token=token).first()
    if mine is None:
        refuse_guess("conferences.open_own_invitation", reason="there is no such link")
        return None
    if not OPENINGS_OF_LINK.allows(str(token)):
        raise TooOften(TOO_OFTEN)
    return _open(mine)


@transaction.atomic
def _open(mine: Invitation) -> Invitation | None:
    newest = latest_that_stands(mine.participant) or mine
    if _has_moved(mine, newest) or not_to_be_told(
        mine.participant.conference, mine.participant.person
    ):
        refuse("conferences.open_own_invitation", by=None, subjects=[mine], reason="not theirs now")
        return None
    if timezone.localdate(newest.starts_at) < today_in_london():
        refuse("conferences.open_own_invitation", by=None, subjects=[mine], reason="it is over")
        raise Over(OVER, rule="over")
    record(
        Action.OPENED,
        "conferences.open_own_invitation",
        by=None,
        subjects=[mine],
        children=mine.children_concerned(),
    )
    return newest


def _has_moved(mine: Invitation, newest: Invitation) -> bool:
    """Whether this person was told another way since, or would be now: their mailbox became unsafe
    and nobody has told them anew yet."""
    now = way_to_tell(mine.participant)
    ways = [(newest.way, newest.address), (now.way, now.address)]
    return bool(now.hindrance) or any(way != (mine.way, mine.address) for way in ways)


@transaction.atomic
def answer_invitation(*, invitation: Invitation, joining: Joining) -> Participant:
    """What the invited person answered by their own link. Only how they join can change."""
    participant: Participant = Participant.objects.select_for_update().get(
        pk=invitation.participant_id
    )
    if participant.is_excluded:
        raise WrongState("You are no longer asked to this meeting.", rule="over")
    if participant.conference.state != ConferenceState.BOOKED:
        raise WrongState("This meeting has no date at present.", rule="no_slot")
    participant.joining = joining
    participant.save()
    record(
        Action.CHANGED,
        "conferences.answer_invitation",
        by=None,
        subjects=[participant],
        children=participant.children_concerned(),
        detail={"joining": joining},
    )
    return participant


@transaction.atomic
def record_told(*, invitation: Invitation, told_on: date, told_by: str, by: User) -> Invitation:
    """Somebody telephoned, or handed the letter over."""
    require(
        rules.may_invite(by, invitation.participant.conference),
        "conferences.record_told",
        by=by,
        about=invitation.participant.conference,
        message=NOT_TO_RECORD,
    )
    if told_on > today_in_london():
        raise DomainError(
            "The date must be today or in the past.", field="told_on", rule="in_the_future"
        )
    if not told_by.strip():
        raise DomainError("Say who told them.", field="told_by", rule="needed")
    invitation.told_on, invitation.told_by = told_on, told_by
    invitation.save(update_fields=["told_on", "told_by"])
    record(
        Action.CHANGED,
        "conferences.record_told",
        by=by,
        subjects=[invitation],
        children=invitation.children_concerned(),
    )
    return invitation
