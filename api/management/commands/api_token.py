"""Issue a token on the server, for the first account before anybody is there to agree."""

from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from accounts.errors import DomainError
from api.domain.tokens import issue_token_on_the_server
from api.models import ServiceAccount


class Command(BaseCommand):
    help = "Issue a token for a service account and print it, once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("account", help="Its name, as on the page “Service accounts”")
        parser.add_argument("--days", type=int, default=90, help="How long it works (90)")

    def handle(self, *args: Any, **options: Any) -> None:
        accounts = ServiceAccount.objects.select_related("user").filter(
            user__name=options["account"]
        )
        if len(accounts) != 1:
            names = ", ".join(str(each) for each in ServiceAccount.objects.select_related("user"))
            raise CommandError(f"There are {len(accounts)} of that name. Known: {names or 'none'}")
        try:
            issued = issue_token_on_the_server(account=accounts[0], days=options["days"])
        except DomainError as error:
            raise CommandError(error.message) from error
        self.stderr.write(f"Works until {issued.token.expires_at:%-d %B %Y}. Shown only now:")
        self.stdout.write(issued.text)
