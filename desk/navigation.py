"""The desk's links, tiles and things to do."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse

from accounts.models import User
from desk.domain.due import due_for
from govuk.navigation import NavItem
from midpoints.domain.queries import RULE as MIDPOINT
from people import rules
from people.start_page import Task, Tile
from timescales.models import Deadline
from timescales.rules import rule_named


def links(request: HttpRequest) -> Iterator[NavItem]:
    user = request.user
    if not isinstance(user, User) or not rules.is_staff(user):
        return
    yield NavItem("Home", reverse("desk:home"))
    yield NavItem("Search", reverse("desk:search"))
    if rules.may_look_up_plans(user):
        yield NavItem("Is this child on a plan?", reverse("desk:on_a_plan"))


def tiles(user: User) -> Iterator[Tile]:
    if rules.may_look_up_plans(user):
        yield Tile(
            "Is this child on a plan?", reverse("desk:on_a_plan"), "Look a child up in an emergency"
        )
    if rules.is_staff(user):
        yield Tile("Search", reverse("desk:search"), "Find a child or family you work with")
    if rules.may_add_family(user):
        yield Tile("Add a family", reverse("people:add_family"), "After you have searched")
    if rules.may_merge(user):
        yield Tile("Merged records", reverse("people:merges"), "See them, or take one back")
    if rules.is_staff(user):
        yield Tile("What I have looked at", reverse("people:my_access"), "Check that it was you")
    if rules.may_manage_staff(user):
        yield Tile("Staff", reverse("desk:staff"), "Add people, give roles, look after sign-ins")


def _page_of(deadline: Deadline) -> str:
    """Where the duty is done; else the page of the child or family."""
    kind, _, number = deadline.about.partition(":")
    if deadline.rule == MIDPOINT and kind == "conference":
        return reverse("midpoints:do", args=[int(number)])
    subject = deadline.child or deadline.family
    return subject.get_absolute_url() if subject else ""


def deadline_tasks(user: User) -> Iterator[Task]:
    """Open deadlines whose role this user holds, or that a manager's team has missed."""
    for deadline in due_for(user):
        subject = deadline.child or deadline.family
        yield Task(
            text=rule_named(deadline.rule, on=deadline.started_on).label,
            url=_page_of(deadline),
            due_on=deadline.due_on,
            about=str(subject or ""),
            label="Deadline",
        )
