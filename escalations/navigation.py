"""The links of this room: in the navigation bar, and beside a case."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from accounts.models import User
from escalations import rules
from govuk.navigation import NavItem
from people.case_links import CaseLink, Place

OFFERED = (
    ("Raise a concern", "raise_concern"),
    ("Raise a Resolution Form", "raise_form"),
    ("Note good work", "give_praise"),
)


def links(request: HttpRequest) -> Iterator[NavItem]:
    """For those who raise, answer or are written about."""
    user = request.user
    if isinstance(user, User) and rules.works_with_escalations(user):
        yield NavItem("Escalations", reverse("escalations:due"), section="/escalations/")


def case_links(user: User, place: Place) -> Iterator[CaseLink]:
    """Where this case is, so that nobody has to say again which family it is about."""
    kind, _, number = place.about.partition(":")
    if kind == "conference" and rules.may_take_complaint_about(user, place.family):
        address = reverse("escalations:take_complaint", args=[int(number)])
        yield CaseLink("Record a complaint", address)
    if rules.may_raise_about(user, place.family):
        query = urlencode(
            {
                name: value
                for name, value in (
                    ("from", place.about),
                    ("child", place.child.pk if place.child else ""),
                )
                if value
            }
        )
        for text, name in OFFERED:
            url = reverse(f"escalations:{name}", args=[place.family.pk])
            yield CaseLink(text, f"{url}?{query}" if query else url)
