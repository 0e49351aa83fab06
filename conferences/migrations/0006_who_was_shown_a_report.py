from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('conferences', '0005_entry_apart_from_link'),
    ]

    operations = [
        migrations.AddField(
            model_name='participant',
            name='report_shared_with',
            field=models.CharField(blank=True, help_text='Who of the family was shown it', max_length=200),
        ),
        migrations.AddField(
            model_name='historicalparticipant',
            name='report_shared_with',
            field=models.CharField(blank=True, help_text='Who of the family was shown it', max_length=200),
        ),
    ]
