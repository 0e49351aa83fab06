"""Who is told what each morning, through the outbox. Numbers and a link, no case content."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.urls import reverse

from notifications.domain import queue, queue_many
from notifications.enums import Channel
from notifications.links import absolute
from notifications.models import Message, PrintRun
from people.domain.queries import named_people, posted, shut_to
from people.enums import Role
from people.models import Bereavement

KIND = "desk.morning"


@dataclass(frozen=True)
class Waiting:
    """How many duties of one person are late, due today, and due within the schedule's days; and
    how many of the late ones have reached a day of the schedule."""

    user_id: int
    name: str
    email: str
    late: int = 0
    today: int = 0
    soon: int = 0
    reminded: int = 0

    def __add__(self, other: Waiting) -> Waiting:
        return replace(
            self,
            late=self.late + other.late,
            today=self.today + other.today,
            soon=self.soon + other.soon,
            reminded=self.reminded + other.reminded,
        )


def morning_key(on: dt.date, user: object) -> str:
    return f"{KIND}:{on}:{user}"


def tell_what_waits(waiting: Iterable[Waiting], *, on: dt.date) -> None:
    """One email for each; of no use tomorrow, when there is another."""
    queue_many(
        [
            Message(
                key=morning_key(on, one.user_id),
                channel=Channel.EMAIL,
                kind=KIND,
                to_name=one.name,
                to_address=one.email,
                subject="Chairside: what needs you today",
                body=_body(one),
            )
            for one in waiting
        ]
    )


def _body(one: Waiting) -> str:
    counts = (("Late", one.late), ("Due today", one.today), ("Due soon", one.soon))
    lines = [f"{words}: {number}" for words, number in counts if number]
    if one.reminded:
        lines += ["", f"Reminder of what is late: {one.reminded}"]
    return "\n".join([*lines, "", "See them here:", absolute(reverse("desk:home")), ""])


def tell_those_named(row: Bereavement) -> None:
    """Of a restricted family, whoever may open it but recorded it themselves: that they should
    open it now, not why."""
    readers = {one.user_id: one.user for one in named_people(row.family) if one.user.is_active}
    shut = shut_to(users=readers, families=[row.family_id])
    page = reverse("desk:family", args=[row.family_id])
    for pk, reader in readers.items():
        if pk == row.recorded_by_id or (pk, row.family_id) in shut:
            continue
        queue(
            key=f"named:{row.about}:{pk}",
            channel=Channel.EMAIL,
            kind="desk.tell_those_named",
            to_name=str(reader),
            to_address=reader.email,
            subject="Chairside: Open a family that you are named on",
            body=(
                "Something was recorded in a restricted family that you are named on, and it "
                f"changes what is done next. Open it today:\n{absolute(page)}\n"
            ),
            about=f"family:{row.family_id}",
        )


def tell_of_family_shut_to_managers(row: Bereavement) -> None:
    """Heads of service and data officers: there is something, and nobody who manages may open it.
    Not what it is: they may not see the family either."""
    readers = [*posted(Role.HEAD_OF_SERVICE), *posted(Role.DATA_OFFICER)]
    page = reverse("people:break_glass", args=[row.family_id])
    for reader in {reader.pk: reader for reader in readers}.values():
        queue(
            key=f"shut-to-managers:{row.about}:{reader.pk}",
            channel=Channel.EMAIL,
            kind="desk.shut_to_managers",
            to_name=str(reader),
            to_address=reader.email,
            subject="Chairside: A restricted family needs a manager",
            body=(
                "Something was recorded in a restricted family that a manager must look at, and "
                "nobody who manages may open it.\n\nA head of service can open it as in an "
                f"emergency, and name who looks at it:\n{absolute(page)}\n"
            ),
            about=f"family:{row.family_id}",
        )


def tell_who_printed(run: PrintRun, row: Bereavement) -> None:
    """A letter lies in the tray that must not be posted: not whose, nor why."""
    page = reverse("conferences:print_run", args=[run.pk])
    queue(
        key=f"take-out:{run.pk}:{row.about}",
        channel=Channel.EMAIL,
        kind="desk.take_out_of_the_post",
        to_name=str(run.printed_by),
        to_address=run.printed_by.email,
        subject="Chairside: Take a letter out of the post",
        body=(
            "A letter that you printed must not be posted. Open the print job now: it says which "
            f"one to take out and destroy.\n{absolute(page)}\n"
        ),
        about=f"family:{row.family_id}",
    )
