"""What of this room stands on somebody's start page. Numbers only: nothing anybody wrote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import User
from feedback import rules
from feedback.domain.answering import READ_IN_TIME
from feedback.domain.reading import HARM_SETTLED, waiting
from feedback.models import Comment
from people.start_page import Task, Tile
from timescales.domain import explain_briefly

NOT_TIMED = "No clock runs for it: it waits until somebody has dealt with it."


def tiles(user: User) -> Iterator[Tile]:
    if rules.may_key_in(user):
        yield Tile(
            "Feedback on paper", reverse("feedback:paper"), "Print the form, or key in an answer"
        )
    if rules.may_see_figures(user):
        yield Tile("What people say of us", reverse("feedback:figures"), "Feedback by month")


def tasks(user: User) -> Iterator[Task]:
    seen = Comment.objects.visible_to(user)
    if rules.may_settle(user):
        told = _task(seen.with_duty(), HARM_SETTLED, "for_duty", "that may tell of harm")
        yield from (replace(task, danger=True) for task in told)
    if rules.may_read(user):
        yield from _task(seen.to_read(), READ_IN_TIME, "to_read", "to read")


def _task(rows: QuerySet[Comment], rule: str, page: str, what: str) -> Iterator[Task]:
    lines = waiting(rows, rule=rule)
    if lines:
        first = lines[0]
        number = "1 comment" if len(lines) == 1 else f"{len(lines)} comments"
        yield Task(
            text=f"{number} {what}",
            url=reverse(f"feedback:{page}"),
            due_on=first.due_on,
            label="Feedback",
            why=explain_briefly(first.clock) if first.clock else NOT_TIMED,
        )
