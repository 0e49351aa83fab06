"""What the checks found, for one reader: their own families' children, and how many others."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from accounts.models import User
from people.domain.reading import Listing, list_visible
from people.models import Child
from reporting.models import ReturnFinding, ReturnRun
from reporting.returns.census.rule import Rule, TotalRule
from reporting.returns.census.rules import BY_CODE
from reporting.returns.domain.cp_is import Extract, Gap, cp_is_extract
from reporting.returns.domain.runs import require_sender
from timescales.domain import today_in_london


@dataclass(frozen=True)
class Broken:
    """One rule, where it is broken, and how many places the reader may not see."""

    rule: Rule | TotalRule
    findings: list[ReturnFinding]
    hidden: int

    @property
    def number(self) -> int:
        return len(self.findings) + self.hidden


def broken_rules(*, run: ReturnRun, by: User) -> list[Broken]:
    """Errors first. Visible and hidden together are what was found."""
    rows = ReturnFinding.objects.filter(run=run).select_related("child__person", "child__family")
    of_a_child = rows.filter(child__isnull=False)
    seen = list_visible(
        of_a_child,
        by=by,
        verb="reporting.return_findings",
        children_of=ReturnFinding.children_concerned,
    )
    by_rule: dict[str, list[ReturnFinding]] = {}
    for finding in seen:
        by_rule.setdefault(finding.rule, []).append(finding)
    counts = rows.order_by("severity", "rule").values_list("rule").annotate(Count("child"))
    return [
        Broken(BY_CODE[code], found, number - len(found))
        for code, number in counts
        for found in [by_rule.get(code, [])]
    ]


@dataclass(frozen=True)
class Unmatched:
    """The CP-IS extract of today, and the children who cannot be matched in it."""

    extract: Extract
    gaps: dict[Gap, list[Child]]
    listing: Listing[Child]


def unmatched(*, by: User) -> Unmatched:
    """Raises `NotAllowed`, `AuthorityNotSet`."""
    require_sender(by, "reporting.cp_is_gaps")
    extract = cp_is_extract(today_in_london())
    reasons = {entry.child.pk: entry.gap for entry in extract.gaps if entry.gap}
    rows = Child.objects.filter(pk__in=reasons).select_related("person", "family")
    listing = list_visible(
        rows, by=by, verb="reporting.cp_is_gaps", children_of=Child.children_concerned
    )
    gaps: dict[Gap, list[Child]] = {gap: [] for gap in Gap}
    for child in listing:
        gaps[reasons[child.pk]].append(child)
    return Unmatched(extract, gaps, listing)
