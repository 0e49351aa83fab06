"""Messages: who sees which, what stands first, send one again, cancel one with a reason."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client

from accounts.errors import DomainError, NotAllowed, WrongState
from accounts.models import User
from audit.enums import Action
from audit.models import Event
from notifications.domain import deliver_waiting
from notifications.enums import Channel, RecipientKind, State
from notifications.models import Message
from people.domain import messages as outgoing
from people.enums import Role
from people.models import Child, Family
from people.start_page import tasks_for, tiles_for
from tests.factories.messages import make_message
from tests.factories.people import (
    make_administrator,
    make_child,
    make_conflict,
    make_family,
    make_staff,
    make_team,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def support() -> User:
    return make_staff(Role.BUSINESS_SUPPORT)


@pytest.fixture
def child() -> Child:
    return make_child(family=make_family(team=make_team()))


def about(family: Family, **fields: object) -> Message:
    fields = {"to_kind": RecipientKind.FAMILY, "kind": "invitation", **fields}
    return make_message(about=f"family:{family.pk}", **fields)


def page(user: User, address: str = "/messages/") -> str:
    client = Client()
    client.force_login(user)
    return client.get(address).content.decode()


class TestWhoSeesWhat:
    def test_those_who_look_after_messages_see_those_of_their_families(self, child: Child) -> None:
        other = about(make_family(), to_name="Zofia Elsewhere")
        mine, plain = about(child.family), make_message(to_name="user@chairside.example")
        manager = make_staff(Role.TEAM_MANAGER, team=child.family.team)
        assert list(outgoing.visible_messages(manager)) == [mine]
        for role in (Role.BUSINESS_SUPPORT, Role.HEAD_OF_SERVICE):
            assert set(outgoing.visible_messages(make_staff(role))) == {other, mine, plain}
        for user in (make_staff(Role.SOCIAL_WORKER), make_administrator()):
            assert not outgoing.visible_messages(user).exists()

    def test_a_restricted_family_and_a_conflict_hide_even_the_name(
        self, support: User, child: Child
    ) -> None:
        about(child.family, to_name="Tamsin Hidden")
        assert "Tamsin Hidden" in page(support)
        make_conflict(child.family, support)
        assert "Tamsin Hidden" not in page(support)
        Family.objects.filter(pk=child.family.pk).update(is_restricted=True)
        assert "Tamsin Hidden" not in page(make_staff(Role.BUSINESS_SUPPORT))

    def test_a_message_about_something_nobody_registered_is_shown_to_nobody(
        self, support: User
    ) -> None:
        make_message(about="something:12", to_name="Yusuf Unplaced")
        assert not outgoing.visible_messages(support).exists()

    def test_reading_the_list_is_written_down_for_each_child(
        self, support: User, child: Child
    ) -> None:
        message = about(child.family)
        page(support)
        event = Event.objects.get(verb="people.messages", action=Action.LISTED)
        assert (event.child_ids, event.subject_ids) == ([child.pk], [message.pk])


def test_what_needs_somebody_stands_first_and_no_words_of_a_message(
    support: User, child: Child
) -> None:
    held = about(child.family, state=State.HELD, last_error="The address has changed")
    newer = about(child.family, subject="A meeting on 3 March", body="Private words", to_name="New")
    words = page(support)
    assert words.index(f"/messages/{held.pk}/") < words.index(f"/messages/{newer.pk}/")
    assert "The address has changed" in words
    one = page(support, f"/messages/{held.pk}/")
    for shown in (words, one):
        assert "Private words" not in shown
        assert "3 March" not in shown
    assert f"/families/{child.family.pk}/" in one


def test_filters_and_nothing_to_show(support: User, child: Child) -> None:
    assert "No messages yet" in page(support)
    about(child.family, state=State.BOUNCED, to_name="Bounced Person")
    about(child.family, channel=Channel.LETTER, to_name="Letter Person")
    assert "Letter Person" not in page(support, "/messages/?state=trouble")
    assert "Bounced Person" not in page(support, "/messages/?channel=letter")
    assert "No messages like that" in page(support, "/messages/?state=failed")
    assert "Error: Messages" in page(support, "/messages/?state=nonsense")


def test_the_start_page_says_so(support: User, child: Child) -> None:
    about(child.family)
    assert "Messages" in [tile.text for tile in tiles_for(support)]
    assert "Messages" not in [task.label for task in tasks_for(support)]
    about(child.family, state=State.HELD)
    about(make_family(), state=State.BOUNCED)
    (task,) = [task for task in tasks_for(support) if task.label == "Messages"]
    assert task.text == "2 messages did not arrive"
    assert "No rule sets a day for it" in task.why
    manager = make_staff(Role.TEAM_MANAGER, team=child.family.team)
    assert "1 message did not arrive" in [task.text for task in tasks_for(manager)]


class TestWhatOneCanDo:
    def test_one_click_sends_it_again(self, support: User, child: Child) -> None:
        message = about(child.family, state=State.BOUNCED, attempts=1)
        client = Client()
        client.force_login(support)
        assert client.post(f"/messages/{message.pk}/again/").status_code == 302
        assert deliver_waiting() == 1
        assert len(mail.outbox) == 1
        message.refresh_from_db()
        steps = [(step.state, step.by) for step in message.steps.all()]
        assert steps == [(State.WAITING, support), (State.SENT, None)]
        assert Event.objects.get(verb="people.send_message_again").child_ids == [child.pk]

    def test_one_that_waits_is_not_doubled(self, support: User, child: Child) -> None:
        with pytest.raises(WrongState):
            outgoing.send_again(message=about(child.family), by=support)
        letter = about(child.family, channel=Channel.LETTER, state=State.HELD)
        with pytest.raises(WrongState):
            outgoing.send_again(message=letter, by=support)

    def test_cancelling_needs_a_reason(self, support: User, child: Child) -> None:
        message = about(child.family)
        with pytest.raises(DomainError):
            outgoing.cancel(message=message, reason="  ", by=support)
        client = Client()
        client.force_login(support)
        client.post(f"/messages/{message.pk}/", {"reason": "Told by telephone"})
        message.refresh_from_db()
        assert (message.state, message.last_error) == (State.WITHDRAWN, "Told by telephone")
        assert deliver_waiting() == 0
        with pytest.raises(WrongState):
            outgoing.cancel(message=message, reason="Again", by=support)

    def test_what_has_arrived_cannot_be_cancelled(self, support: User, child: Child) -> None:
        with pytest.raises(WrongState):
            outgoing.cancel(
                message=about(child.family, state=State.DELIVERED), reason="Why", by=support
            )

    def test_nobody_else_does_either(self, child: Child) -> None:
        message = about(child.family, state=State.FAILED)
        for user in (make_staff(Role.SOCIAL_WORKER), make_staff(Role.TEAM_MANAGER)):
            with pytest.raises(NotAllowed):
                outgoing.send_again(message=message, by=user)
            with pytest.raises(NotAllowed):
                outgoing.cancel(message=message, reason="Why", by=user)
