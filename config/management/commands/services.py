"""`manage.py services start|stop|status`: the embedded PostgreSQL and Redis of this DATA_DIR."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from config import embedded


class Command(BaseCommand):
    help = "Starts, stops or looks at the embedded PostgreSQL and Redis of this DATA_DIR."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("step", choices=["start", "stop", "status"])

    def handle(self, *args: Any, step: str, **options: Any) -> None:
        if step == "start":
            embedded.start(settings.DATA_DIR)
        elif step == "stop":
            embedded.stop(settings.DATA_DIR)
        word = "up" if embedded.is_up(settings.DATA_DIR) else "down"
        self.stdout.write(f"PostgreSQL and Redis in {settings.DATA_DIR}: {word}")
