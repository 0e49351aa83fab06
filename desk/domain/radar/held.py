"""Which conference a clock waits for: brothers and sisters may have different ones."""

from __future__ import annotations

from collections.abc import Sequence

from accounts.models import User
from conferences.domain.adjourning import REBOOK
from conferences.domain.closing import CONFERENCE_RULES
from conferences.enums import TO_BE_HELD
from conferences.models import ConferenceChild
from timescales.models import Deadline

KINDS = {rule: kind for kind, rules in CONFERENCE_RULES.items() for rule in rules}


def meetings_of(deadlines: Sequence[Deadline], *, reader: User) -> dict[int, str]:
    """By deadline, what its conference is called in `about`; its family until there is one. One
    question however many there are."""
    waiting = [each for each in deadlines if each.rule in KINDS]
    rows = ConferenceChild.objects.visible_to(reader).filter(
        child__in={each.child_id for each in waiting}, conference__state__in=TO_BE_HELD
    )
    latest_first = rows.select_related("conference").order_by("-conference") if waiting else ()
    known = {(row.conference.kind, row.child_id): row.conference.about for row in latest_first}
    found = {each.pk: each.about for each in deadlines if each.rule == REBOOK}
    for each in waiting:
        of_family = f"family:{each.family_id}"
        found[each.pk] = known.get((KINDS[each.rule], each.child_id), of_family)
    return found
