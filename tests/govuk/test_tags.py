"""The parts of a page: escaped, linked, and quiet when there is nothing to say."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory


def render(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


def test_text_is_escaped_and_markup_inside_blocks_is_kept() -> None:
    html = render(
        "{% summary_row key %}<b>{{ value }}</b>{% endsummary_row %}", key="<i>", value="<script>"
    )
    assert "&lt;i&gt;" in html
    assert "<b>&lt;script&gt;</b>" in html


def test_an_empty_fact_says_so() -> None:
    assert "Not given" in render('{% summary_row "Chair" %} {% endsummary_row %}')


def test_a_submit_button_is_not_sent_twice_and_a_link_is_a_link() -> None:
    assert 'data-prevent-double-click="true"' in render('{% button "Save" %}')
    assert "data-prevent-double-click" not in render('{% button "Print" type="button" %}')
    assert '<a href="/x?a=1&amp;b=2"' in render('{% button "Back" href=url %}', url="/x?a=1&b=2")


def test_tabs_link_to_their_panels() -> None:
    html = render(
        '{% tabs %}{% tab "One" %}1{% endtab %}{% tab "Two" %}2{% endtab %}{% endtabs %}'
        '{% tabs %}{% tab "Three" %}3{% endtab %}{% endtabs %}'
    )
    assert html.count("govuk-tabs__tab") == 3
    assert 'href="#two"' in html
    assert 'id="two"' in html
    assert html.count("govuk-tabs__panel--hidden") == 1


def test_breadcrumbs_end_without_a_link() -> None:
    html = render('{% breadcrumbs "Home" "/" "Walker" %}')
    assert html.count("<a ") == 1
    assert 'aria-current="page" dir="auto">Walker' in html


def test_pages_keep_the_filters() -> None:
    page = Paginator(range(30), 10).get_page(2)
    request = RequestFactory().get("/list/?search=O%27Brien&page=2")
    html = render("{% pagination page %}", page=page, request=request)
    assert 'href="?search=O%27Brien&amp;page=1"' in html
    assert html.count('aria-current="page"') == 1
    one_page = Paginator(range(3), 10).get_page(1)
    assert render("{% pagination page %}", page=one_page, request=request).strip() == ""


def test_sub_navigation_marks_where_we_are() -> None:
    request = RequestFactory().get("/b/")
    html = render(
        '{% sub_navigation items "Parts" %}', items=[("A", "/a/"), ("B", "/b/")], request=request
    )
    assert 'aria-current="page" href="/b/"' in html
    assert html.count("aria-current") == 1
