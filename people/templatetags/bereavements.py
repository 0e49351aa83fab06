"""`{% bereavements %}` on every page: what must not be overlooked about the page's family."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from django import template

from people.models import Bereavement

register = template.Library()
# What a page may be about, by its name there, and the way to its family.
ABOUT = {
    "family": "pk",
    "child": "family_id",
    "conference": "family_id",
    "asked": "family_id",
    "raised": "family_id",
    "concern": "family_id",
    "praise": "family_id",
    "complaint": "family_id",
    "check": "family_id",
    "case": "child.family_id",
    "each": "conference.family_id",
    "screening": "family_id",
    "group": "family_id",
    "deadline": "family_id",
    "record": "family_id",
    "pack": "record.family_id",
    "passage": "record.family_id",
    "breach": "record.family_id",
    "bundle": "conference.family_id",
    "line": "message.family_id",
}


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
    for name, way in ABOUT.items():
        try:
            found = attrgetter(way)(context.get(name))
        except AttributeError:  # nothing of that name, or lines to list
            continue
        if isinstance(found, int):
            return found
    return None
