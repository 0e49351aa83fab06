"""Whom words wait for: a named reader, or the duty officer. For the morning email of everybody."""

from __future__ import annotations

from collections.abc import Iterator

from accounts.models import User
from feedback import notices
from feedback.domain.answering import READ_IN_TIME
from feedback.domain.reading import HARM_SETTLED
from feedback.models import Comment
from feedback.models.comment import CommentQuerySet
from people.domain.queries import posted
from people.enums import Role
from people.start_page import Owed
from timescales.models import Deadline


def owed() -> Iterator[Owed]:
    """One line to each, however many comments wait: as on their first page. What no named reader
    may read waits for the heads of service."""
    left = Comment.objects.to_read()
    for reader in notices.readers():
        theirs = Comment.objects.visible_to(reader).to_read()
        left = left.exclude(pk__in=theirs.values("pk"))
        yield from _first(theirs, READ_IN_TIME, reader)
    for head in posted(Role.HEAD_OF_SERVICE):
        yield from _first(left.visible_to(head), READ_IN_TIME, head)
    for officer in notices.duty_officers():
        yield from _first(Comment.objects.visible_to(officer).with_duty(), HARM_SETTLED, officer)


def _first(rows: CommentQuerySet, rule: str, reader: User) -> Iterator[Owed]:
    clocks = Deadline.objects.open().filter(rule=rule, about__in=[row.about for row in rows])
    if first := clocks.order_by("due_on", "pk").first():
        yield Owed(reader.pk, rule, None, first.about)
