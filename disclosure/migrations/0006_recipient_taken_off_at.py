from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('disclosure', '0005_search_of_work_addresses'),
    ]

    operations = [
        migrations.AddField(
            model_name='recipient',
            name='taken_off_at',
            field=models.DateTimeField(blank=True, help_text='Put on the sheet by mistake: gets nothing', null=True),
        ),
    ]
