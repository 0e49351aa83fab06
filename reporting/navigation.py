"""The link and tile of this room."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse

from accounts.models import User
from govuk.navigation import NavItem
from people.start_page import Tile
from reporting import rules


def links(request: HttpRequest) -> Iterator[NavItem]:
    user = request.user
    if isinstance(user, User) and rules.reads_figures(user):
        yield NavItem("Figures", reverse("reporting:measures"), section="/figures/")


def tiles(user: User) -> Iterator[Tile]:
    if rules.reads_figures(user):
        hint = "Every measure, its definition and the children behind it"
        yield Tile("Figures", reverse("reporting:measures"), hint)
    if rules.brings_history_in(user):
        hint = "Files from your case system, each family whole or not at all"
        yield Tile("Bring history in", reverse("reporting:imports"), hint)
    if rules.sends_returns(user):
        hint = "The census, Annex A and other files, checked before they leave"
        yield Tile("Statutory returns", reverse("reporting:returns"), hint)
