from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('conferences', '0008_added_children'),
    ]

    operations = [
        migrations.AddField(
            model_name='invitation',
            name='instead',
            field=models.CharField(choices=[('new_day', 'A new day'), ('another', 'Another meeting'), ('nothing', 'No meeting')], default='new_day', help_text='Of a cancellation: what this person was told to expect', max_length=10),
        ),
    ]
