"""What the request said of somebody who should be excluded, and whether the chair has answered.

Who that is stands there in words alone, so until the chair has answered it may be any relative.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from conferences.models import Conference, Exclusion, ExclusionRefusal


def was_asked_for(conference: Conference) -> bool:
    """Whether the request asked for somebody to be excluded; who sent it gets a message."""
    return conference.request is not None and bool(conference.request.exclusion_asked)


def unanswered(conferences: QuerySet[Conference]) -> QuerySet[Conference]:
    """Those whose request asked for an exclusion, of which the chair has decided neither way."""
    standing = Exclusion.objects.standing().filter(conference=OuterRef("pk"))
    refused = ExclusionRefusal.objects.filter(conference=OuterRef("pk"))
    asked = conferences.filter(request__exclusion_asked__gt="")
    return asked.exclude(Exists(standing)).exclude(Exists(refused))


def is_unanswered(conference: Conference) -> bool:
    return unanswered(Conference.objects.filter(pk=conference.pk)).exists()
