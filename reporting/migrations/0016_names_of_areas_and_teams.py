"""What the `area_id` and `team_id` of every view are called (docs/reporting-views.md).

Names of places are no case text. The views stand on the tables of places as 0006 stands on the
facts: a later migration that alters a column of theirs drops them first.
"""

from django.db import migrations

AREAS = """
    CREATE VIEW reporting_v1.areas AS
    SELECT id AS area_id, name::text, in_use FROM public.people_area"""
TEAMS = """
    CREATE VIEW reporting_v1.teams AS
    SELECT id AS team_id, name::text, area_id, in_use FROM public.people_team"""
# As 0006 grants the others; where no role could be made there is none to be granted anything.
GRANT = """
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'chairside_reporting') THEN
        GRANT SELECT ON reporting_v1.areas, reporting_v1.teams TO chairside_reporting;
    END IF;
END
$$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0009_mothers_nhs_number"),
        ("reporting", "0015_an_import_that_stopped"),
    ]

    operations = [
        migrations.RunSQL(AREAS, "DROP VIEW reporting_v1.areas"),
        migrations.RunSQL(TEAMS, "DROP VIEW reporting_v1.teams"),
        migrations.RunSQL(GRANT, migrations.RunSQL.noop),
    ]
