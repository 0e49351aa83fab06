"""What the made-up service aims at, what others reach, and how many children live there.

England and its regions are the published figures that come with Chairside. The neighbours and the
population are made up, and say so wherever they are shown.
"""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal

from django.core.management import call_command

from people.enums import Role
from rehearsal.build_staff import Service
from reporting.domain.targets import Aim, note_population, set_comparator, set_target
from reporting.measures import BY_CODE
from reporting.period import year_of

MADE_UP = "made up for the rehearsal"
NEIGHBOURS = {"icpc_in_time": "79.3", "plans_rate": "43.5", "plans_repeat": "23.1"}
# As the services of the seed reports aimed in 2022/23; what is still acceptable is made up.
AIMS = {
    "icpc_in_time": Aim(Decimal(85), low=Decimal(80)),
    "reviews_in_time": Aim(Decimal(90), low=Decimal(85)),
}
LIVE_THERE = 52  # children, for each one who is known to the service


def publish(service: Service, today: dt.date, *, children: int, years: int) -> None:
    """For this year, as many before it as there is history of, and one more to compare with."""
    head, year = service.user_with(Role.HEAD_OF_SERVICE), year_of(today)
    call_command("load_comparators", stdout=io.StringIO())
    for code, value in NEIGHBOURS.items():
        set_comparator(
            measure=BY_CODE[code],
            year_ending=year.before().last,
            name="Statistical neighbours",
            value=Decimal(value),
            source=MADE_UP,
            by=head,
        )
    for _ in range(years + 2):
        number = LIVE_THERE * children
        note_population(year_ending=year.last, children=number, source=MADE_UP, by=head)
        first, year = year.first, year.before()
    for code, aim in AIMS.items():
        set_target(measure=BY_CODE[code], from_on=first, aim=aim, by=head)
