"""What the two commands have in common."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.errors import DomainError
from accounts.models import User
from reporting.imports.setting_up.sheet import Heading, Taken


class SettingUp(BaseCommand):
    """One file, in the name of somebody who may do the same on the pages."""

    headings: Iterable[Heading] = ()
    take: Callable[..., Taken]

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="CSV or XLSX; - writes the headings and stops")
        parser.add_argument("--by", help="email address of the head of service who does it")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["file"] == "-":
            self.stdout.write(",".join(heading.name for heading in self.headings))
            return
        path = Path(options["file"])
        if not path.is_file():
            raise CommandError(f"There is no file {path}.")
        try:
            taken = type(self).take(path, by=_who(options["by"]))
        except DomainError as error:
            raise CommandError(error.message) from error
        for problem in taken.problems:
            self.stderr.write(str(problem))
        if taken.problems:
            raise CommandError(f"Nothing was kept: {len(taken.problems)} things are wrong.")
        self.stdout.write(f"{taken.new} new, {taken.known} here already.")


def _who(email: str | None) -> User:
    user = User.objects.filter(email__iexact=email or "", is_active=True).first()
    if user is None:
        raise CommandError("Say who does it: --by EMAIL of a head of service.")
    return user
