"""The plans that are here already: of the children of an import, and those that its rows name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from plans.enums import PlanKind
from plans.models import Plan
from reporting.imports.household import Batch, Household, Row
from reporting.imports.keeping import changed_here

PLANS = "ssd_cp_plans"
NAMED_IN = {
    "ssd_initial_cp_conference": "icpc_cp_plan_id",
    "ssd_cp_reviews": "cppr_cp_plan_id",
    "ssd_cp_visits": "cppv_cp_plan_id",
}


@dataclass(frozen=True)
class PlansHere:
    """`named`: by their id in the source. `ours`: made or changed here, so that where the source
    differs it is listed, and nothing refused. `of_child`: the source's, without a row in this file.
    """

    named: dict[str, Plan]
    ours: set[int]
    of_child: dict[int, list[Plan]]

    def beside(self, household: Household) -> Iterator[Row]:
        """As rows of the file: its children's other plans."""
        for person, child in household.children.items():
            for plan in self.of_child.get(child.pk, ()):
                yield _as_row(plan, person)

    def followed(self, name: str, household: Household, person: str) -> Row | None:
        """As a row of the file: the plan of this id, where it is this person's and the source's."""
        plan = self.named.get(name)
        if plan is None or plan.pk in self.ours or self.is_anothers(name, household, person):
            return None
        return _as_row(plan, person)

    def is_anothers(self, name: str, household: Household, person: str) -> bool:
        plan, child = self.named.get(name), household.children.get(person)
        return plan is not None and (child is None or child.pk != plan.child_id)


def plans_here(batch: Batch) -> PlansHere:
    """Asked once the children are known."""
    names = {
        row.word(column)
        for household in batch.households
        for table, column in NAMED_IN.items()
        for row in household.rows.get(table, ())
    }
    pks = {name: pk for name in names if (pk := batch.pk_of((PLANS, name), Plan))}
    children = [child.pk for each in batch.households for child in each.children.values()]
    rows = Plan.objects.filter(kind=PlanKind.CHILD_PROTECTION)
    found = {plan.pk: plan for plan in rows.filter(Q(pk__in=pks.values()) | Q(child__in=children))}
    told = {batch.pk_of(key, Plan) for key in batch.digests if key[0] == PLANS}
    ours = changed_here(Plan, found) if found else set()
    of_child: dict[int, list[Plan]] = defaultdict(list)
    for plan in found.values():
        if plan.voided_at is None and plan.pk not in told | ours:
            of_child[plan.child_id].append(plan)
    named = {name: found[pk] for name, pk in pks.items() if pk in found}
    return PlansHere(named, ours, of_child)


def _as_row(plan: Plan, person: str) -> Row:
    """Line 0: it stands in no file."""
    cells = {
        "cppl_cp_plan_start_date": plan.started_on.isoformat(),
        "cppl_cp_plan_end_date": plan.ended_on.isoformat() if plan.ended_on else None,
        "cppl_cp_plan_ola": plan.is_temporary,
    }
    return Row(PLANS, 0, "", person, "", cells)
