"""A document, too, may be filed where it does not belong."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0009_protected_homes")]
    operations = [
        migrations.AddField(
            model_name="breach",
            name="uploads",
            field=models.ManyToManyField(related_name="breaches", to="disclosure.upload"),
        )
    ]
