"""Our own child protection plans: one fact for each, from its start to its end."""

from reporting.enums import FactKind
from reporting.facts.source import Source

CHILD = {
    "child_id": "child.person_id",
    "family_id": "child.family_id",
    "area_id": "family.area_id",
    "team_id": "family.team_id",
    "born_on": "person.date_of_birth",
    "sex": "child.sex",
    "ethnicity": "child.ethnicity",
    "is_disabled": "CASE WHEN child.disabilities = '{}' THEN NULL"
    " ELSE child.disabilities <> '{NONE}' END",
}
OF_CHILD = """
    JOIN people_person person ON person.id = child.person_id
    JOIN people_family family ON family.id = child.family_id"""

SOURCE = Source(
    kind=FactKind.PLAN,
    key="'plan:' || plan.id",
    recorded_at="first_known.at",
    columns={
        **CHILD,
        "plan": "'plan:' || plan.id",
        "meeting": "plan.opened_by",
        '"on"': "plan.started_on",
        '"until"': "plan.ended_on",
        "code": "plan.category_latest",
        "codes": "CASE WHEN plan.constituent_categories = '{}' THEN ARRAY[plan.category_initial]"
        " ELSE plan.constituent_categories END",
    },
    rows=f"""
    FROM plans_plan plan
    JOIN people_child child ON child.person_id = plan.child_id {OF_CHILD}
    CROSS JOIN LATERAL (
        SELECT min(history_date) AS at FROM plans_historicalplan WHERE id = plan.id
    ) first_known
    WHERE plan.kind = 'child_protection' AND NOT plan.is_temporary AND plan.voided_at IS NULL""",
)
