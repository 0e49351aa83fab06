"""Switch a disabled account on again, in the name of a system administrator."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.domain.dormant import enable_account
from accounts.errors import DomainError
from accounts.models import User


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--by", required=True, help="email address of the administrator")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            user = User.objects.get(email__iexact=options["email"])
            administrator = User.objects.get(email__iexact=options["by"], is_active=True)
            enable_account(user=user, as_at=timezone.now(), by=administrator)
        except User.DoesNotExist:
            raise CommandError("Nobody has that email address") from None
        except DomainError as error:
            raise CommandError(error.message) from error
        self.stdout.write(f"{user.email} may sign in again")
