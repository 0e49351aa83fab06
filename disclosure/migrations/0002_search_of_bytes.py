"""Functions and indexes that let the release checks search everybody's names and addresses.

An expression index needs no upkeep: a name saved by any way at all can be found at once.
`disclosure/domain/checks/folding.py` does the same in Python; a test compares the two.
A name saved a moment ago is found as fast as any other: the indexes keep no list of pending
entries. Folding a name is said to be dear, or the planner takes it for as cheap as an addition and
folds every name in the service anew.
"""

from django.db import migrations

FOLD = r"""
CREATE FUNCTION public.disclosure_fold(given text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT pg_catalog.translate(
    pg_catalog.replace(pg_catalog.replace(
      pg_catalog.regexp_replace(
        pg_catalog.normalize(pg_catalog.lower(pg_catalog.translate(given, 'ŁØĐĦİ', 'LODHI')), 'NFKD'),
        '[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u00ad\u0640\u200b-\u200f\u061c\u2060]',
        '', 'g'),
      'ß', 'ss'), 'æ', 'ae'),
    'łøđħı’‘ʼىیکہھةے', 'lodhi''''''ييكهههي')
$$
"""
NAME_TOKENS = r"""
CREATE FUNCTION public.disclosure_name_tokens(family text, given text, called text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1000 AS $$
  SELECT pg_catalog.regexp_split_to_array(
      public.disclosure_fold(pg_catalog.concat_ws(' ', family, given, called)),
      '[\s''.,()-]+')
    || ARRAY[
      pg_catalog.regexp_replace(public.disclosure_fold(family), '[\s''.,()-]+', '', 'g'),
      pg_catalog.regexp_replace(public.disclosure_fold(given), '[\s''.,()-]+', '', 'g')]
$$
"""
ADDRESS_KEYS = r"""
CREATE FUNCTION public.disclosure_address_keys(lines text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1000 AS $$
  SELECT pg_catalog.array_agg(found[1] || ' ' || found[2])
  FROM pg_catalog.regexp_matches(
    public.disclosure_fold(lines), '(\d+[a-z]?)[\s,]+([^\s,.\d][^\s,.]*)', 'g') AS found
$$
"""
DIGITS = r"""
CREATE FUNCTION public.disclosure_digits(telephone text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT pg_catalog.regexp_replace(
    pg_catalog.regexp_replace(telephone, '[^0-9]', '', 'g'), '^(00)?44(0)?', '0')
$$
"""
INDEXES = [
    (
        "disclosure_names",
        "people_person USING gin (public.disclosure_name_tokens(family_name, given_names, known_as))"
        " WITH (fastupdate = off)",
    ),
    (
        "disclosure_addresses",
        "people_address USING gin (public.disclosure_address_keys(lines)) WITH (fastupdate = off)",
    ),
    ("disclosure_postcodes", "people_address (replace(upper(postcode), ' ', ''))"),
    ("disclosure_telephones", "people_person (public.disclosure_digits(telephone))"),
    ("disclosure_emails", "people_person (lower(email))"),
]


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0001_initial"), ("people", "0001_initial")]

    operations = [
        migrations.RunSQL(FOLD, "DROP FUNCTION public.disclosure_fold(text)"),
        migrations.RunSQL(
            NAME_TOKENS, "DROP FUNCTION public.disclosure_name_tokens(text, text, text)"
        ),
        migrations.RunSQL(ADDRESS_KEYS, "DROP FUNCTION public.disclosure_address_keys(text)"),
        migrations.RunSQL(DIGITS, "DROP FUNCTION public.disclosure_digits(text)"),
        *[
            migrations.RunSQL(f"CREATE INDEX {name} ON {what}", f"DROP INDEX {name}")
            for name, what in INDEXES
        ],
    ]
