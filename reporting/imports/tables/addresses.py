"""ssd_address: homes, from one day to another."""

from reporting.imports import parsing
from reporting.imports.table import Column, Link, Table, not_before

JSON = '{"HOUSE": "14", "STREET": "Pretend Parade", "TOWN": "Rehearsalton"}'
TABLE = Table(
    "ssd_address",
    key="addr_table_id",
    person="addr_person_id",
    links=(Link("addr_person_id", "ssd_person", needed=True),),
    check=not_before("addr_address_start_date", "addr_address_end_date"),
    columns=(
        Column("addr_table_id", parsing.text(), needed=True, example="1"),
        Column("addr_person_id", parsing.text(), needed=True, example="100001"),
        Column("addr_address_start_date", parsing.past_day, example="2020-01-06"),
        Column("addr_address_end_date", parsing.any_day),
        Column("addr_address_postcode", parsing.text(20), soft=True, example="ZZ1 1ZZ"),
        Column("addr_address_json", parsing.outcomes, soft=True, example=JSON),
    ),
    unread=("addr_address_type",),
)
