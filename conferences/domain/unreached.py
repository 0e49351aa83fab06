"""Who is asked as a professional and can be told nothing, because nobody knows where they work.

What is known of somebody as a relative never stands in for it (docs/adr/reached-at-work.md), so
this is found out before the invitations go, while there is time to ask the agency.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Exists, OuterRef

from conferences.enums import Capacity, Joining
from conferences.models import Conference, Participant
from people.models import Relationship


def unreached_at_work(
    conferences: Iterable[Conference],
) -> Mapping[int, Sequence[Participant]]:
    """By conference, those not invited yet of whom neither email nor address of work is known.

    `safe_contact.way_to_tell` says the same of one; this is one query for a whole list.
    """
    family = Relationship.objects.filter(
        child__family=OuterRef("conference__family"), person=OuterRef("person")
    )
    rows = Participant.objects.filter(
        conference__in=list(conferences), invited_at=None, person__died_on=None
    )
    rows = rows.exclude(capacity=Capacity.FAMILY).exclude(joining=Joining.NOT_COMING)
    rows = rows.exclude(person__professional__work_email__gt="")
    rows = rows.exclude(person__professional__work_address__gt="")
    found: dict[int, list[Participant]] = defaultdict(list)
    for participant in rows.exclude(Exists(family)).select_related("person"):
        found[participant.conference_id].append(participant)
    return found
