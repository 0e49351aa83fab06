"""Views for Power BI and the like: read only, no names and no words (docs/reporting-views.md).

They stand on the facts alone, which every figure is counted from. PostgreSQL changes no column that
a view reads: a later migration that alters one of these of reporting_fact drops the views first and
makes them again, and whatever is renamed or taken away here becomes reporting_v2.
"""

from django.db import migrations

COMMON = """id AS fact_id, child_id, family_id, area_id, team_id, chair_id,
    date_trunc('month', born_on)::date AS birth_month, sex::text, ethnicity::text, is_disabled,
    origin::text, known_from"""
NOW = "FROM public.reporting_fact WHERE known_until IS NULL AND kind = "
PLAN_ID = "nullif(substring(plan FROM 6), '')::bigint AS plan_id"
CONFERENCE_ID = "substring(meeting FROM '^conference:([0-9]+)$')::bigint AS conference_id"
ATTENDED = """codes[1]::text AS outcome, codes[2]::text AS late_reason,
    codes[3]::text AS participation, clock_from, due_on"""
QUORATE = "CASE WHEN 'quorate' = ANY(flags) THEN true WHEN 'inquorate' = ANY(flags) THEN false END"

VIEWS = {
    "plans": (
        f"""{PLAN_ID}, "on" AS started_on, "until" AS ended_on,
        codes[1]::text AS initial_category, code::text AS latest_category,
        codes[2]::text AS end_reason, "number" AS previous_plans,
        'transfer_in' = ANY(flags) AS from_transfer_in""",
        "plan",
    ),
    "initial_conferences": (
        f"""{CONFERENCE_ID}, {PLAN_ID}, "on" AS held_on, code::text AS conference_kind, {ATTENDED},
        days AS working_days, {QUORATE} AS was_quorate""",
        "initial",
    ),
    "review_conferences": (
        f"""{CONFERENCE_ID}, {PLAN_ID}, "on" AS held_on, code::text AS review_order, {ATTENDED},
        {QUORATE} AS was_quorate""",
        "review",
    ),
    "section_47_enquiries": (
        f"""{CONFERENCE_ID}, "on" AS started_on, "until" AS ended_on, code::text AS led_to,
        days AS working_days""",
        "section_47",
    ),
    "visits": (
        f"""{PLAN_ID}, "on" AS visited_on, "until" AS next_due_on, 'seen' = ANY(flags) AS was_seen,
        CASE WHEN 'alone' = ANY(flags) THEN true WHEN 'not_alone' = ANY(flags) THEN false END
            AS seen_alone, 'bedroom' = ANY(flags) AS bedroom_seen""",
        "visit",
    ),
}
# The role belongs to the whole server, and making one needs a right that the application lacks
# where roles are made by hand: then docs/reporting-views.md says what to type.
GRANT = """
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'chairside_reporting') THEN
        CREATE ROLE chairside_reporting NOLOGIN;
    END IF;
    GRANT USAGE ON SCHEMA reporting_v1 TO chairside_reporting;
    GRANT SELECT ON ALL TABLES IN SCHEMA reporting_v1 TO chairside_reporting;
EXCEPTION
    WHEN insufficient_privilege THEN
        RAISE NOTICE 'The role chairside_reporting was not made: see docs/reporting-views.md';
    WHEN duplicate_object OR unique_violation THEN
        RAISE NOTICE 'The role chairside_reporting is just being made: grant it its rights again';
END
$$
"""


def view(name: str) -> migrations.RunSQL:
    columns, kind = VIEWS[name]
    return migrations.RunSQL(
        f"CREATE VIEW reporting_v1.{name} AS SELECT {COMMON}, {columns} {NOW} '{kind}'",
        f"DROP VIEW reporting_v1.{name}",
    )


class Migration(migrations.Migration):
    dependencies = [("reporting", "0005_facts_compared_at")]

    operations = [
        migrations.RunSQL("CREATE SCHEMA reporting_v1", "DROP SCHEMA reporting_v1"),
        *(view(name) for name in VIEWS),
        migrations.RunSQL(GRANT, migrations.RunSQL.noop),
    ]
