"""“Why this date?” as a link, for lists too dense to open it in place.

Beside every due date stands this or {% include "timescales/why.html" %}; a test looks for it.
"""

from __future__ import annotations

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def why_date(deadline: int | None, about: object = "") -> SafeString:
    """Of a deadline, by id; nothing without one. `about` tells links of one page apart."""
    return why_link(reverse("timescales:why", args=[deadline]), about) if deadline else SafeString()


@register.simple_tag
def why_link(url: str, about: object = "") -> SafeString:
    """At a page that explains it."""
    return format_html(
        '<a class="govuk-link chairside-why-link chairside-no-print" href="{}">Why this date?'
        '<span class="govuk-visually-hidden"> {}</span></a>',
        url,
        about,
    )
