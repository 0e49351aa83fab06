"""Business support clear packs once they are trained, at the hub where they sit."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db.models.expressions import RawSQL
from django.test import RequestFactory
from django.utils import timezone

from accounts.errors import DomainError, NotAllowed, WrongState
from accounts.models import User
from audit.models import Event
from disclosure import places
from disclosure.domain.clearing import clear, open_for_clearing, queue_for, submit
from disclosure.domain.documents import mark_read
from disclosure.domain.training import record_training, training_of, withdraw_training
from disclosure.enums import PackState
from disclosure.models import Pack
from disclosure.rules import clears, may_clear, may_say_read
from govuk.navigation import items_for
from people.enums import Role
from tests.disclosure.conftest import Household
from tests.factories.disclosure import make_pack, make_passage, make_recipient, make_upload
from tests.factories.people import make_staff

TODAY = timezone.localdate()


@pytest.fixture
def queued(home: Household) -> Pack:
    words = make_passage(home.record, "Some words.", audience=[home.mother])
    recipient = make_recipient(home.record, home.mother, in_the_room=False)
    return submit(make_pack(recipient, words, by=home.chair), by=home.chair)


def test_only_who_is_trained_clears_and_only_a_head_says_who_is(
    home: Household, queued: Pack
) -> None:
    head, support = make_staff(Role.HEAD_OF_SERVICE), make_staff(Role.BUSINESS_SUPPORT)
    upload = make_upload(home.family, by=home.chair)
    with pytest.raises(NotAllowed, match="at the hub of the meeting who are trained"):
        open_for_clearing(queued, by=support)
    assert (clears(support), in_the_navigation(support)) == (False, None)
    assert not may_say_read(support, upload)
    with pytest.raises(NotAllowed):
        mark_read(upload, by=support)
    for other in (Role.BUSINESS_SUPPORT, Role.DATA_OFFICER, Role.DUTY_PRINCIPAL_OFFICER):
        with pytest.raises(NotAllowed, match="Only a head of service"):
            record_training(user=support, trained_on=TODAY, by=make_staff(other))
    with pytest.raises(NotAllowed, match="Somebody else"):
        record_training(user=head, trained_on=TODAY, by=head)
    with pytest.raises(WrongState, match="does not work there"):
        record_training(user=make_staff(Role.SOCIAL_WORKER), trained_on=TODAY, by=head)
    with pytest.raises(DomainError, match="cannot be to come"):
        record_training(user=support, trained_on=TODAY + dt.timedelta(days=1), by=head)

    first = record_training(user=support, trained_on=TODAY, by=head)
    assert record_training(user=support, trained_on=TODAY, by=head) == first
    assert (first.recorded_by, training_of(support)) == (head, first)
    assert may_say_read(support, upload)
    assert list(queue_for(support)) == [queued]
    open_for_clearing(queued, by=support)

    with pytest.raises(DomainError, match="Say why"):
        withdraw_training(user=support, reason=" ", by=head)
    withdraw_training(user=support, reason="Moved to another desk.", by=head)
    with pytest.raises(NotAllowed):
        clear(queued, by=support)
    record_training(user=support, trained_on=TODAY, by=head)
    assert clear(queued, by=support).state == PackState.CLEARED
    assert support.clearing_trainings.count() == 2
    told = Event.objects.filter(actor_id=head.pk, subject_ids=[support.pk]).order_by("id")
    assert list(told.values_list("verb", flat=True)) == [
        "disclosure.record_training",
        "disclosure.withdraw_training",
        "disclosure.record_training",
    ]


def in_the_navigation(user: User) -> int | None:
    """How many wait, beside the link; None where there is no link."""
    request = RequestFactory().get("/")
    request.user = user
    return {link.text: link.number for link in items_for(request)}.get("To clear")


class OneHub:
    """Every meeting is held where only these people sit."""

    def __init__(self, *here: User) -> None:
        self.here = here

    def everywhere(self) -> list[places.Place]:
        return [places.Place("hub:1", "North hub", "NORTH-1")]

    def of(self, user: User) -> frozenset[str]:
        return frozenset({"hub:1"} if user in self.here else set())

    def elsewhere(self, user: User) -> RawSQL:
        return RawSQL("SELECT id FROM disclosure_record WHERE %s", (user not in self.here,))


def test_business_support_clear_at_their_own_hub_and_others_anywhere(
    home: Household, queued: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    head, duty = make_staff(Role.HEAD_OF_SERVICE), make_staff(Role.DUTY_PRINCIPAL_OFFICER)
    here, there = make_staff(Role.BUSINESS_SUPPORT), make_staff(Role.BUSINESS_SUPPORT)
    for user in (here, there):
        record_training(user=user, trained_on=TODAY, by=head)
    monkeypatch.setitem(places._registered, "places", OneHub(here))
    may = {user for user in (here, there, duty, head) if may_clear(user, queued)}
    assert may == {here, duty, head}
    upload = make_upload(home.family, by=home.chair)
    assert {user for user in (here, there, duty, head) if may_say_read(user, upload)} == may
    with pytest.raises(NotAllowed, match="at the hub of the meeting"):
        open_for_clearing(queued, by=there)
    assert [list(queue_for(user)) for user in (here, there, duty)] == [[queued], [], [queued]]
    assert [in_the_navigation(user) for user in (here, there, duty)] == [1, 0, 1]
