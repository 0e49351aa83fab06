"""Page parts as tags. They are built in: no template needs to load them. See docs/ui.md."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import template
from django.core.paginator import Page
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify

from govuk.templatetags.govuk_dates import govuk_date, govuk_datetime

register = template.Library()

BUTTON_KINDS = {"": "", "secondary": "secondary", "warning": "warning", "inverse": "inverse"}


def _attributes(extra: dict[str, Any]) -> SafeString:
    """`data_print=True` becomes ` data-print`; None and False are left out."""
    present = [(k.rstrip("_").replace("_", "-"), v) for k, v in extra.items()]
    kept = [(k, v) for k, v in present if v is not None and v is not False]
    return format_html_join(
        "", "{}", ((format_html(' {}="{}"', k, "" if v is True else v),) for k, v in kept)
    )


@register.simple_tag
def button(text: str, href: str = "", kind: str = "", **attrs: Any) -> SafeString:
    """A button, or a link that looks like one. `kind`: secondary, warning, inverse."""
    variant = BUTTON_KINDS[kind]
    classes = f"govuk-button govuk-button--{variant}" if variant else "govuk-button"
    if href:
        return format_html(
            '<a href="{}" role="button" draggable="false" class="{}" data-module="govuk-button"{}>'
            "{}</a>",
            href,
            classes,
            _attributes(attrs),
            text,
        )
    attrs.setdefault("type", "submit")
    if attrs["type"] == "submit":
        attrs.setdefault("data_prevent_double_click", "true")
    return format_html(
        '<button class="{}" data-module="govuk-button"{}>{}</button>',
        classes,
        _attributes(attrs),
        text,
    )


@register.simple_tag(name="tag")
def status_tag(text: str, colour: str = "") -> SafeString:
    """A status. Colours: grey green teal blue purple magenta red orange yellow."""
    return format_html(
        '<strong class="govuk-tag{}">{}</strong>', f" govuk-tag--{colour}" if colour else "", text
    )


@register.simple_block_tag
def inset(content: str) -> SafeString:
    return format_html('<div class="govuk-inset-text">{}</div>', content)


@register.simple_block_tag
def warning(content: str) -> SafeString:
    return format_html(
        '<div class="govuk-warning-text"><span class="govuk-warning-text__icon" aria-hidden="true">'
        '!</span><strong class="govuk-warning-text__text"><span class="govuk-visually-hidden">'
        "Warning</span> {}</strong></div>",
        content,
    )


@register.simple_block_tag
def details(content: str, summary: str, open: bool = False) -> SafeString:
    return format_html(
        '<details class="govuk-details"{}><summary class="govuk-details__summary">'
        '<span class="govuk-details__summary-text">{}</span></summary>'
        '<div class="govuk-details__text">{}</div></details>',
        _attributes({"open": open}),
        summary,
        content,
    )


@register.simple_block_tag
def notification(content: str, title: str = "Important", kind: str = "") -> SafeString:
    """`kind="success"` after something worked: it is announced at once."""
    success = kind == "success"
    heading = f"banner-{slugify(title)}"
    return format_html(
        '<div class="govuk-notification-banner{}" role="{}" aria-labelledby="{}" '
        'data-module="govuk-notification-banner"><div class="govuk-notification-banner__header">'
        '<h2 class="govuk-notification-banner__title" id="{}">{}</h2></div>'
        '<div class="govuk-notification-banner__content">{}</div></div>',
        " govuk-notification-banner--success" if success else "",
        "alert" if success else "region",
        heading,
        heading,
        title,
        content,
    )


@register.simple_block_tag
def panel(content: str, title: str) -> SafeString:
    return format_html(
        '<div class="govuk-panel govuk-panel--confirmation"><h1 class="govuk-panel__title">{}</h1>'
        '<div class="govuk-panel__body">{}</div></div>',
        title,
        content,
    )


@register.simple_block_tag
def summary_list(content: str, title: str = "", no_border: bool = False) -> SafeString:
    """Rows made with `summary_row`. With a title it becomes a card."""
    rows = format_html(
        '<dl class="govuk-summary-list{}">{}</dl>',
        " govuk-summary-list--no-border" if no_border else "",
        content,
    )
    if not title:
        return rows
    return format_html(
        '<div class="govuk-summary-card"><div class="govuk-summary-card__title-wrapper">'
        '<h2 class="govuk-summary-card__title">{}</h2></div>'
        '<div class="govuk-summary-card__content">{}</div></div>',
        title,
        rows,
    )


@register.simple_block_tag
def summary_row(
    content: str, key: str, change_url: str = "", change_text: str = "Change"
) -> SafeString:
    action = (
        format_html(
            '<dd class="govuk-summary-list__actions"><a class="govuk-link" href="{}">{}'
            '<span class="govuk-visually-hidden"> {}</span></a></dd>',
            change_url,
            change_text,
            key.lower(),
        )
        if change_url
        else ""
    )
    return format_html(
        '<div class="govuk-summary-list__row{}"><dt class="govuk-summary-list__key">{}</dt>'
        '<dd class="govuk-summary-list__value" dir="auto">{}</dd>{}</div>',
        "" if change_url else " govuk-summary-list__row--no-actions",
        key,
        content if content.strip() else "Not given",
        action,
    )


@register.simple_block_tag(takes_context=True)
def tabs(context: Context, content: str, title: str = "Contents") -> SafeString:
    """Holds `tab` blocks. Without JavaScript it is a list of links to sections."""
    made: list[tuple[str, str]] = context.render_context.get("govuk_tabs") or []
    context.render_context["govuk_tabs"] = []
    items = format_html_join(
        "",
        '<li class="govuk-tabs__list-item{}"><a class="govuk-tabs__tab" href="#{}">{}</a></li>',
        (
            (" govuk-tabs__list-item--selected" if i == 0 else "", tab_id, label)
            for i, (tab_id, label) in enumerate(made)
        ),
    )
    return format_html(
        '<div class="govuk-tabs" data-module="govuk-tabs"><h2 class="govuk-tabs__title">{}</h2>'
        '<ul class="govuk-tabs__list">{}</ul>{}</div>',
        title,
        items,
        content,
    )


@register.simple_block_tag(takes_context=True)
def tab(context: Context, content: str, label: str, id: str = "") -> SafeString:
    tab_id = id or slugify(label)
    made = [*(context.render_context.get("govuk_tabs") or []), (tab_id, label)]
    context.render_context["govuk_tabs"] = made
    return format_html(
        '<div class="govuk-tabs__panel{}" id="{}">{}</div>',
        "" if len(made) == 1 else " govuk-tabs__panel--hidden",
        tab_id,
        content,
    )


@register.simple_block_tag
def task_list(content: str) -> SafeString:
    return format_html('<ul class="govuk-task-list">{}</ul>', content)


@register.simple_tag
def task(
    name: str, href: str = "", status: str = "", colour: str = "", hint: str = ""
) -> SafeString:
    """One thing to do. A finished task has `status="Completed"` and no colour."""
    task_id = f"task-{slugify(name)}"
    described = f"{task_id}-hint {task_id}-status" if hint else f"{task_id}-status"
    label = (
        format_html(
            '<a class="govuk-link govuk-task-list__link" href="{}" aria-describedby="{}">{}</a>',
            href,
            described,
            name,
        )
        if href
        else format_html("<div>{}</div>", name)
    )
    return format_html(
        '<li class="govuk-task-list__item{}"><div class="govuk-task-list__name-and-hint">{}{}</div>'
        '<div class="govuk-task-list__status" id="{}-status">{}</div></li>',
        " govuk-task-list__item--with-link" if href else "",
        label,
        format_html('<div id="{}-hint" class="govuk-task-list__hint">{}</div>', task_id, hint)
        if hint
        else "",
        task_id,
        status_tag(status, colour) if colour else status,
    )


@register.simple_tag
def back_link(href: str, text: str = "Back") -> SafeString:
    return format_html(
        '<nav aria-label="Back"><a href="{}" class="govuk-back-link">{}</a></nav>', href, text
    )


@register.simple_tag
def breadcrumbs(*pairs: str) -> SafeString:
    """`{% breadcrumbs "Home" "/" "Families" families_url "Walker" %}`: the last has no link."""
    links = list(zip(pairs[::2], pairs[1::2], strict=False))
    items = format_html_join(
        "",
        '<li class="govuk-breadcrumbs__list-item">'
        '<a class="govuk-breadcrumbs__link" href="{}">{}</a></li>',
        ((href, text) for text, href in links),
    )
    last = (
        format_html(
            '<li class="govuk-breadcrumbs__list-item" aria-current="page" dir="auto">{}</li>',
            pairs[-1],
        )
        if len(pairs) % 2
        else ""
    )
    return format_html(
        '<nav class="govuk-breadcrumbs govuk-breadcrumbs--collapse-on-mobile" '
        'aria-label="Breadcrumb"><ol class="govuk-breadcrumbs__list">{}{}</ol></nav>',
        items,
        last,
    )


@register.simple_block_tag
def timeline(content: str) -> SafeString:
    return format_html('<div class="moj-timeline">{}</div>', content)


@register.simple_block_tag
def timeline_item(
    content: str, title: str, at: dt.datetime | dt.date | None = None, by: str = ""
) -> SafeString:
    return format_html(
        '<div class="moj-timeline__item"><div class="moj-timeline__header">'
        '<h2 class="moj-timeline__title">{}</h2>{}</div>{}'
        '<div class="moj-timeline__description">{}</div></div>',
        title,
        format_html(' <p class="moj-timeline__byline">by {}</p>', by) if by else "",
        _timeline_date(at) if at else "",
        content,
    )


def _timeline_date(at: dt.datetime | dt.date) -> SafeString:
    words = govuk_datetime(at) if isinstance(at, dt.datetime) else govuk_date(at)
    return format_html(
        '<p class="moj-timeline__date"><time datetime="{}">{}</time></p>', at.isoformat(), words
    )


@register.simple_block_tag
def identity_bar(content: str, name: str) -> SafeString:
    """Whose record this is, at the top of every page about them. The content holds key facts."""
    return format_html(
        '<div class="moj-identity-bar" role="region" aria-label="Whose record this is">'
        '<div class="moj-identity-bar__container"><div class="moj-identity-bar__details">'
        '<span class="moj-identity-bar__title" dir="auto">{}</span>'
        '<span class="chairside-identity__facts">{}</span></div></div></div>',
        name,
        content,
    )


@register.simple_block_tag
def empty_state(content: str, title: str) -> SafeString:
    """What a list says when it is empty, and what to do next."""
    return format_html(
        '<div class="chairside-empty"><p class="govuk-heading-s">{}</p>{}</div>', title, content
    )


@register.simple_block_tag
def wide_table(content: str, label: str) -> SafeString:
    """Around a table too wide for a telephone: it scrolls by finger and by keyboard."""
    return format_html(
        '<div class="chairside-scroll" role="region" aria-label="{}" tabindex="0">{}</div>',
        label,
        content,
    )


@register.inclusion_tag("components/sub_navigation.html", takes_context=True)
def sub_navigation(context: Context, items: list[tuple[str, str]], label: str) -> dict[str, Any]:
    """`items` are (text, url); the current one is found from the address."""
    path = context["request"].path
    return {"items": [(text, url, url == path) for text, url in items], "label": label}


@register.inclusion_tag("components/progress.html")
def progress(steps: list[str], current: int, label: str = "Progress") -> dict[str, Any]:
    """Where we are in a few steps. `current` counts from 1."""
    return {
        "label": label,
        "steps": [(text, n < current, n == current) for n, text in enumerate(steps, start=1)],
    }


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: Context, page: Page, parameter: str = "page") -> dict[str, Any]:
    """Links to other pages, keeping the filters in the address."""
    query = context["request"].GET.copy()

    def address(number: int) -> str:
        query[parameter] = str(number)
        return f"?{query.urlencode()}"

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    links = [(n, address(n) if isinstance(n, int) else "") for n in numbers]
    return {
        "page": page,
        "links": links,
        "previous": address(page.number - 1) if page.has_previous() else "",
        "next": address(page.number + 1) if page.has_next() else "",
    }
