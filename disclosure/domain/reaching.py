"""Where a pack may go: an email address, a telephone number, a postal address (A4, A6).

A professional is reached at work, whatever else is known of the person; a relative never there.
"""

from __future__ import annotations

from django.db.models import Q

from disclosure.domain.network import network_of
from disclosure.models import Pack
from notifications.channels import is_set_up
from notifications.enums import Channel
from people.domain.contact import as_compared, is_confirmed, is_mobile, reach_of, value_of
from people.enums import ContactWay, SafeContact
from people.models import Person

WAYS = {Channel.EMAIL: ContactWay.EMAIL, Channel.SMS: ContactWay.TELEPHONE}
SAFE = {Channel.EMAIL: SafeContact.EMAIL, Channel.SMS: SafeContact.PHONE}


def address_for(pack: Pack, channel: Channel) -> str:
    """Where a link or code by this way would go now."""
    return _value(pack, WAYS[channel])


def _value(pack: Pack, way: ContactWay) -> str:
    return value_of(pack.recipient.person, way, at_work=not pack.recipient.is_family)


def work_address_of(pack: Pack) -> str:
    """Where a letter to a professional goes; empty when that is not known."""
    return reach_of(pack.recipient.person, at_work=True).post


def reason_not_to_reach(pack: Pack, channel: Channel, to_address: str) -> str:
    """Why a link or code may not go there now; empty: it may."""
    person, way = pack.recipient.person, WAYS[channel]
    whose = f"{pack.recipient.called}'s {way.label.lower()}"
    if not is_set_up(channel):
        return "This service cannot send text messages."
    if not _value(pack, way):
        return f"No {way.label.lower()} is known for {pack.recipient.called}."
    if not is_confirmed(person, way, at_work=not pack.recipient.is_family):
        return f"{whose} has not been confirmed. Confirm it with the person's details."
    if as_compared(way, _value(pack, way)) != as_compared(way, to_address):
        return f"{whose} has changed."
    if channel == Channel.SMS and not is_mobile(to_address):
        return f"{whose} is not a mobile number."
    if pack.recipient.is_family and person.safe_contact != SAFE[channel]:
        safe = SafeContact(person.safe_contact).label.lower()
        return f"{channel.label} is not a safe way to reach {pack.recipient.called} ({safe})."
    if _is_shared_with_a_risk(pack, way):
        return f"{whose} is also that of somebody who poses a risk. Hand it over in person."
    return ""


def _is_shared_with_a_risk(pack: Pack, way: ContactWay) -> bool:
    """At home or at work: what lies in an office's box is read by whoever works there. Also where
    the relationship has ended, with which no risk ends."""
    mine = as_compared(way, _value(pack, way))
    risky = Person.objects.filter(
        Q(relationships__poses_risk=True) | Q(relationships__must_not_be_told=True),
        relationships__child__in=network_of(pack.record.family_id).children,
    )
    others = risky.exclude(pk=pack.recipient.person_id).distinct()
    return any(
        as_compared(way, value_of(other, way, at_work=at_work)) == mine
        for other in others.select_related("professional")
        for at_work in (False, True)
    )
