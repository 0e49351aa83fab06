"""The desk's links and tiles."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse

from accounts.models import User
from desk.rules import may_see_teams, may_set_reminders
from disclosure.rules import may_sign_wording
from govuk.navigation import NavItem
from people import rules
from people.start_page import Tile


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
    if may_see_teams(user):
        yield Tile("What is late, by team", reverse("desk:teams"), "And what people have accepted")
    if may_set_reminders(user):
        yield Tile("Reminders", reverse("desk:reminders"), "How long before and after a due date")
    if rules.may_add_family(user):
        yield Tile("Add a family", reverse("people:add_family"), "After you have searched")
    if rules.may_merge(user):
        yield Tile("Merged records", reverse("people:merges"), "See them, or take one back")
    if rules.is_staff(user):
        yield Tile("What I have looked at", reverse("people:my_access"), "Check that it was you")
    if may_sign_wording(user):
        yield Tile("Translations", reverse("packs:wordings"), "Sign the fixed wording of packs")
    if rules.may_manage_staff(user):
        yield Tile("Staff", reverse("desk:staff"), "Add people, give roles, look after sign-ins")
