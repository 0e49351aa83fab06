"""Where the source had another day for the limit: ours is by the rule, theirs is listed."""

from __future__ import annotations

import datetime as dt

from conferences.models import ConferenceChild
from reporting.enums import Severity
from reporting.imports.family_checks import INITIALS, REVIEWS
from reporting.imports.household import Batch

THEIRS = {INITIALS: "icpc_icpc_target_date", REVIEWS: "cppr_cp_review_due"}


def list_other_limits(batch: Batch) -> None:
    limits = _limits(batch)
    for table, column in THEIRS.items():
        for _, row in batch.rows(table):
            ours = limits.get(batch.pk_of(row.key, ConferenceChild) or 0)
            theirs = row.day(column)
            if ours and theirs and ours != theirs:
                message = f"By the rule here it was due on {ours:%-d %B %Y}, and that is counted."
                batch.note(Severity.NOTE, row, message, column, theirs)


def _limits(batch: Batch) -> dict[int, dt.date]:
    pks = [
        pk
        for table in THEIRS
        for _, row in batch.rows(table)
        if (pk := batch.pk_of(row.key, ConferenceChild))
    ]
    rows = ConferenceChild.objects.filter(pk__in=pks).exclude(due_on=None)
    return dict(rows.values_list("pk", "due_on"))
