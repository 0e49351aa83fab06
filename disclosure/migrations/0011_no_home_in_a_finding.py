"""A finding that an address may be shared quoted it: whoever read the pack's page read the home,
also of somebody whose home is kept from them, and old findings stay."""

from django.db import migrations

SAY_IT_WITHOUT = """
UPDATE disclosure_finding SET text = 'Their address may be that of somebody who poses a risk'
WHERE check_name = 'shared_address'
AND text NOT IN ('No address is known', 'No work address is known')
"""


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0010_breach_of_a_document")]
    operations = [migrations.RunSQL(SAY_IT_WITHOUT, migrations.RunSQL.noop)]
