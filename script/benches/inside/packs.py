"""P7: from "close" to packs ready to print, and WeasyPrint alone."""

from __future__ import annotations

from typing import Any

from conferences.domain.closing import close_conference
from conferences.domain.next_dates import keep_closing_details
from conferences.domain.packs import distribute, packs_of, propose
from conferences.models import Conference
from disclosure.domain.distribution import Choice
from disclosure.enums import Language, Layout, PackKind
from disclosure.models import Pack
from disclosure.rendering.page import pack_html
from disclosure.rendering.pdf import html_to_pdf
from disclosure.tasks import prepare_pack
from rehearsal.meeting import decide, details, hold
from script.benches.inside.browser import seconds
from script.benches.inside.scenes import begin, family_without_a_plan
from timescales.domain import today_in_london


def meeting(recipients: int) -> dict[str, Any]:
    """Decided, dates set and the distribution sheet filled in; the chair need only close."""
    conference, chair = begin(family_without_a_plan())
    child = conference.children.select_related("child__person")[0].child
    mother = conference.participants.filter(agency=None).select_related("person")[0].person
    names = {"child": child.person.called, "mother": mother.called}
    conference = hold(conference, chair, names)
    decide(conference, chair, names, today_in_london())
    wanted = [proposal for proposal in propose(conference) if proposal.wanted][:recipients]
    if len(wanted) < recipients:
        raise RuntimeError(f"Only {len(wanted)} people can be given a pack")
    choices = [
        Choice(each.person, Layout.STANDARD, Language.ENGLISH, each.way, each.in_the_room)
        for each in wanted
    ]
    distribute(conference=conference, choices=choices, by=chair)
    keep_closing_details(conference=conference, details=details(conference), by=chair)
    return {"conference": conference.pk, **_packs(conference)}


def close(conference: int) -> dict[str, Any]:
    """Close it. Which packs are there then, and which of them are not ready."""
    meeting = Conference.objects.select_related("chair__user").get(pk=conference)
    assert meeting.chair is not None
    assert meeting.chair.user is not None
    closed = close_conference(conference=meeting, details=details(meeting), by=meeting.chair.user)
    return _packs(closed)


def _packs(conference: Conference) -> dict[str, Any]:
    """For the hand-over at the door first, then the letters."""
    letters = PackKind.DECISION_LETTER
    packs = packs_of(conference)
    return {
        "plans": [pack.pk for pack in packs if pack.kind != letters],
        "letters": [pack.pk for pack in packs if pack.kind == letters],
        "rendered": [pack.pk for pack in packs if pack.is_rendered],
    }


def prepare(pack: int) -> float:
    """What a worker does with one pack: render, check, put in the queue. Seconds."""
    return seconds(lambda: prepare_pack.run(pack))


def raw_render(pack: int, rounds: int) -> list[float]:
    """WeasyPrint alone on the same page, fonts and styles already read. Seconds of each."""
    found = Pack.objects.select_related("recipient__person").get(pk=pack)
    page = pack_html(found)

    def render() -> None:
        html_to_pdf(page, layout=found.layout, identifier=found.fingerprint)

    render()
    return [seconds(render) for _ in range(rounds)]
