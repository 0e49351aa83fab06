"""`{% load case_links %}{% case_links family about=conference.about %}`: what rooms above offer."""

from __future__ import annotations

from typing import Any

from django import template

from accounts.models import User
from people.case_links import Place, links_for
from people.models import Child, Family

register = template.Library()


@register.inclusion_tag("people/case_links.html", takes_context=True)
def case_links(
    context: template.Context,
    family: Family,
    child: Child | None = None,
    about: str = "",
    new_tab: bool = False,
) -> dict[str, Any]:
    """A line of links; nothing at all where there is none for this person."""
    user = context["request"].user
    place = Place(family, child, about)
    return {"links": links_for(user, place) if isinstance(user, User) else [], "new_tab": new_tab}
