"""The clock of a disagreement about a diversion is no longer the team manager's: the head of service
named settles it."""

from django.db import migrations

TO_NO_ROLE = """
UPDATE timescales_deadline SET owner_role = '' WHERE rule = 'diversion_disagreement'
"""


class Migration(migrations.Migration):
    dependencies = [
        ("timescales", "0004_midpoints_and_closures_set_here"),
    ]

    operations = [
        migrations.RunSQL(TO_NO_ROLE, migrations.RunSQL.noop),
    ]
