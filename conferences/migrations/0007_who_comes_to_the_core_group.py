from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('conferences', '0006_who_was_shown_a_report'),
    ]

    operations = [
        migrations.AddField(
            model_name='conference',
            name='core_group_may_meet',
            field=models.BooleanField(default=False, help_text='The chair made sure that relatives who were kept apart may meet there'),
        ),
        migrations.AddField(
            model_name='historicalconference',
            name='core_group_may_meet',
            field=models.BooleanField(default=False, help_text='The chair made sure that relatives who were kept apart may meet there'),
        ),
        migrations.AddField(
            model_name='participant',
            name='comes_to_core_group',
            field=models.BooleanField(blank=True, help_text='For a relative who was kept apart: whether the chair said so', null=True),
        ),
        migrations.AddField(
            model_name='historicalparticipant',
            name='comes_to_core_group',
            field=models.BooleanField(blank=True, help_text='For a relative who was kept apart: whether the chair said so', null=True),
        ),
    ]
