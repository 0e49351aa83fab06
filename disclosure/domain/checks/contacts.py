"""Addresses, postcodes, telephone numbers and emails that locate somebody else (A3, A4).

Each is looked up in the records by an index, however it is spaced or punctuated. What is of work
is looked for too: it tells where somebody is on every weekday, and whose papers these words come
from. A work address is free text: a refuge is one, and nobody can tell it from a clinic.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.conf import settings
from django.db import connection

from disclosure.domain.checks.belonging import Belonging
from disclosure.domain.checks.pages import Hit, Page
from disclosure.enums import Check
from disclosure.text import fold

POSTCODE = re.compile(r"(?<![a-z0-9])([a-z]{1,2}\d[a-z\d]?)\s*[-.]?\s*(\d[a-z]{2})(?![a-z0-9])")
_TELEPHONE = re.compile(r"(?<!\d)(?:\+|00)?\d(?:[\s().\-/]{0,3}\d){8,14}(?!\d)")
_EMAIL = re.compile(r"[^\s@<>(),;:\"]+@[^\s@<>(),;:\"]+\.[a-z]{2,}")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_NUMBER_AND_STREET = re.compile(r"(?<![a-z\d])(\d+[a-z]?)[\s,]+([^\s,.\d][^\s,.]*)")

_PLACES = """
SELECT {key}, residence.person_id, residence.is_protected OR person.is_protected, false
FROM people_address AS address
JOIN people_residence AS residence ON residence.address_id = address.id
JOIN people_person AS person ON person.id = residence.person_id
WHERE {match}
UNION ALL
SELECT unnest({work}), work.person_id, person.is_protected, true
FROM people_professional AS work JOIN people_person AS person ON person.id = work.person_id
WHERE {work} && %(keys)s::text[]
"""
_BY_POSTCODE = _PLACES.format(
    key="replace(upper(address.postcode), ' ', '')",
    match="replace(upper(address.postcode), ' ', '') = ANY(%(keys)s)",
    work="public.disclosure_postcodes(work.work_address)",
)
_BY_STREET = _PLACES.format(
    key="unnest(public.disclosure_address_keys(address.lines))",
    match="public.disclosure_address_keys(address.lines) && %(keys)s::text[]",
    work="public.disclosure_address_keys(work.work_address)",
)
_PEOPLE = """
SELECT {own}, id, is_protected, false FROM people_person WHERE {own} = ANY(%(keys)s)
UNION ALL
SELECT {work}, work.person_id, person.is_protected, true
FROM people_professional AS work JOIN people_person AS person ON person.id = work.person_id
WHERE {work} = ANY(%(keys)s)
"""
_BY_TELEPHONE = _PEOPLE.format(
    own="public.disclosure_digits(telephone)", work="public.disclosure_digits(work.work_telephone)"
)
_BY_EMAIL = _PEOPLE.format(own="lower(email)", work="lower(work.work_email)")

Found = tuple[Page, int, int]


def find_contacts(pages: Sequence[Page], belonging: Belonging) -> list[Hit]:
    """Everything in the text that locates a person whom the recipient may not locate.

    The numbers and the email that the service itself prints locate nobody, although many a
    worker has one of them as their own.
    """
    return [
        *_look_up(Check.POSTCODE, _postcodes(pages), _BY_POSTCODE, belonging),
        *_look_up(Check.ADDRESS, _streets(pages), _BY_STREET, belonging),
        *_look_up(Check.TELEPHONE, _telephones(pages), _BY_TELEPHONE, belonging),
        *_look_up(Check.EMAIL, _emails(pages), _BY_EMAIL, belonging),
    ]


def _look_up(
    check: Check, found: dict[str, list[Found]], sql: str, belonging: Belonging
) -> Iterator[Hit]:
    if not found:
        return
    with connection.cursor() as cursor:
        cursor.execute(sql, {"keys": sorted(found)})
        rows = cursor.fetchall()
    for key in sorted(found):
        person = _hidden_person([row for row in rows if row[0] == key], belonging)
        if person is None:
            continue
        for page, start, end in found[key]:
            yield page.hit(check, start, end, person)


def _hidden_person(rows: list[tuple[Any, ...]], belonging: Belonging) -> int | None:
    """Somebody there whom the recipient may not locate.

    An address the recipient shares tells them nothing, unless somebody protected is there too;
    nor does a number or place that colleagues share, when one of them works with this family.
    """
    hidden = [row for row in rows if not _may_be_located(row, belonging)]
    seen = [row for row in rows if row not in hidden]
    if any(person == belonging.recipient for _, person, _, _ in seen):
        hidden = [row for row in hidden if row[2]]
    elif any(at_work for *_, at_work in seen):
        hidden = [row for row in hidden if row[2] or not row[3]]
    return hidden[0][1] if hidden else None


def _may_be_located(row: tuple[Any, ...], belonging: Belonging) -> bool:
    _, person, is_protected, at_work = row
    return belonging.may_be_located(person, is_protected=is_protected, at_work=at_work)


def _gather(
    pages: Sequence[Page], pattern: re.Pattern[str], key: Callable[[re.Match[str]], str]
) -> dict[str, list[Found]]:
    found: dict[str, list[Found]] = {}
    for page in pages:
        plain = _plain_digits(page.folded)
        for match in pattern.finditer(plain):
            found.setdefault(key(match), []).append((page, match.start(), match.end()))
    return found


def _postcodes(pages: Sequence[Page]) -> dict[str, list[Found]]:
    return _gather(pages, POSTCODE, lambda match: (match[1] + match[2]).upper())


def _streets(pages: Sequence[Page]) -> dict[str, list[Found]]:
    return _gather(pages, _NUMBER_AND_STREET, lambda match: f"{match[1]} {match[2]}")


def _telephones(pages: Sequence[Page]) -> dict[str, list[Found]]:
    found = _gather(pages, _TELEPHONE, lambda match: digits(match[0]))
    published = (
        settings.OFFICE_TELEPHONE,
        settings.DANGER_TELEPHONE_DAY,
        settings.DANGER_TELEPHONE_NIGHT,
    )
    return _without(found, map(digits, published))


def _emails(pages: Sequence[Page]) -> dict[str, list[Found]]:
    found = _gather(pages, _EMAIL, lambda match: match[0].strip("."))
    return _without(found, [settings.OFFICE_EMAIL.lower()])


def _without(found: dict[str, list[Found]], keys: Iterable[str]) -> dict[str, list[Found]]:
    unwanted = set(keys)
    return {key: places for key, places in found.items() if key not in unwanted}


def digits(telephone: str) -> str:
    """ "+44 (0)121 496 0123" and "0121-4960123" are the same number."""
    plain = re.sub(r"\D", "", _plain_digits(telephone))
    return re.sub(r"^(00)?44(0)?", "0", plain)


def address_keys(lines: str) -> list[str]:
    """As `disclosure_address_keys` in the database: house number and first word of the street."""
    return [f"{found[1]} {found[2]}" for found in _NUMBER_AND_STREET.finditer(fold(lines))]


def _plain_digits(text: str) -> str:
    """Arabic-Indic and other digits as 0 to 9; the length stays."""
    return _NOT_ASCII.sub(lambda found: _digit(found[0]), text)


def _digit(letter: str) -> str:
    value = unicodedata.digit(letter, None)
    return letter if value is None else str(value)
