"""Of the records that findings name (plan:12, conference:12): what an import brought, what was
decided at which conference, and which conference was asked for with what request."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from conferences.enums import ConferenceState
from conferences.models import Conference
from plans.models import Plan
from reporting.imports.keeping import changed_here
from reporting.models import ImportedRow, ReturnFinding

# What an import may have brought: it is corrected at its source, and shown here.
IMPORTED_AS = {"plan": "plans.plan", "conference": "conferences.conference"}
# What a conference decides of a plan. The page of the plan shows it, and does not change it.
DECIDED = frozenset({"2885", "8840", "8905", "8935", "8940"})
LATEST_CATEGORY = "8910"


@dataclass(frozen=True)
class CorrectedAt:
    """Looked up for all findings of a rule at once. `requests` are those of conferences."""

    imported: Collection[str]
    requests: Mapping[str, int]
    plans: Mapping[str, Plan]
    closed: Mapping[str, int]

    def decided_at(self, finding: ReturnFinding) -> int | None:
        """The closed conference here whose decision made a plan what the rule finds."""
        plan = self.plans.get(finding.about)
        if plan is None or finding.about in self.imported:
            return None
        if finding.rule == LATEST_CATEGORY:
            return self.closed.get(_changed_by(plan))
        return self.closed.get(plan.opened_by) if finding.rule in DECIDED else None


def corrected_at(findings: Iterable[ReturnFinding]) -> CorrectedAt:
    abouts = {finding.about for finding in findings}
    plans = Plan.objects.filter(pk__in=_keys("plan", abouts))
    asked = Conference.objects.filter(pk__in=_keys("conference", abouts), request__isnull=False)
    decided = [about for plan in plans for about in (plan.opened_by, _changed_by(plan))]
    ids = _keys("conference", decided)
    closed = Conference.objects.filter(pk__in=ids, state=ConferenceState.CLOSED)
    return CorrectedAt(
        imported=_imported(abouts),
        requests={each.about: each.request_id for each in asked if each.request_id},
        plans={f"plan:{plan.pk}": plan for plan in plans},
        closed={conference.about: conference.pk for conference in closed},
    )


def _imported(abouts: Collection[str]) -> set[str]:
    targets = {
        f"{target}:{key}": f"{kind}:{key}"
        for kind, target in IMPORTED_AS.items()
        for key in _keys(kind, abouts)
    }
    brought = ImportedRow.objects.filter(target__in=targets)
    found = {targets[target] for target in brought.values_list("target", flat=True)}
    return found - _owned_here(found)


def _owned_here(abouts: set[str]) -> set[str]:
    """Made or changed here: an import that met it again lists what differs, and writes nothing."""
    models = {"plan": Plan, "conference": Conference}
    return {
        f"{kind}:{pk}"
        for kind, model in models.items()
        for pk in changed_here(model, _keys(kind, abouts))
    }


def _keys(kind: str, abouts: Iterable[str]) -> list[int]:
    parts = [about.partition(":") for about in abouts]
    return [int(key) for name, _, key in parts if name == kind and key.isdecimal()]


def _changed_by(plan: Plan) -> str:
    """The conference that said its category last."""
    about: str = plan.category_changed_by or plan.opened_by
    return about
