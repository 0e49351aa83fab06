"""What was known of professionals is how they are reached at work; of a family's people it may be
theirs alone.

Until now both stood on the person. Of a professional who was never of any family it is moved, and
nothing stays that a family would find there if they ever came to belong to one. Of one who is, what
stands there stays the family's and nothing is copied: the list of partners says "Not known" until
somebody asks them for their work email. Staff sign in with theirs.
"""

from django.db import migrations

NO_FAMILY = """
NOT EXISTS (SELECT FROM people_child WHERE people_child.person_id = person.id)
AND NOT EXISTS (SELECT FROM people_relationship WHERE people_relationship.person_id = person.id)
"""
MOVE = f"""
UPDATE people_professional AS work
SET work_email = person.email, work_telephone = person.telephone
FROM people_person AS person
WHERE person.id = work.person_id AND {NO_FAMILY}
"""
SIGNED_IN = """
UPDATE people_professional AS work SET work_email = staff.email
FROM accounts_user AS staff
WHERE staff.id = work.user_id AND work.work_email = '' AND NOT staff.is_service
"""
CONFIRMED = f"""
UPDATE people_contactconfirmation AS confirmation SET at_work = true
FROM people_professional AS work JOIN people_person AS person ON person.id = work.person_id
WHERE confirmation.person_id = person.id AND {NO_FAMILY}
"""
COLUMNS = """family_name, given_names, known_as, date_of_birth, first_language, needs_interpreter,
access_needs, is_protected, died_on, merged_into_id"""
EMPTY = f"""
WITH emptied AS (
  UPDATE people_person AS person
  SET email = '', telephone = '', safe_contact = 'post', safe_contact_note = ''
  FROM people_professional AS work
  WHERE work.person_id = person.id AND {NO_FAMILY}
  AND (person.email, person.telephone, person.safe_contact, person.safe_contact_note)
    <> ('', '', 'post', '')
  RETURNING person.*
)
INSERT INTO people_historicalperson (
  id, {COLUMNS}, email, telephone, safe_contact, safe_contact_note,
  history_date, history_type, history_change_reason
)
SELECT id, {COLUMNS}, '', '', 'post', '', clock_timestamp(), '~', 'Reached at work is kept apart'
FROM emptied
"""
BACK = f"""
UPDATE people_person AS person
SET email = work.work_email, telephone = work.work_telephone
FROM people_professional AS work WHERE person.id = work.person_id AND {NO_FAMILY}
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0006_reached_at_work"), ("accounts", "0002_cache_table")]

    operations = [
        migrations.RunSQL(MOVE, migrations.RunSQL.noop),
        migrations.RunSQL(SIGNED_IN, migrations.RunSQL.noop),
        migrations.RunSQL(CONFIRMED, migrations.RunSQL.noop),
        migrations.RunSQL(EMPTY, BACK),
    ]
