"""Keys for words that wait on a device, and who is told when they wait too long."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from accounts.errors import DomainError
from conferences.domain import devices
from conferences.domain.devices import key_for, note_kept_lines, tell_managers_of_kept_lines
from conferences.models import KeptLines
from notifications.models import Message
from tests.factories.live import make_live_room
from tests.factories.people import make_staff, make_user

pytestmark = pytest.mark.django_db
DEVICE = uuid.UUID(int=1)


def test_derives_as_rfc_5869_does():
    # Test case 3 of RFC 5869: SHA-256, no salt, no info; the first 32 bytes.
    expected = "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
    assert devices._hkdf(b"\x0b" * 22, b"").hex() == expected


def test_the_same_person_has_the_same_key_after_signing_in_again():
    user = make_user()
    assert key_for(user, "2026-W47") == key_for(user, "2026-W47")
    assert len(key_for(user, "2026-W47")) == 32


def test_another_person_or_another_week_has_another_key():
    one, other = make_user(), make_user()
    keys = {key_for(one, "2026-W47"), key_for(one, "2026-W48"), key_for(other, "2026-W47")}
    assert len(keys) == 3


@pytest.mark.parametrize("period", ["", "2026", "2026-W4", "2026-W47; drop", "x" * 500])
def test_an_unknown_period_has_no_key(period):
    with pytest.raises(DomainError):
        key_for(make_user(), period)


def test_the_week_is_the_iso_week():
    assert devices.this_period(dt.date(2026, 1, 1)) == "2026-W01"
    assert devices.this_period(dt.date(2027, 1, 1)) == "2026-W53"


def note(room, lines):
    return note_kept_lines(
        conference=room.conference, device=DEVICE, lines=lines, by=room.minute_taker
    )


def test_a_device_tells_a_number_and_takes_it_back():
    room = make_live_room()
    note(room, 3)
    note(room, 2)
    assert [row.lines for row in KeptLines.objects.all()] == [2]
    note(room, 0)
    assert not KeptLines.objects.exists()


def test_a_head_of_service_is_told_after_seven_days_and_once():
    room = make_live_room()
    head = make_staff("head_of_service")
    note(room, 3)
    now = timezone.now()
    assert tell_managers_of_kept_lines(now + dt.timedelta(days=6, hours=23)) == 0
    assert tell_managers_of_kept_lines(now + dt.timedelta(days=7, minutes=1)) == 1
    assert tell_managers_of_kept_lines(now + dt.timedelta(days=8)) == 0
    message = Message.objects.get(kind="kept_lines")
    assert message.to_address == head.email
    assert "Okafor" not in message.subject + message.body
