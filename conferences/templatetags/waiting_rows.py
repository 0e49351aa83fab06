"""`{% waiting_rows rows %}`: the lines of “Conferences to book” and of the red list.

Not in the template, because these lists are long: Django's template language took as long over
fifty lines as the rest of the page with its database (quality.md, P1).
"""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from conferences.presenters.to_book import Row
from timescales.templatetags.why import why_link

register = template.Library()

LINE = """
  <tr class="govuk-table__row">
    <th scope="row" class="govuk-table__header"><a class="govuk-link" href="{url}" dir="auto">{family}</a></th>
    <td class="govuk-table__cell">{due}{explained}</td>
    <td class="govuk-table__cell">{spare}</td>
    <td class="govuk-table__cell">{state}{why}</td>
    <td class="govuk-table__cell">{kind}</td>
    <td class="govuk-table__cell"><a class="govuk-link" href="{book_url}">Find a slot<span class="govuk-visually-hidden"> for {family}</span></a></td>
  </tr>"""  # noqa: E501 - one line for each cell
BREAK = SafeString("<br>")
HINT = '<span class="govuk-hint govuk-!-margin-bottom-0">{}</span>'


@register.simple_tag
def waiting_rows(rows: Iterable[Row]) -> SafeString:
    return format_html_join("", LINE, map(_cells, rows))


def _cells(row: Row) -> dict[str, SafeString]:
    return {
        "family": row.family,
        "url": row.url,
        "due": row.due,
        "explained": _explained(row),
        "spare": row.spare,
        "state": row.state,
        "why": format_html(HINT, row.why) if row.why else row.why,
        "kind": row.kind,
        "book_url": row.book_url,
    }


def _explained(row: Row) -> SafeString:
    """“Why this date?”, where there is one."""
    return BREAK + why_link(row.why_url, row.family) if row.why_url else row.why_url
