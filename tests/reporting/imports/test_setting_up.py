"""Rooms and staff from plain files: all of a file, or every line that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from bookings.enums import Weekday
from bookings.models import Chair, ConferenceRoom, Hub, WorkingPattern
from people.enums import Role
from people.models import CaseRole, Posting, Team
from tests.factories.people import make_staff
from tests.reporting.imports.folder import bring_in, history, write

Capture = pytest.CaptureFixture[str]
pytestmark = pytest.mark.django_db
ROOMS = """hub,hub address,near districts,room,seats,hybrid,step free
Lantern House,1 Pretend Parade; Nowhere; ZZ3 1AA,ZZ3 zz4,Alder,12,Y,N
lantern house,,,Beech,8,N,Y
"""
STAFF = """name,email,role,team,area,from,case system id,chairs,fte,hub,monday,tuesday
Ada Fenwright,ada@service.example,Social worker,Harbour,North,2025-09-01,P1,N,,,,
Odile Pry,op@a.example,Principal officer,,,,,Y,0.6,Lantern House,9:00-17:00,9:00-12:00 13:00-16:30
"""


def _import(tmp_path: Path, what: str, text: str, by: User, capsys: Capture) -> str:
    path = tmp_path / f"{what}.csv"
    path.write_text(text, "utf-8")
    call_command(f"import_{what}", str(path), "--by", by.email)
    return capsys.readouterr().out


def test_a_service_sets_itself_up_and_its_history_finds_the_staff(
    tmp_path: Path, capsys: Capture
) -> None:
    head = make_staff(Role.HEAD_OF_SERVICE)
    assert "2 new, 0 here" in _import(tmp_path, "rooms", ROOMS, head, capsys)
    assert "2 new, 0 here" in _import(tmp_path, "staff", STAFF, head, capsys)
    hub = Hub.objects.get()
    assert (hub.near_districts, hub.address.splitlines()[2]) == (["ZZ3", "ZZ4"], "ZZ3 1AA")
    assert [
        (room.name, room.capacity, room.step_free) for room in ConferenceRoom.objects.all()
    ] == [
        ("Alder", 12, False),
        ("Beech", 8, True),
    ]
    chair = Chair.objects.get()
    assert (str(chair), float(chair.fte), chair.hub) == ("Odile Pry", 0.6, hub)
    hours = WorkingPattern.objects.order_by("weekday", "starts")
    assert [(row.weekday, f"{row.starts:%H:%M}-{row.ends:%H:%M}") for row in hours] == [
        (Weekday.MONDAY, "09:00-17:00"),
        (Weekday.TUESDAY, "09:00-12:00"),
        (Weekday.TUESDAY, "13:00-16:30"),
    ]
    team = Team.objects.get(name="Harbour")
    assert Posting.objects.get(user__email="ada@service.example").team == team

    assert "0 new, 2 here" in _import(tmp_path, "rooms", ROOMS, head, capsys)
    assert "0 new, 2 here" in _import(tmp_path, "staff", STAFF, head, capsys)
    bring_in(write(tmp_path / "ssd", history()))
    worker = CaseRole.objects.get().professional.user
    assert (worker and worker.email, Team.objects.count()) == ("ada@service.example", 1)


def test_one_wrong_line_and_nothing_is_kept(tmp_path: Path, capsys: Capture) -> None:
    head = make_staff(Role.HEAD_OF_SERVICE)
    wrong = ROOMS + "Lantern House,,,Cedar,many,Y,N\nLantern House,,,Damson\n"
    with pytest.raises(CommandError, match="3 things are wrong"):
        _import(tmp_path, "rooms", wrong, head, capsys)
    said = capsys.readouterr().err
    assert "Line 4, seats: “many”. Write how many people can sit there" in said
    assert "Line 5" in said
    wrong = STAFF.replace("Social worker", "Wizard") + (
        "Nell Vane,nell@service.example,Team manager,,,,,,,,,\n"
        "Ott Vane,ott@service.example,Business support,,,,,N,,Nowhere,9-5,\n"
        "Isa Vane,isa@service.example,Business support,,,,,N,,Nowhere,17:00-09:00,\n"
    )
    with pytest.raises(CommandError, match="Nothing was kept"):
        _import(tmp_path, "staff", wrong, head, capsys)
    said = capsys.readouterr().err
    assert [line.split(":")[0] for line in said.splitlines()] == [
        "Line 2, role",
        "Line 3, hub",
        "Line 4, team",
        "Line 5, monday",
        "Line 6, hub",
    ]
    assert not Hub.objects.exists()
    assert User.objects.exclude(pk=head.pk).count() == 0
    worker = make_staff(Role.SOCIAL_WORKER)
    for what, right in (("rooms", ROOMS), ("staff", STAFF)):
        with pytest.raises(CommandError, match="You do not have permission to"):
            _import(tmp_path, what, right, worker, capsys)
    assert not Hub.objects.exists()
