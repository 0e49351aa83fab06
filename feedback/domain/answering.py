"""Take an answer that came by a code, without asking who gave it. Nothing sent is ever lost.

Sent twice it is kept once; new words sent with a code that was used are kept beside the first, and
so is the answer to a question that nobody had answered with it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from django.db import transaction

from accounts.errors import DomainError
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from feedback import notices
from feedback.domain.codes import hash_of
from feedback.enums import Audience, GivenBy
from feedback.models import Answer, AnswerScore, Comment, Slip
from people.models import Area
from timescales.domain import start_deadline, today_in_london
from timescales.due import Dates

MOST_COMMENTS = 5
READ_IN_TIME = "feedback_read"


class CodeDoesNotWork(DomainError):
    """Unknown, withdrawn or past its day: nobody is told which."""


class EnoughSaid(DomainError):
    """This code brought as many comments as one code may."""


class Taken(StrEnum):
    FIRST = "first"
    AGAIN = "again"
    SAME = "same"


@dataclass(frozen=True)
class Given:
    """What somebody answered. `scores` by question."""

    scores: Mapping[str, str] = field(default_factory=dict)
    went_well: str = ""
    could_be_better: str = ""
    contact: str = ""
    language: str = "en"
    by: GivenBy = GivenBy.PHONE

    @property
    def words(self) -> tuple[str, str, str]:
        return self.went_well.strip(), self.could_be_better.strip(), self.contact.strip()


def open_slip(code: str) -> Slip:
    """The slip of a code that works today. Raises `CodeDoesNotWork`."""
    return _working(Slip.objects.filter(code_hash=hash_of(code)).first())


@transaction.atomic
def give_answer(
    *, code: str, given: Given, keyed_by: User | None = None, came_on: dt.date | None = None
) -> Taken:
    """Keep what was sent with this code. Raises `CodeDoesNotWork`, `EnoughSaid`."""
    rows = Slip.objects.select_for_update(of=("self",)).filter(code_hash=hash_of(code))
    slip = _working(rows.select_related("recipient__record__family").first(), on=came_on)
    standing = Answer.objects.filter(slip=slip).first()
    if standing is not None:
        _add_scores(standing, given, by=keyed_by)
        _add_words(standing, given, by=keyed_by)
        return Taken.AGAIN
    came_on = came_on or today_in_london()
    area = slip.recipient.record.family.area
    keep_answer(
        given, audience=Audience(slip.audience), on=came_on, slip=slip, area=area, by=keyed_by
    )
    slip.answered_on = came_on
    slip.save(update_fields=["answered_on"])
    return Taken.FIRST


def _working(slip: Slip | None, *, on: dt.date | None = None) -> Slip:
    if slip is None or not slip.works(on or today_in_london()):
        raise CodeDoesNotWork("This code does not work.", field="code")
    return slip


def keep_answer(
    given: Given,
    *,
    audience: Audience,
    on: dt.date,
    by: User | None,
    slip: Slip | None = None,
    area: Area | None = None,
    key: UUID | None = None,
) -> Answer:
    """Scores and words of one answer. The caller has checked that it may be taken."""
    answer = Answer.objects.create(
        slip=slip,
        came_with_code=slip is not None,
        audience=audience,
        area=area,
        language=given.language,
        given_by=given.by,
        given_on=on,
        keyed_by=by,
        key=key,
    )
    _keep_scores(answer, given.scores)
    record(Action.CREATED, "feedback.give", by=by, subjects=[answer])
    _add_words(answer, given, by=by)
    return answer


def _add_scores(answer: Answer, given: Given, *, by: User | None) -> None:
    """Of questions not answered yet: what was answered first stands."""
    answered = set(answer.scores.values_list("question", flat=True))
    new = {question: score for question, score in given.scores.items() if question not in answered}
    if new:
        _keep_scores(answer, new)
        record(Action.CHANGED, "feedback.add_scores", by=by, subjects=[answer])


def _keep_scores(answer: Answer, scores: Mapping[str, str]) -> None:
    AnswerScore.objects.bulk_create(
        AnswerScore(answer=answer, question=question, score=score)
        for question, score in scores.items()
    )


def digest_of(words: tuple[str, str, str]) -> str:
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()


def _add_words(answer: Answer, given: Given, *, by: User | None) -> None:
    """New words wait for a named person, with a clock. The same words again change nothing."""
    if not any(given.words):
        return
    digest = digest_of(given.words)
    if answer.comments.filter(digest=digest).exists():
        return
    if answer.comments.count() >= MOST_COMMENTS:
        raise EnoughSaid("This code has brought all the comments it may.")
    went_well, could_be_better, contact = given.words
    comment = Comment.objects.create(
        answer=answer,
        went_well=went_well,
        could_be_better=could_be_better,
        contact=contact,
        digest=digest,
    )
    dates = Dates(start=today_in_london())
    start_deadline(rule=READ_IN_TIME, dates=dates, by=by, about=comment.about)
    record(Action.CREATED, "feedback.comment", by=by, subjects=[comment])
    notices.words_to_read(comment)
