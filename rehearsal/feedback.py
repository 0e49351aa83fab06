"""A few plans are handed over, and some of those who took one say how the conference went."""

from __future__ import annotations

from accounts.models import User
from disclosure.models import Pack
from feedback.domain.answering import Given, give_answer
from feedback.domain.codes import code_of
from feedback.domain.keying_in import key_in
from feedback.domain.managing import name_reader
from feedback.domain.reading import mark_read, send_to_duty, settle
from feedback.enums import Audience, GivenBy
from feedback.models import Comment, Slip
from people.enums import Role
from rehearsal.build_staff import Service
from rehearsal.packs import put_packs_through
from timescales.domain import today_in_london

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
    Given(
        scores={"listened": "yes", "respect": "yes", "plan_clear": "yes"},
        could_be_better="Nobody was with my little brother in the waiting room for an hour.",
    ),
)
HARM = (
    ("at night", ""),
    ("waiting room", "Rang the mother. The hub now has somebody with children who wait."),
)
ON_PAPER = (
    (
        Audience.FAMILY,
        Given(
            scores={"listened": "yes", "respect": "yes", "report_in_time": "no"}, by=GivenBy.PAPER
        ),
    ),
    (
        Audience.FAMILY,
        Given(
            scores={"listened": "yes", "respect": "partly", "report_in_time": "yes"},
            went_well="Tea for the little ones.",
            by=GivenBy.PAPER,
        ),
    ),
    (
        Audience.PROFESSIONAL,
        Given(
            scores={"asked_in_time": "no", "reports_read": "yes", "chaired_well": "yes"},
            could_be_better="The invitation came two days before. Term dates would help.",
            by=GivenBy.PAPER,
        ),
    ),
)


def say_how_it_was(service: Service) -> None:
    support, head = (
        service.user_with(Role.BUSINESS_SUPPORT),
        service.user_with(Role.HEAD_OF_SERVICE),
    )
    name_reader(user=support, by=head)
    _answer(put_packs_through(service))
    for audience, given in ON_PAPER:
        key_in(given=given, audience=audience, code="", came_on=today_in_london(), by=support)
    _read(support, service.user_with(Role.DUTY_PRINCIPAL_OFFICER))


def _answer(packs: list[Pack]) -> None:
    for pack, given in zip(packs, FAMILIES, strict=False):
        slip = Slip.objects.get(recipient=pack.recipient_id)
        give_answer(code=code_of(slip.audience, slip.seed), given=given)


def _read(reader: User, duty: User) -> None:
    """One is with duty, one duty has settled, one was read, the others wait."""
    for words, done in HARM:
        found = Comment.objects.filter(could_be_better__contains=words).first()
        if found is not None:
            passed_on = send_to_duty(comment=found, by=reader)
            if done:
                settle(comment=passed_on, what_was_done=done, by=duty)
    first = Comment.objects.visible_to(reader).to_read().first()
    if first is not None:
        mark_read(comment=first, by=reader)
