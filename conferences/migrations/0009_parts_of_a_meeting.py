"""A part has a number of its own, made up by a device, and the time it really began."""

from __future__ import annotations

import uuid

from django.db import migrations, models
from django.db.models import F


def number_the_parts(apps, schema_editor):
    """Each part that is there already, and the stamp on the words that were said in it."""
    parts = apps.get_model("conferences", "Part").objects.all()
    passages = apps.get_model("disclosure", "Passage").objects.all()
    for part in parts.filter(uuid=None).iterator():
        part.uuid = uuid.uuid4()
        stamped = passages.filter(record=part.conference.record_id, part_key=f"part:{part.pk}")
        stamped.update(part_key=f"part:{part.uuid}")
        part.save(update_fields=["uuid"])
    held = parts.filter(conference__state__in=["in_session", "closed"], entered_at=None)
    held.update(entered_at=F("starts_at"))


class Migration(migrations.Migration):
    dependencies = [
        ("conferences", "0008_next_review"),
        ("disclosure", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="part",
            name="uuid",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="part",
            name="entered_at",
            field=models.DateTimeField(blank=True, help_text="When it really began", null=True),
        ),
        migrations.AlterField(
            model_name="part",
            name="starts_at",
            field=models.DateTimeField(
                blank=True, help_text="When people are asked for", null=True
            ),
        ),
        migrations.RunPython(number_the_parts, migrations.RunPython.noop),
    ]
