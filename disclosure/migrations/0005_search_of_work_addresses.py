"""Addresses of work are looked for in the bytes that leave, too: by street and by postcode.

They are free text, so the postcodes in them are read out as `disclosure/domain/checks/contacts.py`
reads them out of a page.
"""

from django.db import migrations

POSTCODES = r"""
CREATE FUNCTION public.disclosure_postcodes(lines text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1000 AS $$
  SELECT pg_catalog.array_agg(pg_catalog.upper(found[1] || found[2]))
  FROM pg_catalog.regexp_matches(
    public.disclosure_fold(lines),
    '(?<![a-z0-9])([a-z]{1,2}\d[a-z\d]?)\s*[-.]?\s*(\d[a-z]{2})(?![a-z0-9])', 'g') AS found
$$
"""
INDEXES = [
    ("disclosure_work_addresses", "public.disclosure_address_keys(work_address)"),
    ("disclosure_work_postcodes", "public.disclosure_postcodes(work_address)"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("disclosure", "0004_search_of_work_contacts"),
        ("people", "0006_reached_at_work"),
    ]

    operations = [
        migrations.RunSQL(POSTCODES, "DROP FUNCTION public.disclosure_postcodes(text)"),
        *[
            migrations.RunSQL(
                f"CREATE INDEX {name} ON people_professional USING gin ({what})"
                " WITH (fastupdate = off)",
                f"DROP INDEX {name}",
            )
            for name, what in INDEXES
        ],
    ]
