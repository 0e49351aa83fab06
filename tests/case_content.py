"""No case content in any message: watched in every test that puts one in the outbox.

Whatever a test makes somebody send, by email or text, is searched for the names of the family it is
about. Letters are for one person's eyes and are checked by their own tests.
"""

from __future__ import annotations

import re
from typing import Any

from django.db.models import Q

from notifications.enums import SENT_BY_MACHINE
from notifications.models import Message
from people.models import Child, Person

LINK = re.compile(r"https?://\S+")


def watch(sender: type[Message], instance: Message, created: bool, **_: Any) -> None:
    """Connected to post_save of `Message` while a test runs."""
    if created and instance.channel in SENT_BY_MACHINE and instance.family_id:
        found = names_in(instance)
        assert not found, f"{instance.kind} names {sorted(found)}: no case content in a message"


def names_in(message: Message) -> set[str]:
    """Names and numbers of the family that stand in its subject or body, links apart."""
    said = LINK.sub("", f"{message.subject}\n{message.body}")
    words = set(re.findall(r"[\w'’-]+", said))
    return {
        mark for mark in marks_of(message.family_id or 0) if mark in words or f" {mark} " in said
    }


def marks_of(family_id: int) -> set[str]:
    children = Child.objects.filter(family=family_id)
    kin = Person.objects.filter(
        Q(pk__in=children.values("pk")) | Q(relationships__child__in=children.values("pk"))
    )
    names = {
        name
        for person in kin.distinct()
        for name in (person.given_names, person.family_name, person.known_as)
    }
    numbers = set(children.values_list("local_id", flat=True))
    numbers |= set(children.values_list("nhs_number", flat=True))
    numbers |= set(children.values_list("family__reference", flat=True))
    return {mark for mark in names | numbers if mark}
