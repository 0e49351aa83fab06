"""Each child at a core group that was held."""

from reporting.enums import FactKind
from reporting.facts.of_child import CHILD, of_child
from reporting.facts.source import Source

SOURCE = Source(
    kind=FactKind.CORE_GROUP,
    key="'core_group:' || met.id || ':plan:' || plan.id",
    recorded_at="met.recorded_at",
    columns={
        **CHILD,
        "meeting": "'core_group:' || met.id",
        "plan": "'plan:' || plan.id",
        '"on"': "met.held_on",
    },
    rows=f"""
    FROM plans_coregroup met
    JOIN plans_coregroup_plans about ON about.coregroup_id = met.id
    JOIN plans_plan plan ON plan.id = about.plan_id
    {of_child("plan.child_id", "met.held_on")}
    WHERE met.state = 'held'""",
)
