"""Whoever closes or seals holds plans and records against others who change them. What only points
at one is written meanwhile: else two people could wait for each other for ever."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from conferences.domain.closing import close_conference
from conferences.enums import ConferenceKind
from disclosure.domain.sealing import seal_upload
from people.enums import Role
from plans.domain.queries import open_plan_for
from plans.enums import ItemStatus
from plans.models import Plan, PlanItem, Visit
from tests.factories.disclosure import make_recipient, make_upload
from tests.factories.meetings import Meeting, agree_action, decide, make_meeting
from tests.factories.people import make_person, make_staff
from timescales.domain import today_in_london

pytestmark = pytest.mark.django_db(transaction=True)


def meanwhile(act: Callable[[], object]) -> BaseException | None:
    """`act` on a connection of its own that waits two seconds for a lock; what it raised."""
    raised: list[BaseException] = []

    def run() -> None:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '2s'")
                act()
        except BaseException as error:
            raised.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(timeout=60)
    return raised[0] if raised else None


def ready(meeting: Meeting) -> Meeting:
    for each in meeting.children:
        decide(meeting, each)
    agree_action(meeting)
    return meeting


def test_a_visit_is_kept_while_the_review_of_its_plan_closes() -> None:
    first = ready(make_meeting())
    close_conference(conference=first.conference, details=first.details(), by=first.chair)
    PlanItem.objects.update(status=ItemStatus.DONE)
    review = make_meeting("Somebody Else", kind=ConferenceKind.REVIEW)
    each = review.children[0]
    each.child = first.children[0].child
    each.plan = plan = open_plan_for(each.child)
    each.save()
    details = ready(review).details(first_core_group_at=None)
    with transaction.atomic():
        close_conference(conference=review.conference, details=details, by=review.chair)
        assert meanwhile(lambda: visited(plan)) is None
    assert plan.visits.count() == 1


def visited(plan: Plan) -> None:
    Visit.objects.create(plan=plan, visited_on=today_in_london(), was_seen=True)


def test_a_recipient_is_added_while_a_document_is_sealed() -> None:
    meeting = make_meeting()
    record = meeting.conference.record
    upload = make_upload(record.family, by=meeting.chair)
    person, officer = make_person("Ngozi Testwood"), make_staff(Role.DATA_OFFICER)
    with transaction.atomic():
        seal_upload(upload, record=record, by=officer, reason="Another family's.")
        assert meanwhile(lambda: make_recipient(record, person)) is None
    assert record.recipients.filter(person=person).count() == 1
