"""Which referral the case system names for what an import brought: kept with the row of the import,
for the returns alone."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Model

from reporting.models import ImportedRow


def label(thing: Model) -> str:
    """As an import names what a row became."""
    return f"{thing._meta.label_lower}:{thing.pk}"


def referrals_named(things: Iterable[Model]) -> dict[str, str]:
    """By label, the id that the referral has in the case system."""
    rows = ImportedRow.objects.filter(target__in=[label(each) for each in things], referral__gt="")
    return {row.target: row.referral or "" for row in rows.order_by("pk")}
