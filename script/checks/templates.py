"""Compiles every template, so that a typing error is found before a family's page needs it."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# The content policy forbids these; a browser would drop them without a word.
INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|<style", re.I)
# Paper has no content policy: a template that lays out pages of paper may style itself.
PAPER = "@page"


def inline_code(text: str) -> list[str]:
    """Inline scripts, styles and event handlers; data blocks (`type="application/json"`) pass."""
    return [
        found.group().strip()
        for found in INLINE.finditer(text)
        if "application/json" not in found.group()
    ]


def template_files() -> Iterator[Path]:
    for folder in sorted(ROOT.glob("**/templates")):
        if "node_modules" not in folder.parts and ".venv" not in folder.parts:
            yield from (path for path in sorted(folder.rglob("*")) if path.is_file())


def problems(path: Path) -> Iterator[str]:
    from django.template import TemplateSyntaxError, engines

    text = path.read_text()
    try:
        engines["django"].from_string(text)
    except TemplateSyntaxError as error:
        yield str(error)
    if path.suffix == ".html" and PAPER not in text:
        yield from (f"inline code: {found}" for found in inline_code(text))


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    files = list(template_files())
    found = [f"{path.relative_to(ROOT)}: {what}" for path in files for what in problems(path)]
    print("\n".join(found) or f"{len(files)} templates compile")
    if found:
        sys.exit(1)


if __name__ == "__main__":
    main()
