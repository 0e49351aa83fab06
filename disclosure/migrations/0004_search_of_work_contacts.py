"""Numbers and emails of work are looked for in the bytes that leave, too."""

from django.db import migrations

INDEXES = [
    ("disclosure_work_telephones", "(public.disclosure_digits(work_telephone))"),
    ("disclosure_work_emails", "(lower(work_email))"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("disclosure", "0003_clearing_training_and_printers"),
        ("people", "0006_reached_at_work"),
    ]

    operations = [
        migrations.RunSQL(
            f"CREATE INDEX {name} ON people_professional {what}", f"DROP INDEX {name}"
        )
        for name, what in INDEXES
    ]
