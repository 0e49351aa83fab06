"""What of the packs stands on somebody's start page: prints that failed, and the counts."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from accounts.models import User
from disclosure.domain.copies import children_in
from disclosure.domain.failed_prints import fact_of, failed_prints_for
from disclosure.rules import may_count_copies, prints_packs
from people.domain.reading import list_all
from people.enums import Role
from people.rules import has_role
from people.start_page import Task, Tile
from timescales.domain import today_in_london


def tiles(user: User) -> Iterator[Tile]:
    if may_count_copies(user):
        yield Tile(
            "Reprints and uncollected copies",
            reverse("packs:copies"),
            "Packs on paper, by month and hub",
        )
    if has_role(user, Role.DATA_OFFICER):
        yield Tile("Sealed words", reverse("packs:sealed"), "What was sealed, why and by whom")


def tasks(user: User) -> Iterator[Task]:
    if not prints_packs(user):
        return
    rows = failed_prints_for(user).select_related("pack__recipient__person", "pack__record__family")
    failed = list(rows.prefetch_related("pack__record__family__children"))
    if not failed:
        return
    verb = "disclosure.failed_prints"
    for copy in list_all(failed, by=user, verb=verb, children=children_in(failed)):
        yield Task(
            text=f"The printer failed: choose how {copy.pack.recipient.called} gets it",
            url=reverse("packs:print_failed", args=[copy.pack_id, copy.copy_number]),
            due_on=today_in_london(),
            about=str(copy.pack.record.family),
            label="Packs",
            family_id=copy.pack.record.family_id,
            fact=fact_of(copy),
            why=f"{copy.pack.number} was to be printed at {copy.job.printer} and was not.",
        )
