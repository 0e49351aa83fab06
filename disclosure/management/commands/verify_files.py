"""manage.py verify_files: is every file there that the database knows of?"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from disclosure.domain.lost_files import lost_files


class Command(BaseCommand):
    help = (
        "Look for every document, pack and letter of the private store. Names each that is missing "
        "or is not what was written, and what to do; what can be drawn again will be. Exits 1 when "
        "there is any."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        lost = list(lost_files())
        for each in lost:
            self.stdout.write(f"LOST  {each.what}. {each.to_do}")
        if lost:
            raise CommandError(f"{len(lost)} files are missing, or are not what was written.")
        self.stdout.write("Every file is there.")
