from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reporting", "0016_names_of_areas_and_teams"),
    ]

    operations = [
        migrations.AddField(
            model_name="importedrow",
            name="referral",
            field=models.CharField(blank=True, max_length=100, null=True),
        ),
    ]
