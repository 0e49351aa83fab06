"""The links of this room in the navigation bar, for those who may use them."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse

from accounts.models import User
from bookings.rules import may_see_diary
from conferences import rules
from conferences.domain.request_steps import may_have_advocate
from conferences.models import TransferOut
from govuk.navigation import NavItem
from people.case_links import CaseLink, Place
from people.rules import roles_of


def links(request: HttpRequest) -> Iterator[NavItem]:
    user = request.user
    if not user.is_authenticated or not roles_of(user):
        return
    if rules.may_request(user):
        yield _item("My requests", "my_requests")
    if rules.may_screen(user):
        yield _item("Duty", "duty_queue")
    if rules.may_book(user):
        yield _item("To book", "to_book")
        yield _item("Red list", "red_list")
    if may_see_diary(user):
        yield _item("Diary", "diary")
        yield _item("Today", "today")


def case_links(user: User, place: Place) -> Iterator[CaseLink]:
    """On the page of a family: what is known of plans elsewhere; of a child of ten: advocacy."""
    if place.child is not None and may_have_advocate(place.child) and not place.about:
        page = reverse("conferences:advocacy", args=[place.child.pk])
        yield CaseLink("Advocacy", page)
    if place.child is None:
        yield from _transfers_out(user, place)
    if place.about or place.child is not None:
        return
    page = reverse("conferences:their_plans", args=[place.family.pk])
    yield CaseLink("Plans of other authorities", page)


def _transfers_out(user: User, place: Place) -> Iterator[CaseLink]:
    """Each child whose plan another authority was asked to take over, or has taken over."""
    rows = TransferOut.objects.visible_to(user).filter(plan__child__family=place.family)
    rows = rows.open() | rows.filter(held_on__isnull=False)
    for row in rows.select_related("plan__child__person"):
        name = row.plan.child.person.called
        page = reverse("conferences:transfer_out", args=[row.pk])
        yield CaseLink(f"{name}’s transfer to {row.authority}", page)


def _item(text: str, name: str) -> NavItem:
    return NavItem(text, reverse(f"conferences:{name}"))
