"""Write docs/rules.md from the table of rules."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from timescales.rules_doc import PLACE, rules_doc


class Command(BaseCommand):
    help = "Write docs/rules.md from timescales/rules/."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        PLACE.parent.mkdir(exist_ok=True)
        PLACE.write_text(rules_doc(), encoding="utf-8")
        self.stdout.write(f"Wrote {PLACE.name}")
