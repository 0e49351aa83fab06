"""P1 and P2: pages and a save through the whole stack, and the raw list."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from typing import Any

from django.db import connection

from accounts.models import User
from conferences.models import Conference
from script.benches.inside.browser import Browser, System, queries, seconds
from script.benches.inside.scenes import ROWS, fill_the_list, let_in
from timescales.domain import today_in_london
from timescales.domain.queries import open_for_owner

# What "Conferences to book" shows, as one would ask for it by hand.
RAW_LIST = """
    SELECT c.id, f.name, c.due_on, c.state, c.kind, p.given_names, p.family_name,
           array_agg(cc.child_id)
    FROM conferences_conference c
    JOIN people_family f ON f.id = c.family_id
    LEFT JOIN people_person p ON p.id = c.chair_id
    LEFT JOIN conferences_conferencechild cc ON cc.conference_id = c.id
    WHERE c.state IN ('to_book', 'pencilled', 'vacated', 'adjourned')
    GROUP BY c.id, f.name, p.given_names, p.family_name
    ORDER BY c.due_on, c.id
    LIMIT 50
"""
STATES = ("to_book", "pencilled", "vacated", "adjourned")
WAITING = "/api/v1/conferences?limit=50&" + "&".join(f"state={state}" for state in STATES)
# The open deadlines that one person owns by a role on the case, as one would ask for them by hand.
# The worker who is measured is named on no restricted family.
RAW_DEADLINES = """
    SELECT d.id, d.rule, d.due_on, d.provisional, f.name, p.given_names, p.family_name
    FROM timescales_deadline d
    JOIN people_caserole r ON r.family_id = d.family_id AND r.kind = d.owner_role
     AND r.from_on <= %(today)s AND (r.to_on IS NULL OR r.to_on >= %(today)s)
    JOIN people_professional w ON w.person_id = r.professional_id AND w.user_id = %(owner)s
    JOIN people_family f ON f.id = d.family_id AND NOT f.is_restricted
    LEFT JOIN people_person p ON p.id = d.child_id
    WHERE d.met_on IS NULL AND d.withdrawn_at IS NULL
    ORDER BY d.due_on, d.id
"""
_open: dict[str, Callable[[], str]] = {}


def list_page(user: int, rounds: int) -> dict[str, Any]:
    """Seconds of each round: page, raw, page, raw..."""
    reader = User.objects.get(pk=user)
    fill_the_list(reader)
    browser = Browser(reader)
    shown = browser.ask("/conferences/to-book/").count('scope="row"')
    return _in_turns(lambda: browser.ask("/conferences/to-book/"), shown, rounds)


def list_json(user: int, rounds: int) -> dict[str, Any]:
    """The same conferences asked for by another system that sees what this user sees."""
    reader = User.objects.get(pk=user)
    fill_the_list(reader)
    system = System(let_in(reader))
    shown = len(json.loads(system.ask(WAITING))["results"])
    return _in_turns(lambda: system.ask(WAITING), shown, rounds)


def _in_turns(ask: Callable[[], str], shown: int, rounds: int) -> dict[str, Any]:
    if shown != ROWS:
        raise RuntimeError(f"The list shows {shown} rows, not {ROWS}")
    _raw_list()
    with queries() as seen:
        ask()
    pairs = [(seconds(ask), seconds(_raw_list)) for _ in range(rounds)]
    return {"page": [a for a, _ in pairs], "raw": [b for _, b in pairs], "queries": len(seen)}


def _raw_list() -> None:
    with connection.cursor() as cursor:
        cursor.execute(RAW_LIST)
        if len(cursor.fetchall()) != ROWS:
            raise RuntimeError("The raw list shows other rows than the page")


def page(name: str, scene: dict[str, int]) -> dict[str, Any]:
    """One asking, in seconds, and how many queries it made; then the raw list of the worker's
    deadlines. The first of a name warms up."""
    owner = User.objects.get(pk=scene["worker"])
    if name not in _open:
        _open[name] = _opener(name, scene)
        _open[name]()
        _open[name]()
        if len(_raw_deadlines(owner)) != open_for_owner(owner).count():
            raise RuntimeError("The raw list shows other deadlines than are theirs")
    with queries() as seen:
        took = seconds(_open[name])
    raw = seconds(lambda: _raw_deadlines(owner))
    return {"seconds": took, "queries": len(seen), "raw": raw}


def _raw_deadlines(owner: User) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(RAW_DEADLINES, {"owner": owner.pk, "today": today_in_london()})
        return list(cursor.fetchall())


def _opener(name: str, scene: dict[str, int]) -> Callable[[], str]:
    conference, child = scene["conference"], scene["child"]
    who = User.objects.get(pk=scene["worker" if name == "start" else "chair"])
    browser = Browser(who)
    paths = {
        "start": "/",
        "conference": f"/conferences/{conference}/",
        "child": f"/children/{child}/",
    }
    if name in paths:
        return lambda: browser.ask(paths[name])
    parts = Conference.objects.get(pk=conference).parts
    key = parts.get(is_current=True).key
    return lambda: browser.ask(f"/conferences/{conference}/live/ops", _one_line(key))


def _one_line(part_key: str) -> str:
    return json.dumps({"operations": [add_passage(part_key)]})


def add_passage(part_key: str) -> dict[str, Any]:
    payload = {
        "passage": str(uuid.uuid4()),
        "heading": "worries",
        "text": "There is not enough food in the house on most days.",
        "part_key": part_key,
    }
    return {"uuid": str(uuid.uuid4()), "kind": "passage.add", "payload": payload}
