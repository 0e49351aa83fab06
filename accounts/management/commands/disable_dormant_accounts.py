"""Disable the accounts that nobody has used for settings.DORMANT_AFTER_DAYS days."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.domain.dormant import disable_dormant_accounts


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        disabled = disable_dormant_accounts(as_at=timezone.now())
        for user in disabled:
            self.stdout.write(user.email)
        self.stdout.write(f"{len(disabled)} accounts disabled")
