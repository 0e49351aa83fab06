"""A few plans are handed over, and some of those who took one say how the conference went."""

from __future__ import annotations

from collections.abc import Iterator

from accounts.models import User
from conferences.enums import ConferenceState
from conferences.models import Conference
from disclosure.domain.checking import run_checks
from disclosure.domain.clearing import open_for_clearing
from disclosure.domain.handing_over import hand_over
from disclosure.domain.releasing import may_chair_release, release
from disclosure.enums import Capacity, HandoverWay, PackKind
from disclosure.models import Pack
from feedback.domain.answering import Given, give_answer
from feedback.domain.codes import code_of
from feedback.domain.keying_in import key_in
from feedback.domain.managing import name_reader
from feedback.domain.reading import mark_read, send_to_duty
from feedback.enums import Audience, GivenBy
from feedback.models import Comment, Slip
from people.enums import Role
from rehearsal.build_staff import Service
from timescales.domain import today_in_london

HANDED_OVER = 5  # each is drawn and checked as in the service, which takes a second

FAMILIES = (
    Given(
        scores={"understood_why": "yes", "listened": "partly", "respect": "yes"},
        went_well="The chair asked me what I would like to be called.",
        could_be_better="I got the report the same morning. Please send it sooner.",
    ),
    Given(
        scores={"understood_why": "partly", "listened": "no", "plan_clear": "partly"},
        could_be_better="My mother’s boyfriend is back in the house at night. Nobody asked me.",
        by=GivenBy.EASY,
    ),
    Given(scores={"listened": "yes", "respect": "yes", "plan_clear": "yes"}),
)
PROFESSIONAL = Given(
    scores={"asked_in_time": "no", "reports_read": "yes", "chaired_well": "yes"},
    could_be_better="The invitation came two days before. Term dates would help.",
)
ON_PAPER = (
    Given(scores={"listened": "yes", "respect": "yes", "report_in_time": "no"}, by=GivenBy.PAPER),
    Given(
        scores={"listened": "partly", "respect": "yes", "report_in_time": "no"}, by=GivenBy.PAPER
    ),
    Given(
        scores={"listened": "yes", "respect": "partly", "report_in_time": "yes"},
        went_well="Tea for the little ones.",
        by=GivenBy.PAPER,
    ),
)


def say_how_it_was(service: Service) -> None:
    support, head = (
        service.user_with(Role.BUSINESS_SUPPORT),
        service.user_with(Role.HEAD_OF_SERVICE),
    )
    name_reader(user=support, by=head)
    handed = list(_hand_over())
    _answer([pack for pack in handed if pack.recipient.capacity == Capacity.FAMILY], FAMILIES)
    _answer(
        [pack for pack in handed if pack.recipient.capacity != Capacity.FAMILY], (PROFESSIONAL,)
    )
    for given in ON_PAPER:
        key_in(
            given=given, audience=Audience.FAMILY, code="", came_on=today_in_london(), by=support
        )
    _read(support)


def _hand_over() -> Iterator[Pack]:
    """To those in the room, where the chair may release alone; the others wait for a second
    person, as they would."""
    closed = Conference.objects.filter(state=ConferenceState.CLOSED, chair__user__isnull=False)
    number = 0
    for conference in closed.select_related("chair__user").order_by("pk"):
        packs = Pack.objects.filter(record=conference.record, kind=PackKind.OUTLINE_PLAN)
        for pack in packs.filter(recipient__in_the_room=True).order_by("recipient__capacity"):
            if number < HANDED_OVER and conference.chair and conference.chair.user:
                done = _give(pack, conference.chair.user)
                number += done
                yield from [pack] if done else []


def _give(pack: Pack, chair: User) -> bool:
    run_checks(pack.pk)
    pack.refresh_from_db()
    if not may_chair_release(pack):
        return False
    open_for_clearing(pack, by=chair)
    release(pack, by=chair)
    name = pack.recipient.person.name
    hand_over(pack, way=HandoverWay.IN_PERSON, by=chair, signed_name=name)
    return True


def _answer(packs: list[Pack], answers: tuple[Given, ...]) -> None:
    for pack, given in zip(packs, answers, strict=False):
        slip = Slip.objects.get(recipient=pack.recipient_id)
        give_answer(code=code_of(slip.audience, slip.seed), given=given)


def _read(reader: User) -> None:
    """One is with duty, one was read, the others wait."""
    harm = Comment.objects.filter(could_be_better__contains="at night").first()
    if harm is not None:
        send_to_duty(comment=harm, by=reader)
    first = Comment.objects.visible_to(reader).to_read().first()
    if first is not None:
        mark_read(comment=first, by=reader)
