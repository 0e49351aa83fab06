"""A need as a line of the list: what it is, how late, and what can be done about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from accounts.models import User
from desk.domain.accepting import may_wait
from desk.domain.radar.needs import Need, by_family
from desk.domain.radar.watched import HELD
from escalations.rules import may_raise

MOST_FAMILIES = 25


@dataclass(frozen=True)
class Line:
    """One need. `raise_url` and `accept_url` are empty where they are no answer to it."""

    need: Need
    when: str
    colour: str
    why_url: str
    raise_url: str
    accept_url: str
    owner: str = ""
    accepted: str = ""

    @property
    def about(self) -> str:
        """Tells its links from those of other lines."""
        return f"{self.need.text}, {self.need.family}"


@dataclass(frozen=True)
class Group:
    family: str
    url: str
    lines: list[Line]


@dataclass(frozen=True)
class Shown:
    """What is on the page, and how many families more there are."""

    groups: list[Group]
    more: int


def shown(
    needs: Iterable[Need],
    *,
    reader: User,
    today: dt.date,
    own: bool = True,
    everything: bool = False,
    accepted: dict[str, str] | None = None,
) -> Shown:
    """Grouped by family, most urgent first. `own`: it is the reader's list, who may accept."""
    families = by_family(needs, today=today)
    most = len(families) if everything else MOST_FAMILIES
    raises = may_raise(reader)
    groups = []
    for one in families[:most]:
        url = reverse("desk:family", args=[one.family_id]) if one.family_id else ""
        lines = [
            Line(
                need=need,
                when=_when(need.due_on, today),
                colour=_colour(need.due_on, today),
                why_url=why_url_of(need),
                raise_url=_raise_url(need) if raises else "",
                accept_url=_accept_url(need) if own and may_wait(need, today) else "",
                owner="" if need.owner == reader.name else need.owner,
                accepted=(accepted or {}).get(need.occasion, ""),
            )
            for need in one.needs
        ]
        groups.append(Group(one.family or "Not about one family", url, lines))
    return Shown(groups, len(families) - len(groups))


def why_url_of(need: Need) -> str:
    """Its deadline’s page, or that of the meeting: for its reports, or when it lost its day."""
    if need.deadline_id:
        return reverse("timescales:why", args=[need.deadline_id])
    of_meeting = need.fact.startswith(("report:", HELD.partition("{")[0]))
    kind, _, number = need.about.partition(":")
    if of_meeting and kind == "conference":
        return reverse("conferences:why", args=[int(number)])
    return ""


def _when(due_on: dt.date | None, today: dt.date) -> str:
    if due_on is None or due_on == today:
        return "Today"
    days = abs((due_on - today).days)
    words = f"{days} day{'' if days == 1 else 's'}"
    return f"{words} late" if due_on < today else f"In {words}"


def _colour(due_on: dt.date | None, today: dt.date) -> str:
    if due_on is None or due_on == today:
        return "orange"
    return "red" if due_on < today else "blue"


def _raise_url(need: Need) -> str:
    if need.family_id is None or not need.reason:
        return ""
    page = reverse("escalations:raise_concern", args=[need.family_id])
    query = {"reason": need.reason}
    if need.about.count(":") == 1:
        query["from"] = need.about
    if len(need.child_ids) == 1:
        query["child"] = str(next(iter(need.child_ids)))
    return f"{page}?{urlencode(query)}"


def _accept_url(need: Need) -> str:
    return f"{reverse('desk:accept')}?{urlencode({'need': need.occasion})}"
