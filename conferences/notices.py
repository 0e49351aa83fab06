"""Who is told what, through the outbox. No case content: a link, and what kind of thing waits.

What each message says is in one table; the functions say who is told, and how often.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from accounts.models import User
from notifications.domain import queue
from notifications.enums import Channel
from people.enums import CaseRoleKind, Role
from people.models import CaseRole, Family, Posting, Professional
from people.rules import SENIOR_CHAIRS

if TYPE_CHECKING:
    from conferences.models import (
        CaseloadHandOver,
        Conference,
        ConferenceChild,
        ConferenceRequest,
        DateChange,
        DecisionCorrection,
        DiversionAnswer,
        ExclusionRefusal,
        LateDissent,
        Screening,
        TransferOut,
    )


@dataclass(frozen=True)
class Words:
    """`page` is the page the link opens: it takes the number of what the message is about.

    None for what is about several families: then the link opens the reader's own first page.
    """

    subject: str
    body: str
    page: str


NEWS = "There is news of a request you made."
WORDS = {
    "request_to_screen": Words(
        "A request waits for screening", "A request for a conference waits for you.", "screen"
    ),
    "diversion_to_answer": Words(
        "Advice on a request needs your answer",
        "The duty officer’s advice on a request needs your agreement.",
        "request",
    ),
    "disagreement_to_settle": Words(
        "A disagreement waits for your decision",
        "A disagreement about a request has been referred to you by name.",
        "screen",
    ),
    "disagreement_settled": Words(
        "A disagreement has been decided", "The head of service has decided.", "screen"
    ),
    "conference_to_book": Words(
        "A conference needs a date", "A conference is on the list to book.", "book"
    ),
    "conference_without_date": Words(
        "A conference has lost its date",
        "A conference is on the red list until it has a new date.",
        "conference",
    ),
    "child_added": Words(
        "A conference has changed",
        "Somebody was added to a conference that is to be held. Look at who takes part.",
        "conference",
    ),
    "conference_cancelled": Words(
        "A conference was cancelled",
        "A conference that you or your team asked for, or that you were to chair, will not be "
        "held. Its page says why, and who agreed.",
        "conference",
    ),
    "quorum_doubtful": Words(
        "A conference may not be quorate",
        "Too few agencies have said that they will come to a conference.",
        "participants",
    ),
    "agreement_asked_again": Words(
        "A request you agreed to has changed",
        "A request was changed after it was agreed. Please look at it again.",
        "request",
    ),
    "exclusion_refused": Words(
        "The chair has answered a request",
        "The chair has answered something you asked for in a request.",
        "participants",
    ),
    "inquorate_again": Words(
        "Two meetings in a row without enough agencies",
        "Two meetings in a row had too few agencies.",
        "conference",
    ),
    "dissent_to_review": Words(
        "A disagreement waits for a senior chair",
        "An agency disagrees with the result of a meeting.",
        "review_dissent",
    ),
    "dissent_answered": Words(
        "A senior chair has answered a disagreement",
        "A senior chair has answered a disagreement about a meeting.",
        "closed",
    ),
    "correction_to_answer": Words(
        "A correction waits for a head of service",
        "Somebody asks for what a meeting decided to be corrected. Nothing changes until a head of "
        "service agrees or declines.",
        "closed",
    ),
    "correction_answered": Words(
        "A head of service has answered a correction",
        "There is an answer about a correction of what a meeting decided.",
        "closed",
    ),
    "legal_planning_advised": Words(
        "A meeting asks for something from your team",
        "A meeting was closed that asks for a step from your team. Look at its decisions.",
        "closed",
    ),
    "date_change_to_answer": Words(
        "Another day is asked for",
        "Somebody asks for another day for a meeting you chair.",
        "conference",
    ),
    "date_change_answered": Words(
        "There is an answer about the day of a meeting",
        "The chair has answered about another day for a meeting.",
        "conference",
    ),
    "review_sooner": Words(
        "A meeting is due sooner",
        "A meeting must be held sooner than was thought. Check its day.",
        "conference",
    ),
    "transfer_called_off": Words(
        "Another authority is not asked any more",
        "What you asked of another authority was called off, because a decision was taken back. "
        "Tell them. Where it is decided anew, ask them anew.",
        "transfer_out",
    ),
    "transfer_open_again": Words(
        "What was settled with another authority is open again",
        "A meeting was opened again, so what it had settled with another authority is not settled "
        "yet. If you told them, tell them so.",
        "conference",
    ),
    "caseload_received": Words(
        "You have new families",
        "Families are handed over to you. Look at your list of families.",
        "",
    ),
}
# What is told to whoever made the request, all of one kind.
ANSWERS = {
    "more_work": "A request needs more work before it can go on",
    "diverting": "There is advice on your request",
    "diverted": "A request has been decided",
    "settled": "A disagreement has been decided",
}


def link_to(name: str, *args: object) -> str:
    """The full address of a page, for a message."""
    return f"{settings.SITE_ADDRESS}{reverse(name, args=args)}"


def request_to_screen(request: ConferenceRequest) -> None:
    """A request came in, or came back: every duty officer is told."""
    key = f"{request.about}:to_screen:{request.screenings.count()}"
    _tell("request_to_screen", _posted_as(Role.DUTY_PRINCIPAL_OFFICER), request.about, key=key)


def agreement_asked_again(request: ConferenceRequest, *, version: int) -> None:
    """What a team manager agreed to has been changed since."""
    key = f"{request.about}:agree_again:{version}"
    _tell("agreement_asked_again", _team_managers(request.family), request.about, key=key)


def exclusion_refused(refusal: ExclusionRefusal) -> None:
    """Whoever asked in the request is told that there is an answer; the reason is on the page."""
    request = refusal.conference.request
    if request is None:
        return
    key = f"exclusion_refusal:{refusal.pk}"
    _tell("exclusion_refused", [request.requested_by], refusal.conference.about, key=key)


def more_work_needed(screening: Screening) -> None:
    _tell_requester(screening, "more_work")


def diversion_to_answer(screening: Screening) -> None:
    """The team manager must agree or disagree; the requester is told as well."""
    request = _request_of(screening)
    key = f"screening:{screening.pk}:answer"
    _tell("diversion_to_answer", _team_managers(request.family), request.about, key=key)
    _tell_requester(screening, "diverting")


def request_diverted(screening: Screening) -> None:
    _tell_requester(screening, "diverted")


def disagreement_to_settle(answer: DiversionAnswer) -> None:
    assert answer.referred_to is not None, "a disagreement names who will settle it"
    request = _request_of(answer.screening)
    key = f"answer:{answer.pk}:settle"
    _tell("disagreement_to_settle", [answer.referred_to], request.about, key=key)


def disagreement_settled(answer: DiversionAnswer) -> None:
    """Whoever made the request, and the duty officer who was disagreed with."""
    request = _request_of(answer.screening)
    _tell_requester(answer.screening, "settled", again=f":{answer.pk}")
    key = f"answer:{answer.pk}:settled"
    _tell("disagreement_settled", [answer.screening.by], request.about, key=key)


def conference_to_book(conference: Conference) -> None:
    key = f"{conference.about}:to_book"
    _tell("conference_to_book", _posted_as(Role.BUSINESS_SUPPORT), conference.about, key=key)


def conference_without_date(conference: Conference) -> None:
    """It lost its date: business support, the chair and the social worker are told."""
    people = _posted_as(Role.BUSINESS_SUPPORT) + _case_holders(
        conference.family, CaseRoleKind.CHAIR, CaseRoleKind.LEAD_SOCIAL_WORKER
    )
    key = f"{conference.about}:without_date:{conference.steps.count()}"
    _tell("conference_without_date", people, conference.about, key=key)


def child_added(added: ConferenceChild) -> None:
    """It is about one child more: business support, the chair and the social worker are told."""
    conference = added.conference
    people = _posted_as(Role.BUSINESS_SUPPORT) + _case_holders(
        conference.family, CaseRoleKind.CHAIR, CaseRoleKind.LEAD_SOCIAL_WORKER
    )
    key = f"{conference.about}:child_added:{added.pk}"
    _tell("child_added", people, conference.about, key=key)


def conference_cancelled(conference: Conference) -> None:
    """Whoever asked for it, the social worker, the team manager and the chair are told, and the
    chair of the case where somebody stood in."""
    asked = [conference.request.requested_by] if conference.request else []
    chairs = [conference.chair.user] if conference.chair and conference.chair.user else []
    holders = _case_holders(conference.family, CaseRoleKind.LEAD_SOCIAL_WORKER, CaseRoleKind.CHAIR)
    people = [*asked, *holders, *_team_managers(conference.family), *chairs]
    _tell("conference_cancelled", people, conference.about, key=f"{conference.about}:cancelled")


def inquorate_again(conference: Conference) -> None:
    """The second conference of these children in a row without a quorum."""
    key = f"{conference.about}:inquorate_again:{conference.steps.count()}"
    _tell("inquorate_again", _posted_as(Role.HEAD_OF_SERVICE), conference.about, key=key)


def senior_chairs() -> list[User]:
    """Whoever may review a dissent, were it not about a conference that they ran."""
    return list(dict.fromkeys(user for role in SENIOR_CHAIRS for user in _posted_as(role)))


def dissent_to_review(dissent: LateDissent, people: Iterable[User]) -> None:
    """An agency disagrees after the meeting: the senior chairs who may answer it are told."""
    _tell("dissent_to_review", people, dissent.about, key=f"{dissent.about}:to_review")


def dissent_answered(dissent: LateDissent) -> None:
    """Whoever recorded it, the agency's person where they have a sign-in, and the chair."""
    conference = dissent.child.conference
    chairs = [conference.chair.user] if conference.chair and conference.chair.user else []
    key = f"{dissent.about}:answered"
    _tell("dissent_answered", [dissent.recorded_by, *chairs], conference.about, key=key)


def correction_to_answer(correction: DecisionCorrection, people: Iterable[User]) -> None:
    """A decision was wrong, the chair says: the heads of service who may answer are told."""
    about = correction.child.conference.about
    _tell("correction_to_answer", people, about, key=f"{correction.about}:to_answer")


def correction_answered(correction: DecisionCorrection) -> None:
    """Whoever proposed it, and the chair: packs that have left may have to be recalled."""
    conference = correction.child.conference
    chairs = [conference.chair.user] if conference.chair and conference.chair.user else []
    key = f"{correction.about}:answered"
    _tell("correction_answered", [correction.proposed_by, *chairs], conference.about, key=key)


def caseload_received(made: CaseloadHandOver, chair: Professional) -> None:
    """A chair is given families by a hand-over: the link opens their own first page."""
    people = [chair.user] if chair.user else []
    key = f"hand_over:{made.pk}:{chair.pk}"
    words = WORDS["caseload_received"]
    _queue("caseload_received", words, people, f"hand_over:{made.pk}", key=key)


def transfer_called_off(transfer: TransferOut) -> None:
    """Our plan is void, so nobody is to take it over: the social worker had asked for it."""
    people = _case_holders(transfer.plan.child.family, CaseRoleKind.LEAD_SOCIAL_WORKER)
    key = f"{transfer.about}:called_off"
    _tell("transfer_called_off", people, transfer.about, key=key)


def transfer_open_again(conference: Conference) -> None:
    """A transfer in was opened again: the other authority's plan stands until it is closed."""
    people = _case_holders(conference.family, CaseRoleKind.LEAD_SOCIAL_WORKER)
    key = f"{conference.about}:transfer_open_again:{conference.steps.count()}"
    _tell("transfer_open_again", people, conference.about, key=key)


def legal_planning_advised(conference: Conference) -> None:
    """The conference advises a legal planning meeting: the team is told to look."""
    people = _case_holders(
        conference.family, CaseRoleKind.TEAM_MANAGER, CaseRoleKind.LEAD_SOCIAL_WORKER
    )
    key = f"{conference.about}:legal_planning"
    _tell("legal_planning_advised", people, conference.about, key=key)


def date_change_to_answer(change: DateChange) -> None:
    """Another day is asked for: the chair is told, or the heads of service where there is none."""
    conference = change.conference
    chairs = _case_holders(conference.family, CaseRoleKind.CHAIR)
    key = f"date_change:{change.pk}:to_answer"
    people = chairs or _posted_as(Role.HEAD_OF_SERVICE)
    _tell("date_change_to_answer", people, conference.about, key=key)


def date_change_answered(change: DateChange) -> None:
    """Whoever asked is told; when agreed, business support finds the slot."""
    bookers = _posted_as(Role.BUSINESS_SUPPORT) if change.agreed else []
    key = f"date_change:{change.pk}:answered"
    about = change.conference.about
    _tell("date_change_answered", [change.asked_by, *bookers], about, key=key)


def review_sooner(review: Conference) -> None:
    """A birth, or a child who was added, brought the limit forward: the chair and business
    support are told."""
    people = _posted_as(Role.BUSINESS_SUPPORT) + _case_holders(review.family, CaseRoleKind.CHAIR)
    due_on = review.due_on.isoformat() if review.due_on else ""
    _tell("review_sooner", people, review.about, key=f"{review.about}:sooner:{due_on}")


def quorum_doubtful(conference: Conference, *, on_day: str) -> None:
    """Two working days before: too few agencies mean to come."""
    people = _posted_as(Role.BUSINESS_SUPPORT) + _case_holders(
        conference.family, CaseRoleKind.CHAIR
    )
    key = f"{conference.about}:quorum:{on_day}"
    _tell("quorum_doubtful", people, conference.about, key=key)


def _tell_requester(screening: Screening, what: str, *, again: str = "") -> None:
    request = _request_of(screening)
    key = f"screening:{screening.pk}:{what}{again}"
    words = Words(ANSWERS[what], NEWS, "request")
    _queue("request_answered", words, [request.requested_by], request.about, key=key)


def _request_of(screening: Screening) -> ConferenceRequest:
    assert screening.request is not None, "a consultation has no requester"
    return screening.request


def _tell(kind: str, people: Iterable[User], about: str, *, key: str) -> None:
    """Each of them once; `key` says when it is the same message again."""
    _queue(kind, WORDS[kind], people, about, key=key)


def _queue(kind: str, words: Words, people: Iterable[User], about: str, *, key: str) -> None:
    number = about.partition(":")[2]
    link = link_to(f"conferences:{words.page}", number) if words.page else link_to("desk:home")
    for user in {user.pk: user for user in people if user.is_active}.values():
        queue(
            key=f"{key}:{user.pk}",
            channel=Channel.EMAIL,
            kind=kind,
            to_name=str(user),
            to_address=user.email,
            subject=words.subject,
            body=f"{words.body}\n\n{link}\n",
            about=about,
        )


def _posted_as(role: Role) -> list[User]:
    return [p.user for p in Posting.objects.of_people().filter(role=role).select_related("user")]


def _team_managers(family: Family) -> list[User]:
    managers = _case_holders(family, CaseRoleKind.TEAM_MANAGER)
    if managers or family.team_id is None:
        return managers
    posts = Posting.objects.of_people().filter(role=Role.TEAM_MANAGER, team_id=family.team_id)
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
