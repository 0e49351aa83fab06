"""`{% load danger %}{% danger_first %}`: telephone before you write."""

from __future__ import annotations

from django import template
from django.conf import settings

register = template.Library()


@register.inclusion_tag("escalations/danger_first.html")
def danger_first() -> dict[str, str]:
    return {"day": settings.DANGER_TELEPHONE_DAY, "night": settings.DANGER_TELEPHONE_NIGHT}
