"""Who to sign in as in the rehearsal service."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from rehearsal.staff import DEMO_STAFF, PASSWORD, role_label


class Command(BaseCommand):
    help = "List the rehearsal people: user name, password and role."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        people = [
            {
                "user_name": member.email,
                "password": PASSWORD,
                "role": str(member.role),
                "role_label": role_label(member),
                "name": member.name,
                "does": member.says,
            }
            for member in DEMO_STAFF
        ]
        if options["json"]:
            self.stdout.write(json.dumps(people, indent=2, ensure_ascii=False))
            return
        width = max(len(person["user_name"]) for person in people)
        self.stdout.write(f"Everybody's password: {PASSWORD}")
        for person in people:
            label = f"{person['role_label']}: {person['does']}"
            self.stdout.write(f"  {person['user_name']:{width}}  {label}")
