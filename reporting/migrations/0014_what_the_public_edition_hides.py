from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reporting', '0013_rollups_of_meetings'),
    ]

    operations = [
        migrations.AddField(
            model_name='annualedition',
            name='hidden',
            field=models.JSONField(help_text='Keys of the numbers that the public edition hides; null: frozen before they were kept', null=True),
        ),
    ]
