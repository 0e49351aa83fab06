"""A name saved a moment ago is found as fast as any other: no list of pending entries to read."""

from django.db import migrations

INDEXES = ("disclosure_names", "disclosure_addresses")


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0003_pack_checked_at")]

    operations = [
        *[
            migrations.RunSQL(
                f"ALTER INDEX {name} SET (fastupdate = off)", f"ALTER INDEX {name} RESET (fastupdate)"
            )
            for name in INDEXES
        ],
        migrations.RunSQL(
            "; ".join(f"SELECT gin_clean_pending_list('{name}'::regclass)" for name in INDEXES),
            migrations.RunSQL.noop,
        ),
    ]
