"""The letter to somebody who is excluded: with the letters to print, once a safe way is known."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from accounts.errors import DomainError, WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from conferences import rules
from conferences.domain.exclusion_words import check_words, words_not_theirs
from conferences.domain.safe_contact import WayToTell, way_to_tell
from conferences.domain.steps import require
from conferences.models import Exclusion
from notifications.domain import address_anew, queue, withdraw_message
from notifications.enums import Channel, RecipientKind
from people.enums import SafeContact
from timescales.domain import today_in_london

NOT_TO_SEND = "Only business support, duty officers and the chair send letters."
ENDED = "This exclusion has ended, so no letter goes."
CHECK = "conferences.exclusion_letter_may_leave"


def write_letter(exclusion: Exclusion) -> str:
    """Put the letter with those to print. Gives what stands in the way; empty: it is there."""
    way = way_of(exclusion)
    if way.hindrance:
        return way.hindrance
    arguments = {"exclusion": exclusion.pk, "address": way.address}
    queue(
        key=_key(exclusion),
        channel=Channel.LETTER,
        kind="exclusion_letter",
        to_kind=RecipientKind.FAMILY,
        to_name=exclusion.person.name,
        to_address=way.address,
        attachments=[{"name": "letter.pdf", "reference": f"exclusion:{exclusion.pk}"}],
        check_name=CHECK,
        check_arguments=arguments,
        about=exclusion.conference.about,
    )
    address_anew(key=_key(exclusion), to_address=way.address, check_arguments=arguments)
    return ""


@transaction.atomic
def write_letter_again(*, exclusion: Exclusion, by: User, names_may_stand: bool = False) -> None:
    """After an address was put right. Raises `NotAllowed`, `WrongState` with what is in the way,
    `DomainError` for words that it must not say."""
    require(
        rules.may_invite(by, exclusion.conference),
        "conferences.write_exclusion_letter",
        by=by,
        about=exclusion.conference,
        message=NOT_TO_SEND,
    )
    check_words(exclusion, names_may_stand=names_may_stand)
    if exclusion.ended_at is not None:
        raise WrongState(ENDED, rule="over")
    if hindrance := write_letter(exclusion):
        raise WrongState(hindrance, rule="hindered")
    record(
        Action.CHANGED,
        "conferences.write_exclusion_letter",
        by=by,
        subjects=[exclusion],
        children=exclusion.children_concerned(),
    )


def reason_not_to_write(arguments: dict[str, Any]) -> str:
    """The check of the outbox: still a safe way, still this address, and nobody whom its words
    would locate by now."""
    rows = Exclusion.objects.select_related("conference", "person")
    exclusion = rows.filter(pk=arguments.get("exclusion") or 0).first()
    if exclusion is None:
        return "The exclusion no longer exists."
    if exclusion.ended_at is not None:
        return ENDED
    way = way_of(exclusion)
    if way.hindrance:
        return way.hindrance
    if way.address != arguments.get("address"):
        return "The address has changed. Write the letter again from the page of the exclusion."
    if words_not_theirs(exclusion).whereabouts:
        return "Its words tell where somebody else is. Read them on the page of the exclusion."
    return ""


def way_of(exclusion: Exclusion) -> WayToTell:
    """By post, or by hand from the social worker: the reasons do not go by email."""
    participant = exclusion.conference.participants.filter(person=exclusion.person).first()
    by_hand = WayToTell(SafeContact.BY_HAND)
    way = way_to_tell(participant) if participant else by_hand
    return way if way.hindrance or way.way == SafeContact.POST else by_hand


def _key(exclusion: Exclusion) -> str:
    return f"exclusion:{exclusion.pk}:letter"


def withdraw_letter(exclusion: Exclusion) -> None:
    """One that has not left, because the exclusion was ended; what is printed is held when it is
    posted."""
    withdraw_message(key=_key(exclusion), words="The exclusion was ended")


@transaction.atomic
def send_letter(*, exclusion: Exclusion, sent_on: date, by: User) -> Exclusion:
    """The letter with the reasons has gone."""
    require(
        rules.may_invite(by, exclusion.conference),
        "conferences.exclusion_letter",
        by=by,
        about=exclusion.conference,
        message=NOT_TO_SEND,
    )
    if sent_on > today_in_london():
        raise DomainError(
            "The date must be today or in the past.", field="letter_sent_on", rule="in_the_future"
        )
    exclusion.letter_sent_on = sent_on
    exclusion.save(update_fields=["letter_sent_on"])
    record(
        Action.SENT,
        "conferences.exclusion_letter",
        by=by,
        subjects=[exclusion],
        children=exclusion.children_concerned(),
    )
    return exclusion
