"""Hubs and their rooms: one line for each room."""

from __future__ import annotations

from pathlib import Path

from accounts.models import User
from bookings.domain.places import save_hub, save_room
from bookings.models import ConferenceRoom, Hub
from reporting.imports.parsing import BadValue, flag, text
from reporting.imports.setting_up.sheet import Heading, SheetRow, Taken, take_file

MOST_SEATS = 200


def _seats(value: str) -> int:
    if not value.isascii() or not value.isdigit() or not 1 <= int(value) <= MOST_SEATS:
        raise BadValue(f"Write how many people can sit there, from 1 to {MOST_SEATS}.")
    return int(value)


def _districts(value: str) -> list[str]:
    found = value.upper().replace(",", " ").split()
    if any(len(each) > 5 for each in found):
        raise BadValue("Write first halves of postcodes, as ZZ3 ZZ4.")
    return found


def _address(value: str) -> str:
    """Lines of an address stand between semicolons."""
    return "\n".join(part.strip() for part in value.split(";") if part.strip())


HEADINGS = (
    Heading("hub", text(100), needed=True, what="The building"),
    Heading("hub address", _address, what="House and street; town; postcode. Once for each hub"),
    Heading("how to get there", text(500), what="Buses, parking, which door"),
    Heading("near districts", _districts, what="First halves of postcodes, as ZZ3 ZZ4"),
    Heading("room", text(60), needed=True, what="Its name in that building"),
    Heading("seats", _seats, needed=True, what="People who can sit at the table"),
    Heading("hybrid", flag, what="Y or N: screen, camera and microphones"),
    Heading("step free", flag, what="Y or N"),
    Heading("hearing loop", flag, what="Y or N"),
    Heading("separate waiting", flag, what="Y or N: people can arrive and wait apart"),
)


def import_rooms(path: Path, *, by: User) -> Taken:
    """All of the file or nothing. A room that is here already is left as it is."""
    return take_file(path, HEADINGS, _take, by)


def _take(row: SheetRow, by: User) -> bool:
    hub = Hub.objects.filter(name__iexact=row["hub"]).first()
    if hub is None:
        hub = save_hub(hub=_new_hub(row), by=by)
    if ConferenceRoom.objects.filter(hub=hub, name__iexact=row["room"]).exists():
        return False
    room = ConferenceRoom(
        hub=hub,
        name=row["room"],
        capacity=row["seats"],
        hybrid_equipment=bool(row["hybrid"]),
        step_free=bool(row["step free"]),
        hearing_loop=bool(row["hearing loop"]),
        separate_waiting=bool(row["separate waiting"]),
    )
    save_room(room=room, by=by)
    return True


def _new_hub(row: SheetRow) -> Hub:
    return Hub(
        name=row["hub"],
        address=row["hub address"] or "",
        how_to_get_there=row["how to get there"] or "",
        near_districts=row["near districts"] or [],
    )
