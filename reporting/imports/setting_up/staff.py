"""Members of staff: sign-in, role and team; for chairs and minute-takers their hub and hours."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from accounts.errors import DomainError
from accounts.models import User
from bookings.domain.hub_postings import sit_at
from bookings.domain.staffing import Stretch, save_chair, save_minute_taker, set_hours
from bookings.enums import Weekday
from bookings.models import Chair, Hub, MinuteTaker
from people.domain.organisation import save_area, save_team
from people.domain.staff import PostingDetails, add_member_of_staff
from people.enums import Role
from people.models import Area, Posting, Professional, Team
from people.names import fold
from reporting.enums import RunState
from reporting.imports.parsing import BadValue, any_day, flag, text
from reporting.imports.places import PROFESSIONALS
from reporting.imports.setting_up.sheet import Heading, SheetRow, Taken, take_file
from reporting.models import ImportedRow, ImportRun
from timescales.domain import today_in_london

STAFF = "Staff from a file"
HOURS = re.compile(r"(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})")
Hours = list[tuple[dt.time, dt.time]]


def _email(value: str) -> str:
    try:
        validate_email(value)
    except ValidationError:
        raise BadValue("Write an email address, as name@example.org.") from None
    return value.lower()


def _role(value: str) -> Role:
    known = {fold(role.label): role for role in Role} | {fold(role.value): role for role in Role}
    if fold(value) not in known:
        raise BadValue(f"Write one of {', '.join(role.label for role in Role)}.")
    return known[fold(value)]


def _fte(value: str) -> float:
    try:
        found = float(value)
    except ValueError:
        found = 0
    if not 0.05 <= found <= 1:
        raise BadValue("Write the part of a full week, as 0.6; from 0.05 to 1.")
    return found


def _hours(value: str) -> Hours:
    """ "09:00-12:30 13:00-17:00" is two stretches."""
    found = HOURS.findall(value)
    if HOURS.sub("", value).strip(" ,"):
        raise BadValue("Write hours as 09:00-17:00, or 09:00-12:30 13:00-17:00.")
    try:
        return [(dt.time(int(a), int(b)), dt.time(int(c), int(d))) for a, b, c, d in found]
    except ValueError:
        raise BadValue("There is no such time of day.") from None


def _date(value: str) -> dt.date:
    return dt.date.fromisoformat(any_day(value))


HEADINGS = (
    Heading("name", text(200), needed=True, what="Given name, family name"),
    Heading("email", _email, needed=True, what="The work address they sign in with"),
    Heading("role", _role, needed=True, what=", ".join(role.label for role in Role)),
    Heading("job title", text(), what="Empty: the role"),
    Heading("team", text(), what="Added where it is not here yet"),
    Heading("area", text(), what="Of the team; alone, for who manages a whole area"),
    Heading("from", _date, what="First day in the role; empty: today"),
    Heading("case system id", text(), what="As prof_professional_id, so that history finds them"),
    Heading("chairs", flag, what="Y or N: chairs conferences"),
    Heading("takes minutes", flag, what="Y or N"),
    Heading("fte", _fte, what="Of a chair, as 0.6"),
    Heading("hub", text(100), what="Where they sit; it must be here already"),
    *(Heading(day.label.lower(), _hours, what="Hours, as 09:00-17:00") for day in Weekday),
)


def import_staff(path: Path, *, by: User) -> Taken:
    """All of the file or nothing. Somebody whose email address is here is left as they are."""
    return take_file(path, HEADINGS, _take, by)


def _take(row: SheetRow, by: User) -> bool:
    if User.objects.filter(email__iexact=row["email"]).exists():
        return False
    hub = _hub(row)
    team, area = _place(row, by)
    start = row["from"] or today_in_london()
    user = add_member_of_staff(
        name=row["name"],
        email=row["email"],
        job_title=row["job title"] or row["role"].label,
        posting=PostingDetails(role=row["role"], from_on=start, team=team, area=area),
        by=by,
    )
    professional = Professional.objects.get(user=user)
    if hub is not None:
        sit_at(posting=Posting.objects.get(user=user), hub=hub, by=by)
    _staffing(row, professional, hub, start, by)
    _link(row, professional, by)
    return True


def _hub(row: SheetRow) -> Hub | None:
    if row["hub"] is None:
        return None
    hub = Hub.objects.filter(name__iexact=row["hub"]).first()
    if hub is None:
        raise DomainError(f"There is no hub “{row['hub']}” here: import rooms first.", field="hub")
    return hub


def _place(row: SheetRow, by: User) -> tuple[Team | None, Area | None]:
    area = _area(row, by)
    if row["team"] is None:
        return None, area
    team = next((each for each in Team.objects.all() if fold(each.name) == fold(row["team"])), None)
    if team is None and area is None:
        message = f"{row['team']} is not here yet: say in which area it is."
        raise DomainError(message, field="area")
    if team is not None and area is not None and team.area_id != area.pk:
        raise DomainError(f"{team} is in {team.area} here.", field="area")
    if team is None and area is not None:
        team = save_team(name=row["team"], area=area, by=by)
    return team, None


def _area(row: SheetRow, by: User) -> Area | None:
    if row["area"] is None:
        return None
    known = (each for each in Area.objects.all() if fold(each.name) == fold(row["area"]))
    return next(known, None) or save_area(name=row["area"], by=by)


def _staffing(
    row: SheetRow, professional: Professional, hub: Hub | None, start: dt.date, by: User
) -> None:
    if row["chairs"]:
        chair = Chair(professional=professional, fte=row["fte"] or 1, hub=hub)
        save_chair(chair=chair, by=by)
    if row["takes minutes"]:
        save_minute_taker(minute_taker=MinuteTaker(professional=professional, hub=hub), by=by)
    stretches = [
        Stretch(day, *stretch) for day in Weekday for stretch in row[day.label.lower()] or ()
    ]
    if stretches:
        set_hours(professional=professional, from_on=start, stretches=stretches, by=by)


def _link(row: SheetRow, professional: Professional, by: User) -> None:
    """What the history says of this id is of this person; kept here, it changes nothing of them."""
    name = row["case system id"]
    if name is None:
        return
    known = ImportedRow.objects.filter(table=PROFESSIONALS, source_id=name)
    if known.exists():
        message = "The history has this id for somebody already: ask a data officer."
        raise DomainError(message, field="case system id")
    run, _ = ImportRun.objects.get_or_create(
        by=by, progress=STAFF, defaults={"state": RunState.DONE, "finished_at": timezone.now()}
    )
    ImportedRow.objects.create(
        table=PROFESSIONALS,
        source_id=name,
        digest="",
        target=f"people.professional:{professional.pk}",
        first_run=run,
        last_run=run,
    )
