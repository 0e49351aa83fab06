"""Letters to one person, as tagged PDF in their language. The words name no child.

Every page carries the recipient, the letter's number and "page n of N" (quality.md, A7).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from conferences.domain.invitation_message import tells_of_exclusion
from conferences.domain.languages import language_to_write_in
from conferences.domain.safe_contact import is_at_work
from conferences.enums import ExclusionGround, Instead, InvitationKind
from conferences.models import Exclusion, Invitation
from disclosure.domain.wording_review import is_draft
from disclosure.enums import Language, Layout
from disclosure.rendering.page import direction
from disclosure.rendering.pdf import html_to_pdf
from disclosure.wording import say, say_date, say_time, say_weekday, words
from notifications.letters import Copy
from notifications.models import Message
from people.models import Person

CANCELLED = {
    Instead.NEW_DAY: ("letter.cancel.title", "letter.cancel.opening"),
    Instead.ANOTHER: ("letter.cancel.title", "letter.cancel.another"),
    Instead.NOTHING: ("letter.cancel.no_meeting", "letter.cancel.nothing"),
}
# Of these the letter says only that it would not be safe or fair: whoever is kept out must not
# learn from it what a child asked for, or that somebody would be afraid to speak.
NOT_TOLD = frozenset({ExclusionGround.CHILD_ASKED, ExclusionGround.STOPS_OTHERS})


@dataclass(frozen=True)
class Words:
    """What one letter says, in one language. `facts` are pairs; `in_english` was typed here."""

    language: Language
    title: str
    opening: list[SafeString]
    facts: list[tuple[str, SafeString]]
    closing: list[SafeString]
    in_english: bool = False


def draw_invitation(number: int, copy: Copy) -> bytes:
    invitation = Invitation.objects.select_related(
        "participant__person", "participant__conference__booking__room__hub"
    ).get(pk=number)
    return drawn(invitation_words(invitation), invitation.participant.person, copy)


def draw_own_invitation(invitation: Invitation) -> bytes | None:
    """The letter of an invitation, for whoever holds its link: it does not say whose it is, nor who
    wrote it. None where nothing was written, because this person was told by telephone."""
    message = Message.objects.filter(key=invitation.key).first()
    if message is None:
        return None
    what = invitation_words(invitation)
    if invitation.kind == InvitationKind.INVITE:
        what = replace(what, opening=[])  # it speaks of their social worker
    html = render_to_string("conferences/letters/own.html", _said(what))
    return html_to_pdf(html, layout=Layout.STANDARD, identifier=f"{message.number}.1")


def draw_exclusion(number: int, copy: Copy) -> bytes:
    exclusion = Exclusion.objects.select_related("person", "part", "decided_by").get(pk=number)
    return drawn(exclusion_words(exclusion), exclusion.person, copy)


def invitation_words(invitation: Invitation) -> Words:
    language = language_to_write_in(
        invitation.participant.person, at_work=is_at_work(invitation.participant)
    )
    cancelled = invitation.kind == InvitationKind.CANCEL
    title, opening = _title_and_opening(invitation)
    asked = ("letter.supporter", "letter.needs", "letter.telephone")
    return Words(
        language=language,
        title=say(title, language),
        opening=[_say(opening, language)],
        facts=list(_when_and_where(invitation, language, with_place=not cancelled)),
        closing=[_say(key, language) for key in (("letter.ask",) if cancelled else asked)],
    )


def _title_and_opening(invitation: Invitation) -> tuple[str, str]:
    if tells_of_exclusion(invitation):
        return "letter.exclusion.title", "letter.exclusion.all"
    if invitation.kind == InvitationKind.CANCEL:
        return CANCELLED[Instead(invitation.instead)]
    return f"letter.{invitation.kind}.title", f"letter.{invitation.kind}.opening"


def _when_and_where(
    invitation: Invitation, language: Language, *, with_place: bool
) -> Iterable[tuple[str, SafeString]]:
    starts = invitation.starts_at
    yield say("fact.day", language), _as_typed(say_weekday(starts, language))
    yield say("fact.time", language), _as_typed(say_time(starts, language))
    if not with_place:
        return
    yield say("fact.place", language), _as_typed(invitation.place)
    booking = invitation.participant.conference.booking
    if booking and booking.room.hub.how_to_get_there:
        way_there = booking.room.hub.how_to_get_there
        yield say("fact.way_there", language), _as_typed(way_there)


def exclusion_words(exclusion: Exclusion, language: Language | None = None) -> Words:
    """From what, on what ground, how they will be heard; in their language unless one is given.
    The rationale stays in the record, because it may hold what others said."""
    language = language or language_to_write_in(exclusion.person, at_work=False)
    what = "part" if exclusion.part else "all"
    chair = format_html("<bdi>{}</bdi>", exclusion.decided_by)
    return Words(
        language=language,
        title=say("letter.exclusion.title", language),
        opening=[_say(f"letter.exclusion.{what}", language)],
        facts=[
            (say("fact.reasons", language), _say(_ground(exclusion), language)),
            (say("fact.heard", language), _as_typed(exclusion.views_heard_by)),
        ],
        closing=[
            _say("letter.exclusion.speak", language),
            _say("letter.exclusion.wrong", language),
            _say("letter.chair", language, name=chair),
        ],
        in_english=language != Language.ENGLISH,
    )


def _ground(exclusion: Exclusion) -> str:
    told = exclusion.ground not in NOT_TOLD
    return f"ground.{exclusion.ground}" if told else "ground.safe_and_fair"


def letter_html(what: Words, to: Person, copy: Copy) -> str:
    """The whole HTML document. Its title holds no name."""
    language = what.language
    return render_to_string(
        "conferences/letters/letter.html",
        {
            **_said(what),
            "office": settings.OFFICE_NAME,
            "address": copy.message.to_address,
            "to": to.name,
            "dear": _say("letter.dear", language, name=format_html("<bdi>{}</bdi>", to.name)),
            "marks": _marks(copy, to, language),
        },
    )


def _said(what: Words) -> dict[str, object]:
    """What a letter says to whomever it goes."""
    language = what.language
    return {
        "what": what,
        "language": language,
        "direction": direction(language),
        "day": say_date(timezone.localdate(), language),
        "draft": words(language)["draft"] if is_draft(language) else "",
        "some_in_english": words(language)["not_translated"] if what.in_english else "",
    }


def drawn(what: Words, to: Person, copy: Copy) -> bytes:
    """PDF/UA-1. Raises whatever the renderer raises."""
    identifier = f"{copy.message.number}.{copy.number}"
    return html_to_pdf(letter_html(what, to, copy), layout=Layout.STANDARD, identifier=identifier)


def _marks(copy: Copy, to: Person, language: Language) -> dict[str, object]:
    before, between, after = re.split(r"\{page\}|\{pages\}", words(language)["page"])
    return {
        "for": _say("for", language, name=format_html("<bdi>{}</bdi>", to.name)),
        "number": copy.message.number,
        "version": copy.number,
        "before": before,
        "between": between,
        "after": after,
    }


def _say(key: str, language: Language, **values: object) -> SafeString:
    telephone = format_html("<bdi>{}</bdi>", settings.OFFICE_TELEPHONE)
    return format_html(words(language)[key], **{"telephone": telephone, **values})


def _as_typed(text: str) -> SafeString:
    """Lines stay lines; the words keep their own direction."""
    return format_html('<bdi class="lines">{}</bdi>', text)
