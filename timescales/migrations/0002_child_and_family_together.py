"""A deadline's family is its child's family: who may see it hangs on that, so the database holds it.

When a child moves to another family (a merge), its deadlines follow in the same statement.
"""

from django.db import migrations

TOGETHER = """
CREATE UNIQUE INDEX child_with_family ON people_child (person_id, family_id);
ALTER TABLE timescales_deadline ADD CONSTRAINT deadline_child_with_family
    FOREIGN KEY (child_id, family_id) REFERENCES people_child (person_id, family_id)
    ON UPDATE CASCADE;
"""
APART = """
ALTER TABLE timescales_deadline DROP CONSTRAINT deadline_child_with_family;
DROP INDEX child_with_family;
"""


class Migration(migrations.Migration):
    dependencies = [("timescales", "0001_initial"), ("people", "0001_initial")]
    operations = [migrations.RunSQL(TOGETHER, APART)]
