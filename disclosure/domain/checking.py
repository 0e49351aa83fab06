"""Run the release checks on the bytes of a pack and keep what they find (quality.md, A1-A7).

A finding belongs to the very bytes it was found in. Run again on the same bytes, what a second
person has cleared stays cleared, what is no longer true goes, and what is new is added.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from disclosure.domain.checks import contacts, names, protected_homes, standing, structure
from disclosure.domain.checks.belonging import belonging_of
from disclosure.domain.checks.fixed_wording import patterns
from disclosure.domain.checks.pages import Hit, read_pages
from disclosure.domain.rendering import bytes_of, render
from disclosure.enums import Check
from disclosure.models import Finding, Pack
from disclosure.rendering.reading import hidden_parts, pages_of

MOST_FINDINGS = 300
TOO_MUCH = (
    "More than {most} things were found, and nobody can check what is not shown here. Split a long "
    "document and add each part by itself. Of a paper that is made here, take out the names and "
    "addresses that do not belong."
)
Mark = tuple[str, str, int]


def find(pack: Pack, pdf: bytes) -> list[Hit]:
    """Everything the checks find in these bytes. Raises `CannotRead`: then nothing is released."""
    belonging = belonging_of(pack)
    pages = read_pages(pages_of(pdf))
    hidden = hidden_parts(pdf)
    marks = structure.find_missing_marks(pages, pack)
    searched = [*pages, structure.metadata_page(hidden, file_name(pack))]
    for page in searched:
        page.blank(patterns(pack.language))
    # In the order of what the limit must never cut off. Names come last: a long report of another
    # agency has hundreds, and must not push out the one postcode of a refuge.
    hits = [
        *marks,
        *structure.find_hidden(hidden),
        *standing.find_not_allowed(pack, belonging),
        *standing.find_forbidden_recipient(pack, belonging),
        *standing.find_wrong_attachment(pack),
        *standing.find_shared_address(pack, belonging),
        *structure.find_pictures(pages, pack, pdf),
        *contacts.find_contacts(searched, belonging),
        *protected_homes.find_protected_homes(searched, belonging),
        *standing.find_copied(pages, pack, belonging),
        *names.find_names(searched, belonging),
    ]
    return _within_the_limit(hits)


def _within_the_limit(hits: Sequence[Hit]) -> list[Hit]:
    """Each once. Where some are cut off nobody has checked them, so nothing leaves."""
    found = list({_mark(hit): hit for hit in hits}.values())
    if len(found) <= MOST_FINDINGS:
        return found
    cut = Hit(Check.TOO_MUCH, TOO_MUCH.format(most=MOST_FINDINGS), 0)
    return [cut, *found[:MOST_FINDINGS]]


def _mark(hit: Hit) -> Mark:
    return hit.check.value, hit.text, hit.page


def file_name(pack: Pack) -> str:
    """The name under which the bytes leave: a number, no case content (A3)."""
    return f"{pack.number}.pdf"


def run_checks(pack_id: int) -> list[Finding]:
    """Render if need be, check the bytes, and return what stands against them, cleared or not."""
    pack = render(pack_id)
    hits = find(pack, bytes_of(pack))
    with transaction.atomic():
        locked: Pack = Pack.objects.select_for_update().get(pk=pack_id)
        if locked.sha256 != pack.sha256:
            return list(locked.findings.filter(sha256=locked.sha256))
        findings = _keep(locked, hits)
        locked.checked_sha256, locked.checked_at = locked.sha256, timezone.now()
        locked.save(update_fields=["checked_sha256", "checked_at"])
    return findings


def _keep(pack: Pack, hits: Sequence[Hit]) -> list[Finding]:
    kept: dict[Mark, Finding] = {
        (row.check_name, row.text, row.page): row
        for row in Finding.objects.filter(pack=pack, sha256=pack.sha256)
    }
    wanted: dict[Mark, Hit] = {_mark(hit): hit for hit in hits}
    gone = [row.pk for mark, row in kept.items() if mark not in wanted]
    Finding.objects.filter(pk__in=gone, cleared_at=None).delete()
    Finding.objects.bulk_create(
        _finding(pack, hit) for mark, hit in wanted.items() if mark not in kept
    )
    return list(Finding.objects.filter(pack=pack, sha256=pack.sha256))


def _finding(pack: Pack, hit: Hit) -> Finding:
    return Finding(
        pack=pack,
        sha256=pack.sha256,
        check_name=hit.check,
        text=hit.text[:300],
        page=hit.page,
        context=hit.context,
        protects_id=hit.protects,
    )
