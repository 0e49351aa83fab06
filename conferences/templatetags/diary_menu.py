"""The second row of links, on every page of the diary."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse

from conferences.rules import may_book

register = template.Library()


@register.inclusion_tag("components/sub_navigation.html", takes_context=True)
def diary_menu(context: Context) -> dict[str, Any]:
    """Only what this person may open."""
    request = context["request"]
    books = may_book(request.user)
    links = [
        ("Diary", "conferences:diary", True),
        ("Mend the diary", "conferences:mend_diary", books),
        ("Absences", "conferences:absences", True),
        ("What is free?", "bookings:free", books),
    ]
    urls = [(text, reverse(name)) for text, name, allowed in links if allowed]
    return {"items": [(text, url, url == request.path) for text, url in urls], "label": "Diary"}
