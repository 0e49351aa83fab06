"""Who is told what, through the outbox. No case content: a link, and what kind of thing waits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from disclosure.domain.one_time import CODE_LASTS
from escalations.rules import who_answers
from notifications.domain import queue
from notifications.enums import Channel, RecipientKind
from notifications.links import absolute
from people.domain.queries import holder_of, managers_of, posted
from people.enums import AgencyKind, CaseRoleKind, Role
from people.models import Family
from people.rules import may_see_family

if TYPE_CHECKING:
    from escalations.models import AnswerPass, Complaint, FormStage, Praise

LINK_SUBJECT = "Your answer is needed"
LINK_BODY = (
    "Children’s services ask for your answer in writing.\n\nOpen this link. We will then send you "
    "a code to type in.\n\n{link}\n\nIf you did not expect this, do not open it.\n"
)
CODE_SUBJECT = "Your code"
CODE_BODY = (
    "Your code is {code}\n\nIt works once, for 10 minutes. Nobody will ever ask you for it.\n"
)


def praise_given(praise: Praise) -> None:
    """Our own worker, and their manager. A partner hears it from the chair."""
    if praise.agency.kind != AgencyKind.SOCIAL_CARE:
        return
    worker = praise.professional.user if praise.professional else None
    _tell(
        [worker, *managers_of(praise.family)],
        praise.family,
        key=praise.about,
        kind="praise",
        subject="Good work was noted",
        body="Somebody noted good work of yours, or of your team.",
        path=reverse("escalations:praise", args=[praise.pk]),
    )


def form_to_answer(stage: FormStage, *, reader: User) -> None:
    """Staff answer with their own sign-in. At most one such email a day."""
    _tell_of_form(
        stage,
        [reader],
        key=f"{stage.about}:{timezone.localdate()}",
        kind="form_to_answer",
        subject="A Resolution Form waits for your answer",
        body="A Resolution Form has been sent to you. Please read it, and answer in time.",
    )


def form_answered(stage: FormStage) -> None:
    """Whoever raised it and the family's chair: resolve it, or step it up."""
    _tell_of_form(
        stage,
        _those_who_settle(stage),
        key=stage.about,
        kind="form_answered",
        subject="A Resolution Form was answered",
        body="There is an answer. Please resolve the form, or step it up.",
    )


def form_settled(stage: FormStage) -> None:
    """Those of our own whom it was sent to, at any stage."""
    asked = stage.form.stages.select_related("recipient__user")
    _tell_of_form(
        stage,
        [one.recipient.user for one in asked],
        key=stage.form.about,
        kind="form_settled",
        subject="A Resolution Form is closed",
        body="A Resolution Form that was sent to you has been resolved or withdrawn.",
    )


def limit_passed(stage: FormStage) -> None:
    """Whoever should have answered, and whoever can step it up; once for each stage."""
    _tell_of_form(
        stage,
        [stage.recipient.user, *_those_who_settle(stage)],
        key=stage.about,
        kind="form_past_its_limit",
        subject="A Resolution Form is past its limit",
        body="Nobody has answered a Resolution Form in time. It can be stepped up.",
    )


def _those_who_settle(stage: FormStage) -> list[User | None]:
    chair = holder_of(stage.form.family, CaseRoleKind.CHAIR)
    return [stage.form.raised_by, chair.user if chair else None]


def complaint_to_answer(complaint: Complaint) -> None:
    """The chair of the conference; without one who can be told, the heads of service."""
    chair = who_answers(complaint)
    readers = [chair] if chair else posted(Role.HEAD_OF_SERVICE)
    _tell_of_complaint(
        complaint,
        readers,
        kind="complaint_to_answer",
        subject="A complaint waits for your answer",
        body="A complaint about a conference has come in. Please answer it in time.",
    )


def panel_to_hold(complaint: Complaint) -> None:
    _tell_of_complaint(
        complaint,
        posted(Role.HEAD_OF_SERVICE),
        kind="panel_to_hold",
        subject="A complaint needs a panel",
        body="A complaint about a conference goes to a panel.",
    )


def _tell_of_complaint(
    complaint: Complaint, readers: Iterable[User], *, kind: str, subject: str, body: str
) -> None:
    _tell(
        readers,
        complaint.family,
        key=complaint.about,
        kind=kind,
        subject=subject,
        body=body,
        path=reverse("escalations:complaint", args=[complaint.pk]),
    )


def link_to_answer(one: AnswerPass, *, token: str, check_name: str) -> None:
    """To somebody without a sign-in. It never says what it is about."""
    link = absolute(reverse("answers:open", args=[token]))
    body = LINK_BODY.format(link=link)
    _to_guest(one, "link", LINK_SUBJECT, body, check_name, until=one.expires_at)


def code_to_answer(one: AnswerPass, *, code: str, check_name: str) -> None:
    what, until = f"code:{one.codes_sent}", timezone.now() + CODE_LASTS
    _to_guest(one, what, CODE_SUBJECT, CODE_BODY.format(code=code), check_name, until=until)


def _to_guest(
    one: AnswerPass, what: str, subject: str, body: str, check_name: str, *, until: dt.datetime
) -> None:
    queue(
        key=f"answer-pass:{one.pk}:{what}",
        channel=Channel(one.channel),
        kind="answer_pass",
        to_kind=RecipientKind.PROFESSIONAL,
        to_name=one.stage.recipient.person.name,
        to_address=one.to_address,
        subject=subject,
        body=body,
        check_name=check_name,
        check_arguments={"answer_pass": one.pk},
        not_after_at=until,
        about=one.stage.form.about,
    )


def _tell_of_form(
    stage: FormStage,
    readers: Iterable[User | None],
    *,
    key: str,
    kind: str,
    subject: str,
    body: str,
) -> None:
    path = reverse("escalations:form", args=[stage.form_id])
    _tell(readers, stage.form.family, key=key, kind=kind, subject=subject, body=body, path=path)


def _tell(
    readers: Iterable[User | None],
    family: Family,
    *,
    key: str,
    kind: str,
    subject: str,
    body: str,
    path: str,
) -> None:
    """One email for each reader who may open it; the same `key` again is the same email."""
    each_once = {reader.pk: reader for reader in readers if reader and reader.is_active}
    for reader in each_once.values():
        if not may_see_family(reader, family):
            continue
        queue(
            key=f"{key}:{kind}:{reader.pk}",
            channel=Channel.EMAIL,
            kind=kind,
            to_name=str(reader),
            to_address=reader.email,
            subject=f"Chairside: {subject}",
            body=f"{body}\n\n{absolute(path)}\n",
            about=":".join(key.split(":")[:2]),
        )
