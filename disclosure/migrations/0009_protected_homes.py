"""Which homes are protected, and which people: the release checks read out all of them."""

from django.db import migrations

INDEXES = [
    ("disclosure_protected_homes", "people_residence (person_id) WHERE is_protected"),
    ("disclosure_protected_people", "people_person (id) WHERE is_protected"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("disclosure", "0008_too_much_to_check"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(f"CREATE INDEX {name} ON {what}", f"DROP INDEX {name}")
        for name, what in INDEXES
    ]
