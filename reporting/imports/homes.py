"""Where people live. A home kept or protected here is never replaced by the source's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from people.identifiers import is_postcode, plain_postcode
from people.models import Address, Person, Residence
from reporting.enums import Severity
from reporting.imports.household import Batch, Row
from reporting.imports.keeping import Wanted, changed_here, keep

TABLE = "ssd_address"
OF_HOME = {
    "address_id": "addr_address_json",
    "from_on": "addr_address_start_date",
    "to_on": "addr_address_end_date",
}
ON_ONE_LINE = ("ROOM", "FLOOR", "FLAT", "BUILDING", "HOUSE", "STREET")
ON_THEIR_OWN = ("TOWN", "CITY", "COUNTY")


def keep_homes(batch: Batch) -> None:
    by_person: dict[Person, list[Row]] = defaultdict(list)
    for household, row in batch.rows(TABLE):
        left_alone = household.merged | household.moved
        is_known = row.person in household.children and row.person not in left_alone
        if is_known and any(_lines_and_postcode(row)):
            by_person[household.children[row.person].person].append(row)
    addresses = _addresses(row for rows in by_person.values() for row in rows)
    kept = _kept_here(batch, by_person)
    protected = _protected(by_person)
    wanted = []
    for person, rows in by_person.items():
        for row in _one_current(batch, rows):
            if person.pk in kept and row["addr_address_end_date"] is None and _is_new(batch, row):
                message = "Where they live now is kept here: change it on the person’s page."
                batch.note(Severity.CONFLICT, row, message, "addr_address_postcode")
                continue
            fields = {
                "address_id": addresses[_lines_and_postcode(row)].pk,
                "from_on": row.day("addr_address_start_date"),
                "to_on": row.day("addr_address_end_date"),
            }
            at_first = {"person": person, "is_protected": person.pk in protected}
            wanted.append(Wanted(row.key, row, fields, at_first, OF_HOME))
    # Homes that end make room for the one that begins.
    wanted.sort(key=lambda each: each.fields["to_on"] is None)
    keep(batch, Residence, wanted)


def _is_new(batch: Batch, row: Row) -> bool:
    return batch.pk_of(row.key, Residence) is None


def _kept_here(batch: Batch, people: Iterable[Person]) -> set[int]:
    """Those whose present home was entered or changed here."""
    current = Residence.objects.filter(person__in=people, to_on=None)
    homes = dict(current.values_list("pk", "person_id"))
    return {homes[pk] for pk in changed_here(Residence, homes)}


def _protected(people: Iterable[Person]) -> set[int]:
    """Whoever is protected, or has a protected home, moves to a protected one."""
    listed = list(people)
    homes = Residence.objects.filter(person__in=listed, is_protected=True)
    return {person.pk for person in listed if person.is_protected} | set(
        homes.values_list("person_id", flat=True)
    )


def _one_current(batch: Batch, rows: list[Row]) -> list[Row]:
    """Of several homes without an end the one that began last is where they live."""
    rows = sorted(rows, key=lambda row: (row.word("addr_address_start_date"), row.line))
    current = [row for row in rows if row["addr_address_end_date"] is None]
    for row in current[:-1]:
        message = "Another home of this person began later and this one has no end: left out."
        batch.note(Severity.GAP, row, message, "addr_address_end_date")
    return [row for row in rows if row not in current[:-1]]


def _lines_and_postcode(row: Row) -> tuple[str, str]:
    said = row["addr_address_json"] or {}
    together = " ".join(said[name].strip() for name in ON_ONE_LINE if said.get(name))
    alone = [said[name].strip() for name in ON_THEIR_OWN if said.get(name)]
    postcode = plain_postcode(row.word("addr_address_postcode"))
    lines = "\n".join(line for line in (together, *alone) if line and line != "None")
    return lines, postcode if is_postcode(postcode) else ""


def _addresses(rows: Iterable[Row]) -> dict[tuple[str, str], Address]:
    """The same words are the same address, so that a shared home is seen as one."""
    wanted = {_lines_and_postcode(row) for row in rows}
    known = Address.objects.filter(
        postcode__in={postcode for _, postcode in wanted}, lines__in={lines for lines, _ in wanted}
    ).order_by("-pk")
    found = {(address.lines, address.postcode): address for address in known}
    new = [
        Address(lines=lines, postcode=postcode)
        for lines, postcode in sorted(wanted)
        if (lines, postcode) not in found
    ]
    Address.objects.bulk_create(new)
    return found | {(address.lines, address.postcode): address for address in new}
