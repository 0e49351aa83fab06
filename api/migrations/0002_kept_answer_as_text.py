from django.db import migrations, models


class Migration(migrations.Migration):
    """JSON columns put the fields of an answer in another order; nobody has asked anything yet."""

    dependencies = [("api", "0001_initial")]

    operations = [
        migrations.RemoveField("keptanswer", "body"),
        migrations.AddField(
            "keptanswer",
            "body",
            models.TextField(blank=True, default="", help_text="JSON, to the letter"),
            preserve_default=False,
        ),
    ]
