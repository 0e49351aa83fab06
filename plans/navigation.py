"""The links of this room beside a case."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from accounts.models import User
from people.case_links import CaseLink, Place
from plans.models import Plan

ITSELF = "plan_of:"  # the page of the plan is not beside itself


def case_links(user: User, place: Place) -> Iterator[CaseLink]:
    """The plan, core groups and visits of a family of which a child is or was on a plan."""
    if place.about.startswith(ITSELF):
        return
    plans = Plan.objects.visible_to(user).child_protection().filter(child__family=place.family)
    if plans.exists():
        url = reverse("plans:plan", args=[place.family.pk])
        yield CaseLink("The plan, core groups and visits", url)
