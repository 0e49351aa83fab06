"""Load the whole rehearsal service in one transaction: all of it, or none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection

from accounts.models import User
from conferences.domain.missing_reviews import put_reviews_right
from people.models import Child
from rehearsal.between import live_between
from rehearsal.build_families import build_families
from rehearsal.build_staff import build_staff
from rehearsal.build_venues import build_venues
from rehearsal.challenge import challenge
from rehearsal.drawing import Drawing, drawing_beside
from rehearsal.families import families
from rehearsal.feedback import say_how_it_was
from rehearsal.histories import histories_written_last
from rehearsal.history import write_history
from rehearsal.leaving import hand_a_caseload_over
from rehearsal.lives import chosen_to_live, live_whole_lives
from rehearsal.mail import mail_leaves_each_day
from rehearsal.packs import soon_to_be_drawn
from rehearsal.published import publish
from rehearsal.reviewing import review_plans
from rehearsal.stories import ROUND, play
from rehearsal.waiting import let_something_wait
from reporting.domain.counting_rows import count_rows
from reporting.domain.refresh import refresh_facts
from timescales.domain import calendar_held_still, today_in_london

DEFAULT_CHILDREN = 50
DEFAULT_SEED = 3  # with these, somebody is in every state that is drawn
STORIES = len(ROUND)  # families played through every step of a first conference
NEWCOMERS = 1
NO_PAST = 20  # these families, some of whom are only known, and of whom nothing is asked


class AlreadyLoaded(Exception):
    """There is data already; a rehearsal never mixes with it."""


@dataclass(frozen=True)
class Loaded:
    children: int
    families: int


@calendar_held_still()
def load(*, children: int, years: int, seed: int, say: Callable[[str], object]) -> Loaded:
    """Raises `AlreadyLoaded` when anybody or any child is on the books."""
    if User.objects.exists() or Child.objects.exists():
        raise AlreadyLoaded(
            "There are people in this database already. Choose an empty DATA_DIR for a rehearsal."
        )
    days = mail_leaves_each_day() if years > 1 else histories_written_last()
    with _without_savepoints():
        _plan_quickly()
        with days, drawing_beside() as drawing:
            loaded = _load(children, years, seed, say, drawing)
        say("Rehearsal: figures")
        refresh_facts()  # as every night; else the first page of figures would be the one to wait
    return loaded


def _plan_quickly() -> None:
    """Until the load is committed: of few rows, the order of joins takes longer to choose than any
    order takes, and no answer is worth compiling."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL join_collapse_limit = 1; SET LOCAL jit = off")


@contextmanager
def _without_savepoints() -> Iterator[None]:
    """One question in four would only begin or end one; here any error undoes the whole load."""
    connection.features.uses_savepoints = False
    try:
        yield
    finally:
        del connection.features.uses_savepoints


def _load(
    children: int, years: int, seed: int, say: Callable[[str], object], drawing: Drawing
) -> Loaded:
    today = today_in_london()
    say("Rehearsal: staff and agencies")
    service = build_staff(today)
    say("Rehearsal: hubs, rooms and chairs")
    build_venues(service, today)
    say("Rehearsal: families")
    made_up = families(children=children, seed=seed, today=today, years=years)
    built = build_families(service, made_up, today)
    say("Rehearsal: requests, conferences and plans")
    play(service, built[:STORIES], today)
    drawing.begin(soon_to_be_drawn() if years else ())
    newcomers, others = built[STORIES : STORIES + NEWCOMERS], built[NO_PAST:]
    lived = chosen_to_live(others, years=years) if years else []
    rest = [family for family in others if family not in lived]
    if years and others:
        say(f"Rehearsal: {years} years of history")
        write_history(service, others, lived=lived, years=years, seed=seed, today=today)
        say("Rehearsal: core groups and visits")
        live_between(service, rest)
        put_reviews_right()
        count_rows()
        if lived:
            say(f"Rehearsal: {len(lived)} lives, day by day")
            live_whole_lives(service, lived, years=years, today=today, say=say)
        say("Rehearsal: reviews, a birth, transfers in and out")
        review_plans(service, newcomers, rest or lived, today)
    say("Rehearsal: midpoint checks, concerns and Resolution Forms")
    challenge(service, [*built[: STORIES + NEWCOMERS], *(rest or lived)])
    if years:
        say("Rehearsal: what people said of it")
        drawing.finish()
        say_how_it_was(service)
        let_something_wait(service)
        hand_a_caseload_over(service, today)
    publish(service, today, children=children, years=years)
    return Loaded(children=children, families=len(built))
