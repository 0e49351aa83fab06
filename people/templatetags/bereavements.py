"""`{% bereavements %}` on every page: what must not be overlooked about the page's family."""

from __future__ import annotations

from typing import Any

from django import template

from people.models import Bereavement, Family

register = template.Library()
# What a page may be about; each leads to one family.
ABOUT = ("family", "child", "conference", "group", "pack", "deadline", "concern", "form_about")


@register.inclusion_tag("people/bereavements.html", takes_context=True)
def bereavements(context: template.Context) -> dict[str, Any]:
    """One query on a page about a family, none on any other."""
    user = getattr(context.get("request"), "user", None)
    family_id = _family_of(context)
    if family_id is None or user is None:
        return {"rows": []}
    rows = Bereavement.objects.visible_to(user).standing().filter(family=family_id)
    return {"rows": list(rows.select_related("person__child"))}


def _family_of(context: template.Context) -> int | None:
    for name in ABOUT:
        thing = context.get(name)
        if isinstance(thing, Family):
            return thing.pk
        found = getattr(thing, "family_id", None)
        if isinstance(found, int):
            return found
    return None
