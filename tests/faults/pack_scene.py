"""A conference that closes with a pack for each of several people, and what became of each pack."""

from __future__ import annotations

import os
from collections import Counter
from typing import Any

RECIPIENTS = 6


def close_with_packs() -> dict[str, Any]:
    """Choose the recipients, then close: their packs are drawn meanwhile, by the workers."""
    from conferences.domain.closing import close_conference
    from conferences.domain.packs import distribute
    from disclosure.domain.distribution import Choice
    from disclosure.enums import HandoverWay, Language, Layout
    from people.enums import RelationshipKind
    from tests.factories.meetings import agree_action, decide, make_meeting
    from tests.factories.people import make_person, make_relationship

    meeting = make_meeting("Wren Testwood", "Fern Testwood")
    for each in meeting.children:
        decide(meeting, each)
    agree_action(meeting)
    relatives = [make_person(f"Relative{n} Testwood{os.getpid()}") for n in range(RECIPIENTS)]
    for each in meeting.children:
        for person in relatives:
            make_relationship(each.child, person, kind=RelationshipKind.OTHER)
    for person in relatives:
        meeting.conference.participants.create(person=person, capacity="family")
    choices = [
        Choice(
            person=person,
            layout=Layout.STANDARD,
            language=Language.ENGLISH,
            way=HandoverWay.IN_PERSON,
            in_the_room=True,
        )
        for person in relatives
    ]
    distribute(conference=meeting.conference, choices=choices, by=meeting.chair)
    close_conference(conference=meeting.conference, details=meeting.details(), by=meeting.chair)
    return {"record": meeting.conference.record_id, "children": len(meeting.children)}


def look_at_packs(record: int) -> dict[str, Any]:
    """How many packs are drawn and checked, which are broken, and what closing did how often."""
    from conferences.models import Conference
    from disclosure.models import Pack
    from plans.models import Plan
    from timescales.models import Deadline

    packs = list(Pack.objects.filter(record_id=record).select_related("recipient__person"))
    conference = Conference.objects.get(record_id=record)
    children = conference.children.values_list("child", flat=True)
    clocks = Deadline.objects.filter(child__in=children, withdrawn_at=None)
    return {
        "packs": len(packs),
        "ready": sum(pack.is_rendered and pack.checked_sha256 == pack.sha256 for pack in packs),
        "broken": [pack.number for pack in packs if pack.is_rendered and _is_broken(pack, packs)],
        "state": conference.state,
        "plans": Plan.objects.filter(child__in=children, ended_on=None).count(),
        "clocks": Counter(clocks.values_list("rule", flat=True)),
    }


def _is_broken(pack: Any, packs: list[Any]) -> bool:
    """Not whole, or with another's name or number in it."""
    from disclosure.domain.rendering import bytes_of
    from disclosure.rendering.reading import pages_of

    try:
        pages = pages_of(bytes_of(pack))
    except Exception:
        return True
    mine = f"For {pack.recipient.person.name}"
    others = [other.number for other in packs if other != pack]
    whole = len(pages) == pack.pages and all(pack.number in page for page in pages)
    return not whole or mine not in pages[0] or any(n in page for n in others for page in pages)
