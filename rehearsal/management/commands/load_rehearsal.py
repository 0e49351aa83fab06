"""Fill an empty database with the fictional service."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from rehearsal.load import DEFAULT_CHILDREN, DEFAULT_SEED, AlreadyLoaded, load


class Command(BaseCommand):
    help = "Load the fictional service: two hubs, chairs, families in every state."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--children", type=int, default=DEFAULT_CHILDREN)
        parser.add_argument("--years", type=int, default=1, help="years of history")
        parser.add_argument(
            "--seed", type=int, default=DEFAULT_SEED, help="the same seed, the same families"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["children"] < 1 or options["years"] < 0:
            raise CommandError("--children must be at least 1 and --years at least 0.")
        try:
            with _collecting_rarely():
                loaded = load(
                    children=options["children"],
                    years=options["years"],
                    seed=options["seed"],
                    say=self.stdout.write,
                )
        except AlreadyLoaded as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Loaded {loaded.children} children in {loaded.families} families.")


@contextmanager
def _collecting_rarely() -> Iterator[None]:
    """Millions of short-lived rows: looking for cycles among them takes one second in fifteen."""
    usual = gc.get_threshold()
    gc.set_threshold(200_000, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
