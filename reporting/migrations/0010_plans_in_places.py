"""A plan becomes a fact for each place it was in: of those, the view shows the one it is in now."""

from django.db import migrations, models

PLANS = """
    CREATE OR REPLACE VIEW reporting_v1.plans AS
    SELECT id AS fact_id, child_id, family_id, area_id, team_id, chair_id,
        date_trunc('month', born_on)::date AS birth_month, sex::text, ethnicity::text, is_disabled,
        origin::text, known_from, nullif(substring(plan FROM 6), '')::bigint AS plan_id,
        "on" AS started_on, "until" AS ended_on, codes[1]::text AS initial_category,
        code::text AS latest_category, codes[2]::text AS end_reason, "number" AS previous_plans,
        'transfer_in' = ANY(flags) AS from_transfer_in
    FROM public.reporting_fact WHERE known_until IS NULL AND kind = 'plan'"""


class Migration(migrations.Migration):
    dependencies = [("reporting", "0009_history_of_episodes")]

    operations = [
        migrations.AddField(
            model_name="fact",
            name="moved_in_on",
            field=models.DateField(
                null=True,
                blank=True,
                help_text="Of a plan that moved to this place; empty: began here",
            ),
        ),
        migrations.AddField(
            model_name="fact",
            name="moved_out_on",
            field=models.DateField(
                null=True,
                blank=True,
                help_text="Of a plan that moved on; empty: ended here, or is here",
            ),
        ),
        migrations.RunSQL(f"{PLANS} AND moved_out_on IS NULL", PLANS),
    ]
