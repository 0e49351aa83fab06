"""Who is told what, through the outbox. No case content: a link, and what kind of thing waits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from accounts.models import User
from notifications.domain import queue
from notifications.enums import Channel
from people.enums import CaseRoleKind, Role
from people.models import CaseRole, Family, Posting

if TYPE_CHECKING:
    from conferences.models import Conference, ConferenceRequest, DiversionAnswer, Screening


def link_to(name: str, *args: object) -> str:
    """The full address of a page, for a message."""
    return f"{settings.SITE_ADDRESS}{reverse(name, args=args)}"


def request_to_screen(request: ConferenceRequest) -> None:
    """A request came in, or came back: every duty officer is told."""
    times = request.screenings.count()
    _tell(
        _posted_as(Role.DUTY_PRINCIPAL_OFFICER),
        key=f"{request.about}:to_screen:{times}",
        kind="request_to_screen",
        subject="A request waits for screening",
        body="A request for a conference waits for you.",
        link=link_to("conferences:screen", request.pk),
        about=request.about,
    )


def more_work_needed(screening: Screening) -> None:
    _tell_requester(screening, "more_work", "A request needs more work before it can go on")


def diversion_to_answer(screening: Screening) -> None:
    """The team manager must agree or disagree; the requester is told as well."""
    request = screening.request
    assert request is not None, "only a request can be diverted"
    _tell(
        _team_managers(request.family),
        key=f"screening:{screening.pk}:answer",
        kind="diversion_to_answer",
        subject="Advice on a request needs your answer",
        body="The duty officer’s advice on a request needs your agreement.",
        link=link_to("conferences:request", request.pk),
        about=request.about,
    )
    _tell_requester(screening, "diverting", "There is advice on your request")


def request_diverted(screening: Screening) -> None:
    _tell_requester(screening, "diverted", "A request has been decided")


def disagreement_to_settle(answer: DiversionAnswer) -> None:
    request = answer.screening.request
    assert request is not None, "only a request can be disputed"
    assert answer.referred_to is not None, "a disagreement names who will settle it"
    _tell(
        [answer.referred_to],
        key=f"answer:{answer.pk}:settle",
        kind="disagreement_to_settle",
        subject="A disagreement waits for your decision",
        body="A disagreement about a request has been referred to you by name.",
        link=link_to("conferences:screen", request.pk),
        about=request.about,
    )


def disagreement_settled(answer: DiversionAnswer) -> None:
    screening = answer.screening
    _tell_requester(screening, f"settled:{answer.pk}", "A disagreement has been decided")
    _tell(
        [screening.by],
        key=f"answer:{answer.pk}:settled",
        kind="disagreement_settled",
        subject="A disagreement has been decided",
        body="The head of service has decided.",
        link=link_to("conferences:screen", screening.request_id),
        about=f"request:{screening.request_id}",
    )


def conference_to_book(conference: Conference) -> None:
    _tell(
        _posted_as(Role.BUSINESS_SUPPORT),
        key=f"{conference.about}:to_book",
        kind="conference_to_book",
        subject="A conference needs a date",
        body="A conference is on the list to book.",
        link=link_to("conferences:book", conference.pk),
        about=conference.about,
    )


def conference_without_date(conference: Conference) -> None:
    """It lost its date: business support, the chair and the social worker are told."""
    times = conference.steps.count()
    people = _posted_as(Role.BUSINESS_SUPPORT) + _case_holders(
        conference.family, CaseRoleKind.CHAIR, CaseRoleKind.LEAD_SOCIAL_WORKER
    )
    _tell(
        people,
        key=f"{conference.about}:without_date:{times}",
        kind="conference_without_date",
        subject="A conference has lost its date",
        body="A conference is on the red list until it has a new date.",
        link=link_to("conferences:conference", conference.pk),
        about=conference.about,
    )


def quorum_doubtful(conference: Conference, *, on_day: str) -> None:
    """Two working days before: too few agencies mean to come."""
    people = _posted_as(Role.BUSINESS_SUPPORT) + _case_holders(
        conference.family, CaseRoleKind.CHAIR
    )
    _tell(
        people,
        key=f"{conference.about}:quorum:{on_day}",
        kind="quorum_doubtful",
        subject="A conference may not be quorate",
        body="Too few agencies have said that they will come to a conference.",
        link=link_to("conferences:participants", conference.pk),
        about=conference.about,
    )


def _tell_requester(screening: Screening, what: str, subject: str) -> None:
    request = screening.request
    assert request is not None, "a consultation has no requester"
    _tell(
        [request.requested_by],
        key=f"screening:{screening.pk}:{what}",
        kind="request_answered",
        subject=subject,
        body="There is news of a request you made.",
        link=link_to("conferences:request", request.pk),
        about=request.about,
    )


def _tell(
    people: Iterable[User], *, key: str, kind: str, subject: str, body: str, link: str, about: str
) -> None:
    for user in {user.pk: user for user in people if user.is_active}.values():
        queue(
            key=f"{key}:{user.pk}",
            channel=Channel.EMAIL,
            kind=kind,
            to_name=str(user),
            to_address=user.email,
            subject=subject,
            body=f"{body}\n\n{link}\n",
            about=about,
        )


def _posted_as(role: Role) -> list[User]:
    return [p.user for p in Posting.objects.current().filter(role=role).select_related("user")]


def _team_managers(family: Family) -> list[User]:
    managers = _case_holders(family, CaseRoleKind.TEAM_MANAGER)
    if managers or family.team_id is None:
        return managers
    posts = Posting.objects.current().filter(role=Role.TEAM_MANAGER, team_id=family.team_id)
    return [post.user for post in posts.select_related("user")]


def _case_holders(family: Family, *kinds: CaseRoleKind) -> list[User]:
    roles = CaseRole.objects.current().filter(
        family=family, kind__in=kinds, professional__user__isnull=False
    )
    return [
        role.professional.user
        for role in roles.select_related("professional__user")
        if role.professional.user is not None
    ]
