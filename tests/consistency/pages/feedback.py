"""Pages of feedback. A comment says nothing of whose it is, so no page is about a family; who may
read which is in `tests/feedback`."""

from __future__ import annotations

from typing import Any

from feedback.domain.reading import send_to_duty
from feedback.models import Comment, Reader
from people.enums import Role
from tests.consistency.page_matrix import EVERYBODY, Case, Page, for_roles, form_for_roles
from tests.factories.feedback import make_comment, make_head
from tests.factories.people import make_staff
from timescales.domain import today_in_london

HEAD = {Role.HEAD_OF_SERVICE}
DUTY = HEAD | {Role.DUTY_PRINCIPAL_OFFICER}
KEYERS = DUTY | {Role.BUSINESS_SUPPORT}


def a_comment(case: Case) -> Comment:
    return case.keep("comment", lambda case: make_comment())


def a_comment_with_duty(case: Case) -> Comment:
    return case.keep(
        "comment with duty", lambda case: send_to_duty(comment=make_comment(), by=make_head())
    )


def a_reader(case: Case) -> Reader:
    def make(case: Case) -> Reader:
        user = make_staff(Role.SOCIAL_WORKER)
        return Reader.objects.create(user=user, from_on=today_in_london())

    return case.keep("reader", make)


def of_comment(case: Case) -> dict[str, Any]:
    return {"pk": a_comment(case).pk}


def with_duty(case: Case) -> dict[str, Any]:
    return {"pk": a_comment_with_duty(case).pk}


def of_paper(case: Case) -> dict[str, Any]:
    return {"audience": "family"}


PAGES: list[Page] = [
    for_roles("feedback:to_read", HEAD),
    for_roles("feedback:for_duty", DUTY),
    for_roles("feedback:been_read", DUTY),
    form_for_roles("feedback:comment", DUTY, kwargs=with_duty, reads=True),
    for_roles("feedback:mark_read", HEAD, method="post", kwargs=of_comment),
    for_roles("feedback:send_to_duty", HEAD, method="post", kwargs=of_comment),
    for_roles("feedback:find_family", DUTY, method="post", kwargs=with_duty),
    for_roles("feedback:figures", EVERYBODY),
    for_roles("feedback:paper", KEYERS),
    form_for_roles("feedback:key_in", KEYERS, kwargs=of_paper),
    for_roles(
        "feedback:paper_pdf",
        KEYERS,
        kwargs=lambda case: {**of_paper(case), "language": "en", "layout": "standard"},
    ),
    form_for_roles("feedback:manage", HEAD),
    for_roles(
        "feedback:end_reader", HEAD, method="post", kwargs=lambda case: {"pk": a_reader(case).pk}
    ),
    form_for_roles("feedback:local_practice", HEAD),
]
OPEN = {
    "say:enter": "asks for a code; holds no case content",
    "say:enter_in": "the same in another language",
    "say:thanks": "says thank you",
    "say:had_it": "says that we have it",
    "say:form": "opened with a printed secret; asks how it was and says nothing about anybody",
    "say:easy": "the same with pictures",
}
