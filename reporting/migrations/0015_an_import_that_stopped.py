from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reporting', '0014_what_the_public_edition_hides'),
    ]

    operations = [
        migrations.AlterField(
            model_name='importrun',
            name='state',
            field=models.CharField(choices=[('running', 'Running'), ('done', 'Done'), ('partly', 'Done, with rows that were not loaded'), ('refused', 'Nothing was loaded'), ('stopped', 'Stopped on the way')], default='running', max_length=10),
        ),
    ]
