"""What is written with an act, and what survives when the act is refused."""

import pytest
from django.db import transaction

from audit.context import RequestContext, during
from audit.domain import record, refuse
from audit.enums import Action
from audit.models import Event
from tests.factories.people import make_child, make_user

pytestmark = pytest.mark.django_db


def test_an_event_says_who_did_what_to_whom_and_from_where() -> None:
    user = make_user("Tamsin Pendlewick")
    child = make_child()
    with during(RequestContext(request_id="abc", address="192.0.2.7")):
        event = record(
            Action.OPENED,
            "people.open_child",
            by=user,
            subjects=[child],
            children=[child.pk],
            reason="A visit",
            detail={"words": "Siân’s 100%"},
        )
    columns = [field.attname for field in Event._meta.fields]
    kept = Event.objects.values(*columns).get()
    assert kept == {name: getattr(event, name) for name in columns}
    event.refresh_from_db()
    assert (event.actor_id, event.actor_name) == (user.pk, "Tamsin Pendlewick")
    assert (event.subject_type, event.subject_ids) == ("people.child", [child.pk])
    assert (event.child_ids, event.request_id, event.address) == ([child.pk], "abc", "192.0.2.7")


def test_the_system_acts_under_its_own_name() -> None:
    assert record(Action.SENT, "notifications.deliver", by=None).actor_name == "Chairside"


def test_an_act_that_is_rolled_back_leaves_no_event() -> None:
    with transaction.atomic():
        record(Action.CHANGED, "people.edit_child", by=None)
        transaction.set_rollback(True)
    assert not Event.objects.exists()


def test_a_refusal_survives_the_rollback_of_what_was_refused() -> None:
    user = make_user()
    with transaction.atomic():
        refuse("people.edit_child", by=user, reason="not visible")
        transaction.set_rollback(True)
    refusal = Event.objects.using("audit").get(actor_id=user.pk)
    assert (refusal.action, refusal.reason) == (Action.REFUSED, "not visible")
