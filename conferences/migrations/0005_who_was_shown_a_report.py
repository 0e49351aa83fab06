from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('conferences', '0004_who_refused_an_advocate'),
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
