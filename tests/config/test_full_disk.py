"""A full disk: refused in plain words, what was typed stays, nothing answered as saved is lost
(quality.md, F8). What the live room's page then says is in tests/journeys/test_live_room.py."""

from __future__ import annotations

import errno
import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from audit.models import Event
from config.full_disk import is_full
from disclosure.models import Operation, Passage
from disclosure.rendering import store
from tests.factories.live import LiveRoom, make_live_room, op
from tests.factories.people import make_family, make_staff
from tests.full_disk import full_disk

pytestmark = pytest.mark.django_db


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def line(room: LiveRoom, text: str) -> dict[str, Any]:
    number = op("x")["uuid"]
    return op("passage.add", passage=number, heading="worries", text=text, part_key=room.part.key)


def send(client: Client, room: LiveRoom, *operations: dict[str, Any]) -> Any:
    body = json.dumps({"operations": list(operations)})
    url = reverse("conferences:live_operations", args=[room.conference.pk])
    return client.post(url, body, "application/json", headers={"Accept": "application/json"})


def test_the_live_room_is_told_and_sends_the_same_line_again() -> None:
    room = make_live_room().open("mother", "health")
    client, sent = client_of(room.chair), line(room, "He was cold.")
    assert send(client, room, line(room, "He was hungry.")).status_code == 200
    audited = Event.objects.filter(verb="disclosure.apply").count()
    with full_disk("disclosure_operation"):
        refused = send(client, room, sent)
    assert refused.status_code == 507
    assert "disk is full, so this is not saved" in refused.json()["message"]
    # The whole batch was taken back: no words without history or audit.
    assert [passage.text for passage in Passage.objects.all()] == ["He was hungry."]
    assert Event.objects.filter(verb="disclosure.apply").count() == audited
    assert send(client, room, sent).json()["results"][0]["status"] == "applied"
    assert send(client, room, sent).json()["results"][0]["status"] == "duplicate"
    assert Operation.objects.count() == 2


def test_a_form_comes_back_with_every_word_and_can_be_sent_again() -> None:
    family = make_family("Brackenridge")
    client = client_of(make_staff("duty_principal_officer"))
    page = reverse("conferences:consult")
    typed = {
        "family": family.pk,
        "asked_by": "Orla Fenwick, north team",
        "outcome": "proceed",
        "reason": "Line one.\n<b>Line two</b> نعم",
        "password": "never shown again",
    }
    with full_disk("conferences_screening"):
        answer = client.post(page, typed)
    assert answer.status_code == 507
    shown = answer.content.decode()
    assert "Not saved: the disk is full" in shown
    assert f'action="{page}"' in shown
    assert shown.count("Line one.\n&lt;b&gt;Line two&lt;/b&gt; نعم") == 2  # to send, and to see
    assert "never shown again" not in shown
    assert client.post(page, typed).status_code == 302


def test_a_record_that_cannot_be_noted_as_read_is_not_shown() -> None:
    """No audit row, no read: the page says why, and shows nothing of the case."""
    room = make_live_room().open("mother")
    client = client_of(room.chair)
    with full_disk("audit_event"):
        answer = client.get(reverse("conferences:conference", args=[room.conference.pk]))
    assert answer.status_code == 507
    assert "The disk is full" in answer.content.decode()
    assert "Okafor" not in answer.content.decode()


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_the_private_store_says_so_too(number: int) -> None:
    error = store.Changed("x")
    error.__cause__ = OSError(number, "No space left on device")
    assert is_full(error)
    assert not is_full(OSError(errno.EACCES, "Permission denied"))
