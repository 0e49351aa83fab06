from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("conferences", "0010_end_an_exclusion"),
    ]

    operations = [
        migrations.AddField(
            model_name="conferencestep",
            name="agreed_by",
            field=models.CharField(
                blank=True,
                help_text="Of a cancellation",
                max_length=200,
                verbose_name="manager who agreed",
            ),
        ),
    ]
