"""A member of staff as a line: what they do today, when they were last here. Nothing of a case."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from accounts.domain.dormant import dormant
from accounts.models import User
from bookings.domain.hub_postings import hubs_of_postings
from bookings.models import Hub
from people.enums import REACH, Reach
from people.models import Posting


@dataclass(frozen=True)
class StaffLine:
    user: User
    roles: list[str]
    last_here_at: dt.datetime | None
    state: str
    colour: str


@dataclass(frozen=True)
class PostingLine:
    posting: Posting
    where: str
    state: str
    colour: str


def staff_lines(users: list[User]) -> list[StaffLine]:
    ids = [user.pk for user in users]
    asleep = set(dormant(as_at=timezone.now()).filter(pk__in=ids).values_list("pk", flat=True))
    return [_line(user, user.pk in asleep) for user in users]


def staff_line(user: User) -> StaffLine:
    return staff_lines([user])[0]


def _line(user: User, is_dormant: bool) -> StaffLine:
    today = timezone.localdate()
    roles = [_role(posting) for posting in user.postings.all() if _when(posting, today) == "now"]
    if user.is_system_administrator:
        roles.append("System administrator")
    state, colour = ("On", "green") if user.is_active else ("Off", "grey")
    if is_dormant:
        state, colour = "Dormant tonight", "yellow"
    return StaffLine(user, roles, user.last_seen_at or user.last_login, state, colour)


def _role(posting: Posting) -> str:
    where = posting.team or posting.area
    return f"{posting.get_role_display()}, {where}" if where else posting.get_role_display()


def posting_lines(user: User) -> list[PostingLine]:
    """Newest first."""
    rows = list(user.postings.select_related("team", "area").order_by("-from_on", "-pk"))
    hubs = hubs_of_postings(rows)
    today = timezone.localdate()
    words = {"now": ("Now", "green"), "to come": ("To come", "blue"), "over": ("Ended", "grey")}
    return [
        PostingLine(row, _where(row, hubs.get(row.pk)), *words[_when(row, today)]) for row in rows
    ]


def _where(posting: Posting, hub: Hub | None) -> str:
    places = [posting.team, posting.area, hub]
    everywhere = REACH[posting.role] == Reach.SERVICE
    nowhere = "The whole service" if everywhere else "No team or area"
    return ", ".join(str(place) for place in places if place is not None) or nowhere


def _when(posting: Posting, today: dt.date) -> str:
    if posting.from_on > today:
        return "to come"
    return "over" if posting.to_on is not None and posting.to_on < today else "now"
