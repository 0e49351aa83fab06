"""What pages ask of midpoint checks. Nothing here writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet

from accounts.models import User
from conferences.models import Conference
from escalations.models import Concern, ResolutionForm
from midpoints.models import MidpointCheck
from people.enums import CaseRoleKind
from people.models import CaseRole, Family, Professional
from timescales.domain import today_in_london
from timescales.models import Deadline

RULE = "midpoint"
SOON = dt.timedelta(days=14)


def open_deadlines_of(conference: Conference) -> list[Deadline]:
    """The midpoints still due after this conference, one for each child on a plan."""
    rows = Deadline.objects.open().filter(
        rule=RULE, family=conference.family, about=conference.about
    )
    return list(rows.select_related("child__person", "family").order_by("pk"))


@dataclass
class Due:
    """One check to do: the children of one conference, together."""

    family: Family
    about: str
    due_on: dt.date
    deadlines: list[Deadline] = field(default_factory=list)
    chair: Professional | None = None

    @property
    def conference(self) -> int:
        """The id in `about`, which is conference:12."""
        return int(self.about.partition(":")[2])

    @property
    def children(self) -> list[str]:
        return [str(deadline.child) for deadline in self.deadlines]


def due_for(user: User, *, by: dt.date | None = None, late_only: bool = False) -> list[Due]:
    """Checks due by this day (two weeks from today) for the families `user` sees, soonest first."""
    today = today_in_london()
    rows = Deadline.objects.visible_to(user).open().filter(rule=RULE, about__startswith="conf")
    rows = rows.filter(due_on__lte=by or today + SOON)
    if late_only:
        rows = rows.filter(due_on__lt=today)
    together: dict[tuple[int | None, str], Due] = {}
    for deadline in rows.select_related("child__person", "family__area", "family__team"):
        assert deadline.family is not None, "a child's deadline has the family"
        key = (deadline.family_id, deadline.about)
        due = together.setdefault(key, Due(deadline.family, deadline.about, deadline.due_on))
        due.deadlines.append(deadline)
    _name_chairs(together.values())
    return sorted(together.values(), key=lambda due: (due.due_on, due.family.name))


def _name_chairs(found: Iterable[Due]) -> None:
    dues = list(found)
    roles = CaseRole.objects.current().filter(
        kind=CaseRoleKind.CHAIR, family__in=[due.family for due in dues]
    )
    chairs = {
        role.family_id: role.professional for role in roles.select_related("professional__person")
    }
    for due in dues:
        due.chair = chairs.get(due.family.pk)


def checks_for(user: User) -> QuerySet[MidpointCheck]:
    """Checks done and not done of the families `user` sees, newest first."""
    rows: QuerySet[MidpointCheck] = MidpointCheck.objects.visible_to(user)
    return rows.select_related("family", "by", "chair__person").prefetch_related(
        "children__child__person"
    )


def raised_from(check: MidpointCheck, *, reader: User) -> list[Concern | ResolutionForm]:
    """What was raised out of this check, oldest first."""
    found: list[Concern | ResolutionForm] = []
    for model in (Concern, ResolutionForm):
        rows = model.objects.visible_to(reader)
        found += rows.filter(family=check.family, raised_from=check.about)
    return sorted(found, key=lambda row: row.raised_at)
