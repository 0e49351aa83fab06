from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('conferences', '0003_transfer_out'),
    ]

    operations = [
        migrations.AddField(
            model_name='advocacy',
            name='refused_by',
            field=models.CharField(blank=True, help_text='The child, or a parent', max_length=200),
        ),
        migrations.AddField(
            model_name='historicaladvocacy',
            name='refused_by',
            field=models.CharField(blank=True, help_text='The child, or a parent', max_length=200),
        ),
    ]
