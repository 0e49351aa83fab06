import uuid

from django.db import migrations, models

ENTRY = {
    'null': True,
    'editable': False,
    'help_text': 'The UID of its calendar entry; none: it was sent with the token',
}


class Migration(migrations.Migration):
    """Two steps: those told before keep the UID that stands in their calendars, which is the token."""

    dependencies = [
        ('conferences', '0004_who_refused_an_advocate'),
    ]

    operations = [
        migrations.AddField(
            model_name='invitation',
            name='entry',
            field=models.UUIDField(**ENTRY),
        ),
        migrations.AlterField(
            model_name='invitation',
            name='entry',
            field=models.UUIDField(default=uuid.uuid4, **ENTRY),
        ),
    ]
