"""What a line held when it was accepted. Of lines accepted before, its name is known: a clock among
them comes back on the list, and can be accepted again."""

import django.contrib.postgres.fields
from django.db import migrations, models

KNOWN = "UPDATE desk_accepted SET parts = ARRAY[occasion]"


class Migration(migrations.Migration):
    dependencies = [("desk", "0002_kept_list")]

    operations = [
        migrations.AddField(
            model_name="accepted",
            name="parts",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=140),
                default=list,
                help_text="Each clock, action or fact that the line held, with its day",
                size=None,
            ),
        ),
        migrations.RunSQL(KNOWN, migrations.RunSQL.noop),
    ]
