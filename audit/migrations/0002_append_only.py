"""Events and seals can be added and read; a trigger refuses everything else.

The database's owner can disable the trigger; what was done meanwhile is what verify_audit finds.
"""

from django.db import migrations

REFUSE = """
CREATE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The audit trail is append-only: % on % is refused', TG_OP, TG_TABLE_NAME;
END;
$$
"""
TRIGGERS = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change()
"""
REMOVE = """
DROP TRIGGER {table}_no_truncate ON {table};
DROP TRIGGER {table}_append_only ON {table}
"""
TABLES = ("audit_event", "audit_seal")


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RunSQL(REFUSE, "DROP FUNCTION audit_refuse_change()"),
        *(
            migrations.RunSQL(TRIGGERS.format(table=table), REMOVE.format(table=table))
            for table in TABLES
        ),
    ]
