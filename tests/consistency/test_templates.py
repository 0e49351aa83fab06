"""Templates compile, and hold no code that the content policy would drop."""

import pytest

from script.checks.templates import inline_code, problems, template_files


@pytest.mark.parametrize(
    "text",
    [
        "<script>go()</script>",
        '<p style="color: red">',
        "<style>p { }</style>",
        '<a onclick="go()">',
        "<a  onMouseOver='go()'>",
    ],
)
def test_inline_code_is_found(text: str) -> None:
    assert len(inline_code(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        '<script type="module" src="/static/app.js"></script>',
        '<script type="application/json" id="record">{}</script>',
        "<p>Turn the light on = yes</p>",
    ],
)
def test_other_words_are_not(text: str) -> None:
    assert inline_code(text) == []


def test_every_template_compiles_and_holds_none() -> None:
    assert [f"{path}: {what}" for path in template_files() for what in problems(path)] == []
