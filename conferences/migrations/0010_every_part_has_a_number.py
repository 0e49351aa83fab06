"""Now that every part has a number, no part is without one. Apart from the filling in: PostgreSQL
does not alter a table with changes of the same transaction still to be checked."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conferences", "0009_parts_of_a_meeting")]

    operations = [
        migrations.AlterField(
            model_name="part",
            name="uuid",
            field=models.UUIDField(
                default=uuid.uuid4,
                editable=False,
                help_text="Made up by the device, so that a part can begin without a network",
                unique=True,
            ),
        ),
    ]
