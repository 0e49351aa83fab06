"""Reads one line of JSON after another, [what, given], and answers each with one line of JSON."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from typing import Any

import django


def main() -> None:
    answers, sys.stdout = sys.stdout, sys.stderr  # nothing else may write among the answers
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    django.setup()
    work = _work()
    for line in sys.stdin:
        what, given = json.loads(line)
        print(json.dumps(work[what](**given)), file=answers, flush=True)


def _work() -> dict[str, Callable[..., Any]]:
    from script.benches.inside import clocks, england, figures, packs, pages, saving, scenes

    return {
        "set_scenes": scenes.set_scenes,
        "list_page": pages.list_page,
        "list_json": pages.list_json,
        "page": pages.page,
        "facts": england.fill,
        "rolled": figures.rolled,
        "board": figures.board,
        "changes": figures.changes,
        "one_month_from_facts": figures.one_month_from_facts,
        "open_clocks": clocks.open_clocks,
        "sweep": clocks.sweep,
        "holiday": clocks.holiday,
        "rooms": saving.rooms,
        "saves": saving.saves,
        "raw_saves": saving.raw_saves,
        "meeting": packs.meeting,
        "close": packs.close,
        "prepare": packs.prepare,
        "raw_render": packs.raw_render,
    }


if __name__ == "__main__":
    main()
