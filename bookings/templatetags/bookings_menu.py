"""The second row of links, on every page of bookings."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse

from bookings.rules import may_book, may_keep_places

register = template.Library()


@register.inclusion_tag("components/sub_navigation.html", takes_context=True)
def bookings_menu(context: Context) -> dict[str, Any]:
    """Only what this person may open."""
    request = context["request"]
    links = [
        ("What is free?", "free", may_book(request.user)),
        ("Rooms and hubs", "places", may_keep_places(request.user)),
        ("Chairs and minute-takers", "staffing", may_keep_places(request.user)),
    ]
    urls = [(text, reverse(f"bookings:{name}")) for text, name, allowed in links if allowed]
    return {"items": [(text, url, url == request.path) for text, url in urls], "label": "Bookings"}
