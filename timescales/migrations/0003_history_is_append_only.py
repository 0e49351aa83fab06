"""The deadlines' history can be added to and read; a trigger refuses everything else.

Taking a re-dating back adds changes of its own, so nothing that was written is ever touched.
"""

from django.db import migrations

REFUSE = """
CREATE FUNCTION timescales_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The history of deadlines is append-only: % is refused', TG_OP;
END;
$$
"""
TRIGGERS = """
CREATE TRIGGER timescales_deadlinechange_append_only
    BEFORE UPDATE OR DELETE ON timescales_deadlinechange
    FOR EACH ROW EXECUTE FUNCTION timescales_refuse_change();
CREATE TRIGGER timescales_deadlinechange_no_truncate
    BEFORE TRUNCATE ON timescales_deadlinechange
    FOR EACH STATEMENT EXECUTE FUNCTION timescales_refuse_change()
"""
REMOVE = """
DROP TRIGGER timescales_deadlinechange_no_truncate ON timescales_deadlinechange;
DROP TRIGGER timescales_deadlinechange_append_only ON timescales_deadlinechange
"""


class Migration(migrations.Migration):
    dependencies = [("timescales", "0002_child_and_family_together")]

    operations = [
        migrations.RunSQL(REFUSE, "DROP FUNCTION timescales_refuse_change()"),
        migrations.RunSQL(TRIGGERS, REMOVE),
    ]
